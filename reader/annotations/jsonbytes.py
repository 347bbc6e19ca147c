"""JSON as bytes: fast, and still able to carry what Python's own `json` accepts."""

import json
from typing import Any

import orjson

MOST_NESTED = 250
"""How many lists and objects may be inside one another in a document; orjson itself writes 254."""

_AS_JSON_DOES = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class TooDeep(ValueError):  # noqa: N818
    """A value has more than `MOST_NESTED` lists and objects inside one another."""


def dumps(value: object) -> bytes:
    """`value` as one line of UTF-8.

    Raises:
        TypeError: It holds something that JSON has no form for.
        TooDeep: It is nested too deeply.
    """
    try:
        return orjson.dumps(value, option=_AS_JSON_DOES)
    except orjson.JSONEncodeError:  # lone surrogates, very long integers, keys that are not text
        if _is_deeper(value, MOST_NESTED):
            raise TooDeep(f"more than {MOST_NESTED} lists and objects are inside one another") from None
        return json.dumps(value, separators=(",", ":")).encode()


def loads(content: bytes) -> Any:
    """The value of UTF-8 JSON.

    Raises:
        ValueError: It is no JSON, as `json.JSONDecodeError`, or no UTF-8, as `UnicodeDecodeError`.
        TooDeep: It is nested so deeply that it cannot be read at all.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        text = content.decode()
    try:
        return json.loads(text)  # what stock TinyDB writes and orjson refuses: \ud800, NaN
    except RecursionError:
        raise TooDeep("too many lists and objects are inside one another") from None


def _is_deeper(value: object, levels: int) -> bool:
    """Whether more than `levels` lists and objects are inside one another."""
    rest: list[tuple[object, int]] = [(value, levels)]
    while rest:
        part, left = rest.pop()
        if isinstance(part, dict | list | tuple):
            if not left:
                return True
            rest += [(inner, left - 1) for inner in (part.values() if isinstance(part, dict) else part)]
    return False
