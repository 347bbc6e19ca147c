"""JSON that may be printed as well as stored."""

import json
import re

# What JSON does not have to escape and a terminal might obey, UTF-8 cannot say, or a page might take for its end.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSAFE_IN_HTML = re.compile("[<>&]")


def json_line(value: object) -> str:
    """A value as JSON in one line, every character kept; those that are no text are escaped."""
    return _UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def json_in_html(value: object) -> str:
    """The same, as it may stand in a script element of a page."""
    return _UNSAFE_IN_HTML.sub(_escaped, json_line(value))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
