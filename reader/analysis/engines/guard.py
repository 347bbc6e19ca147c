"""What foreign code says to be names, and what of that can be true of a text."""

import operator
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reader.analysis.names import Name
from reader.model import EntityType, Span

_ELIDED = re.compile(r"[a-zà-ÿ]{1,5}['’](?=[^\W\d_])(?=\S*[A-ZÀ-Þ])")
"""An article or preposition at the beginning of what is named: "l'OTAN", "dell'Unione"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of text that foreign code says to be a name; what it says of it may be anything."""

    start: Any
    end: Any
    type: EntityType | None
    score: Any


def names_in(text: str, claims: Iterable[Claim]) -> list[Name]:
    """The names in a text that the claims can mean: in order, not overlapping, none across a line break.

    White space around one is left away, and an elided article. Of those that overlap, the likelier stays, then the
    longer, then the earlier.
    """
    names = [name for claim in claims if (name := _name(text, claim)) is not None]
    apart: list[Name] = []
    for name in sorted(names, key=lambda name: name.span):
        if not apart or name.span.start >= apart[-1].span.end:
            apart.append(name)
        elif _weight(name) > _weight(apart[-1]):
            apart[-1] = name
    return apart


def _weight(name: Name) -> tuple[float, int]:
    return name.score, name.span.end - name.span.start


def _name(text: str, claim: Claim) -> Name | None:
    start, end, score = _whole(claim.start), _whole(claim.end), _probability(claim.score)
    if start is None or end is None or score is None or claim.type is None or not 0 <= start < end <= len(text):
        return None
    span = _trimmed(text, start, end)
    return None if span.start == span.end or "\n" in text[slice(*span)] else Name(span, claim.type, score)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The range without white space at its ends and an elided article."""
    named = text[start:end]
    start += len(named) - len(named.lstrip())
    named = named.strip()
    elided = _ELIDED.match(named)
    return Span(start + elided.end() if elided else start, start + len(named))


def _whole(offset: Any) -> int | None:
    """An offset as an int: those of numpy and torch are others."""
    try:
        return None if isinstance(offset, bool) else operator.index(offset)
    except TypeError:
        return None


def _probability(score: Any) -> float | None:
    try:
        number = float(score)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number <= 1 else None  # not a number is neither
