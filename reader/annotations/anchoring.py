"""Where a target is in a text that may have changed since it was taken."""

from dataclasses import dataclass
from typing import Literal

from reader.annotations.targets import find_exact
from reader.model import Span, Target

How = Literal["exact", "moved", "changed", "orphan"]


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
    """Find `target` in the canonical text `text`.

    `same_text` says that the text is the revision the target was taken from; its offsets are then the answer
    if the words stand there. `old_text` is that revision, where it is still known and differs.
    """
    start, end = target.start, target.end
    if same_text and text[start:end] == target.exact:
        return Anchor(Span(start, end), "exact", 1.0)
    places = find_exact(text, target.exact, target.prefix, target.suffix)
    if len(places) != 1:
        return ORPHAN
    return Anchor(places[0], "exact" if places[0] == (start, end) else "moved", 1.0)
