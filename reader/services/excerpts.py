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


def around(text: str, hit: Span, width: int) -> Excerpt:
    """As much of the text around a hit as there is room for in `width` cells, more of it before than after."""
    each = max(1, -(-cells(text) // max(1, len(text))))
    room = width // each - 2
    if len(text) <= room or hit.end + LEAD <= room:
        return Excerpt(text, (hit,))
    earliest = max(0, min(hit.start, min(len(text), hit.end + LEAD) - room))
    starts = [earliest + word.start for word in words(text[earliest : hit.start]) if word.start]
    start = starts[0] if starts else hit.start
    return Excerpt("…" + text[start:], (Span(hit.start - start + 1, hit.end - start + 1),))


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
