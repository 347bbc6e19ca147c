"""Long text in few cells, with what was searched for in view."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Span
from reader.text.segment import words
from reader.text.width import cells

LEAD = 24
"""How many characters before the first hit stay in view, about."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text, with "…" before it unless it is the beginning, and where the hits are in it."""

    text: str
    hits: tuple[Span, ...]


def excerpt(text: str, hits: Sequence[Span], width: int) -> Excerpt:
    """The text from its beginning, or from a little before its first hit if that is not in the first `width` cells."""
    if not hits or cells(text[: hits[0].end]) < width:
        return Excerpt(text, tuple(hits))
    earliest = max(0, hits[0].start - LEAD)
    starts = [word.start for word in words(text[earliest : hits[0].start]) if word.start or not earliest]
    start = earliest + starts[0] if starts else hits[0].start
    shift = 1 - start
    shifted = (Span(hit.start + shift, hit.end + shift) for hit in hits if hit.start >= start)
    return Excerpt("…" + text[start:], tuple(shifted))
