"""Documents with marked names, as the texts that they were or could have been."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from benchmarks.quotations import documents as lines_of
from reader.model import EntityType

__all__ = ["CASES", "TYPES", "Marked", "as_prose", "as_tokens", "lines_of", "trimmed", "written"]

TYPES = {
    EntityType.PERSON: "PER",
    EntityType.ORGANISATION: "ORG",
    EntityType.PLACE: "LOC",
    EntityType.FACILITY: "LOC",
    EntityType.GROUP: "MISC",
    EntityType.EVENT: "MISC",
    EntityType.LAW: "MISC",
    EntityType.PRODUCT: "MISC",
    EntityType.WORK: "MISC",
    EntityType.OTHER: "MISC",
    EntityType.DATE: "DATE",
    EntityType.MONEY: "MONEY",
}
"""The coarser types of the sets."""

CASES: dict[str, Callable[[str], str]] = {
    "as written": lambda token: token,
    "Title Case": lambda token: token[:1].upper() + token[1:],
    "UPPER CASE": str.upper,
    "lower case": str.lower,
}

Marking = tuple[int, int, str]
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]}%’”]|['’](?:s|re|ve|ll|d|m|t)\b|n['’]t\b", re.IGNORECASE)
_NO_SPACE_AFTER = re.compile(r"[(\[{$£€#“‘]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marked names: start and end in characters, and the set's type."""

    text: str
    names: frozenset[Marking]


def written(document: dict[str, Any], case: Callable[[str], str]) -> dict[str, Any]:
    """A document with every token written another way."""
    return {"sentences": [s | {"tokens": [case(token) for token in s["tokens"]]} for s in document["sentences"]]}


def as_tokens(document: dict[str, Any]) -> Marked:
    """A document as it is marked: a sentence a line, a space between tokens."""
    return _joined(document, lambda _tokens: repeat(" "))


def as_prose(document: dict[str, Any]) -> Marked:
    """A document with its spaces where a paper has them, as far as its tokens tell."""
    return _joined(document, _prose_gaps)


def _joined(document: dict[str, Any], gaps: Callable[[list[str]], Iterator[str]]) -> Marked:
    lines: list[str] = []
    names: set[Marking] = set()
    begun = 0
    for sentence in document["sentences"]:
        tokens = sentence["tokens"]
        line, starts = "", []
        for token, gap in zip(tokens, gaps(tokens), strict=False):
            starts.append(len(line))
            line += token + gap
        for first, last, kind in sentence["spans"]:
            start, end = trimmed(line, starts[first], starts[last - 1] + len(tokens[last - 1]))
            names.add((begun + start, begun + end, kind))
        lines.append(line.rstrip())
        begun += len(lines[-1]) + 1
    return Marked("\n".join(lines), frozenset(names))


def _prose_gaps(tokens: list[str]) -> Iterator[str]:
    """What stands behind each token: nothing inside marks and compounds, else a space."""
    opened = False
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        opens = token == '"' and not opened
        opened = opened is not (token == '"')
        closes = following == '"' and opened
        hyphen = "-" in (token, following)
        tight = _NO_SPACE_BEFORE.match(following) or _NO_SPACE_AFTER.fullmatch(token) or opens or closes or hyphen
        yield "" if tight else " "


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of a text without a leading "the" and a trailing "'s"."""
    words = text[start:end].lower()
    start += 4 if words.startswith("the ") else 0
    ending = next((ending for ending in (" 's", " ’s", "'s", "’s") if words.endswith(ending)), "")
    return start, end - len(ending)
