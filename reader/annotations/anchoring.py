"""Where a target is in a text that may have changed since it was taken, or that it is not found for sure.

A wrong place is far worse than none. So a place needs evidence from the words and from what is beside them,
and of two places that have as much, neither is taken. `benchmarks/anchoring.py` measures it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.annotations.targets import find_exact
from reader.model import CarriedOver, How, Span, Target

if TYPE_CHECKING:
    from reader.annotations.candidates import Candidate, Comparison

_ENOUGH_CONTEXT = 16
"""Characters on either side that settle where a passage is, if they and it stand in one place only."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a target is now: `span` is None for an orphan, a passage that is not found for sure.

    `how` is "exact" where it always was, "moved" for the same words elsewhere, "changed" for other words.
    `score` is from 0 to 1: how much of the words and of what is around them is there.
    """

    span: Span | None
    how: How
    score: float


ORPHAN = Anchor(None, "orphan", 0.0)


def anchor(target: Target, text: str, *, same_text: bool = False, old_text: str | None = None) -> Anchor:
    """Find one target in the canonical text `text`; see `Anchorer` for several.

    `same_text` says that the text is the revision the target was taken from; its offsets are then the answer
    if the words stand there. `old_text` is that revision, where it is still known and differs.
    """
    if same_text and text[target.start : target.end] == target.exact:
        return Anchor(Span(target.start, target.end), "exact", 1.0)
    return Anchorer(text, old_text).anchor(target)


def recorded(carried: CarriedOver, target: Target, text: str) -> Anchor | None:
    """The anchor that was written down for the canonical text `text`; None if another program made it impossible."""
    if carried.start is None or carried.end is None:
        return ORPHAN
    there = text[carried.start : carried.end]
    if len(there) != carried.end - carried.start or (carried.how != "changed") != (there == target.exact):
        return None
    return Anchor(Span(carried.start, carried.end), carried.how, carried.score)


class Anchorer:
    """Finds the targets of an older revision, `old_text` where it is known, in the canonical text `text`.

    The work that does not depend on the target is done once, and only if a target needs it.
    """

    def __init__(self, text: str, old_text: str | None = None) -> None:
        self._text = text
        self._old_text = old_text

    def anchor(self, target: Target) -> Anchor:
        """Where `target` is now."""
        if min(len(target.prefix), len(target.suffix)) >= _ENOUGH_CONTEXT:
            place = _only_place(target, self._text)
            if place is not None and (self._old_text is None or _only_place(target, self._old_text) is not None):
                return self._anchor(target, place, 1.0)
        believable = [
            candidate
            for candidate in self._comparison.candidates(target)
            if _is_believable(candidate, len(target.exact))
        ]
        rivals = [candidate for candidate in believable if not _holds_a_better(candidate, believable)]
        if not rivals or any(_is_undecided(rivals[0], other) for other in rivals[1:]):
            return ORPHAN
        return self._anchor(target, rivals[0].span, rivals[0].score)

    @cached_property
    def _comparison(self) -> "Comparison":
        from reader.annotations.candidates import (
            Comparison,
        )  # rapidfuzz takes 17 ms that most runs need not spend

        return Comparison(self._text, self._old_text)

    def _anchor(self, target: Target, span: Span, score: float) -> Anchor:
        if self._text[span.start : span.end] != target.exact:
            how: How = "changed"
        else:
            how = "exact" if span == (target.start, target.end) else "moved"
        return Anchor(span, how, min(1.0, score))


def _only_place(target: Target, text: str) -> Span | None:
    places = find_exact(text, target.exact, target.prefix, target.suffix)
    return places[0] if len(places) == 1 else None


def _is_believable(candidate: "Candidate", length: int) -> bool:
    """Whether a place has enough evidence; `length` is the target's, in characters.

    The figures separate true from false places of the development cases: unrelated words of one language are
    alike by up to 0.35, and so are unrelated contexts.
    """
    quote, best_side, sides = candidate.quote, candidate.best_side, candidate.sides
    if candidate.by_revision and quote >= 0.35 and quote + sides >= 0.95:
        return True
    if quote >= 0.97:
        return length >= 20 or best_side >= 0.4
    if quote >= 0.85 and length >= 60:
        return True
    return quote >= 0.33 and quote + sides >= 1.15 and best_side >= 0.5


def _holds_a_better(candidate: "Candidate", others: list["Candidate"]) -> bool:
    """Whether a place shares characters with one that has the very words, or runs over a much better one: an
    original and the copy beside it, taken as one.
    """
    return any(
        (candidate.quote < 1 and other.quote == 1 and candidate.span.overlaps(other.span))
        or (
            candidate.span.start <= other.span.start
            and other.span.end <= candidate.span.end
            and other.quote > candidate.quote + 0.2
        )
        for other in others
    )


def _is_undecided(best: "Candidate", other: "Candidate") -> bool:
    """Whether each of two places has one side of the context only: a passage, and a copy of it beside it."""
    if best.span.overlaps(other.span) or best.unlike_edges != other.unlike_edges:
        return False
    return _has_only(best.left, best.right, other.right, other.left) or _has_only(
        best.right, best.left, other.left, other.right
    )


def _has_only(
    one: float | None, not_other: float | None, rival_other: float | None, not_one: float | None
) -> bool:
    if one is None or not_other is None or rival_other is None or not_one is None:
        return False
    return min(one, rival_other) > 0.8 and max(not_other, not_one) < 0.5
