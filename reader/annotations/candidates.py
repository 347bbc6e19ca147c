"""The places in a changed text that may be a target's, each with the evidence for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from rapidfuzz.distance import Levenshtein

from reader.annotations.matching import carry, likely_places
from reader.annotations.runs import Run, revision_runs, word_runs
from reader.annotations.words import Words
from reader.model import Span, Target

MOST_HITS = 200
"""How many places with exactly the target's words are looked at."""

_SLACK = 12
_LONG = 2000
_MOSTLY = 0.6
_SAME_SIDE = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place, and how well it answers to a target. Likenesses are from 0 to 1.

    `quote` is the likeness of its words to the target's, `left` and `right` of what is beside it (None where the
    target has nothing there). `by_revision` says that the difference between the two revisions leads there.
    `unlike_edges` counts its ends that are at the edge of a paragraph where the target's are not, or the
    reverse: a passage that was copied out as a pull quote is a paragraph of its own.
    """

    span: Span
    by_revision: bool
    quote: float
    left: float | None
    right: float | None
    unlike_edges: int

    @property
    def best_side(self) -> float:
        """The greater likeness of the two sides."""
        return max(self._sides)

    @property
    def worst_side(self) -> float:
        """The lesser likeness of the two sides."""
        return min(self._sides)

    @property
    def sides(self) -> float:
        """The mean likeness of the two sides."""
        return sum(self._sides) / len(self._sides)

    @property
    def score(self) -> float:
        """What candidates are ranked by: context counts more than the words, which may stand in a copy too."""
        revision = 0.08 if self.by_revision else 0.0
        return 0.4 * self.quote + 0.15 * self.best_side + 0.45 * self.sides + revision - 0.12 * self.unlike_edges

    @property
    def _sides(self) -> list[float]:
        return [side for side in (self.left, self.right) if side is not None] or [0.5]


@dataclass(frozen=True, slots=True)
class _Needle:
    """A target with its context as words; `inside` are the indexes of the target's own."""

    target: Target
    words: Words
    inside: range

    @classmethod
    def of(cls, target: Target) -> "_Needle":
        words = Words.of(target.prefix + target.exact + target.suffix)
        start = len(target.prefix)
        return cls(target, words, words.within(Span(start, start + len(target.exact))))


class Comparison:
    """One text in which targets of an older revision are looked for, and that revision if it is known."""

    def __init__(self, text: str, old_text: str | None) -> None:
        self._text = text
        self._old_text = old_text
        self._words = Words.of(text)

    def candidates(self, target: Target) -> list[Candidate]:
        """The places that `target` may be at, the best first."""
        needle = _Needle.of(target)
        if not needle.inside:
            return []
        places: dict[tuple[int, int], bool] = {}
        for place in self._carried(target):
            places[place] = True
        for place in (*islice(self._hits(needle), MOST_HITS), *self._alignments(needle)):
            places.setdefault(place, False)
        own = self._in_old_text(target)
        judged = [
            candidate
            for place, by_revision in places.items()
            if by_revision or not self._was_elsewhere(range(*place), own)
            for candidate in (self._judge(needle, *place, by_revision),)
            if own or not self._is_neighbour(needle, range(*place), candidate)
        ]
        return sorted(judged, key=lambda candidate: (-candidate.score, abs(candidate.span.start - target.start)))

    @cached_property
    def _old_words(self) -> Words:
        return Words.of(self._old_text or "")

    @cached_property
    def _runs(self) -> list[Run]:
        return revision_runs(self._old_text or "", self._old_words, self._text, self._words)

    @cached_property
    def _runs_back(self) -> list[Run]:
        return [Run(run.new, run.old, run.length) for run in self._runs]

    def _in_old_text(self, target: Target) -> range:
        """The words of the old text that are the target; none if that text is not known."""
        if self._old_text is None or self._old_text[target.start : target.end] != target.exact:
            return range(0)
        return self._old_words.within(Span(target.start, target.end))

    def _was_elsewhere(self, place: range, own: range) -> bool:
        """Whether a place held another passage of the old text before: one that resembles the target, no more."""
        return bool(own) and _came_from_outside(
            self._runs_back, place, own, len(self._words), len(self._old_words)
        )

    def _is_neighbour(self, needle: _Needle, place: range, candidate: Candidate) -> bool:
        """Whether a place is rather of what stood beside the target, as far as its context tells."""
        keys, inside = needle.words.keys, needle.inside
        own = self._words.keys[place.start : place.stop]
        is_beside = _stands_in(own, keys[: inside.start]) or _stands_in(own, keys[inside.stop :])
        if candidate.quote < 1:
            if candidate.worst_side >= _SAME_SIDE:
                return False
            if is_beside:
                return True
        elif not is_beside:
            return False
        window = self._window(place.start - len(keys) - _SLACK, place.stop + len(keys) + _SLACK)
        runs = word_runs(self._words, window, needle.words, range(len(keys)))
        inner = range(place.start - window.start, place.stop - window.start)
        return _came_from_outside(runs, inner, inside, len(window), len(keys))

    def _carried(self, target: Target) -> Iterator[tuple[int, int]]:
        """Where the difference between the revisions leads."""
        old = self._in_old_text(target)
        if old:
            carried = carry(self._runs, old.start, old.stop, len(self._old_words), len(self._words))
            if carried:
                yield carried.first, carried.end

    def _hits(self, needle: _Needle) -> Iterator[tuple[int, int]]:
        """Where the target's words stand unchanged."""
        quote = needle.words.keys[needle.inside.start : needle.inside.stop]
        rarest = min(range(len(quote)), key=lambda index: len(self._words.places(quote[index])))
        for place in self._words.places(quote[rarest]):
            first = place - rarest
            if first >= 0 and self._words.keys[first : first + len(quote)] == quote:
                yield first, first + len(quote)

    def _alignments(self, needle: _Needle) -> Iterator[tuple[int, int]]:
        """Where context and target together fit best, and where the target fits with either side of its context.

        One side alone tells an edited original from the copy of it that stands between it and its other side.
        """
        words, inside = needle.words, needle.inside
        size, slack = len(words), len(words) // 2 + _SLACK
        for place in likely_places(words.keys, self._words):
            start, end = place - slack, place + size + slack
            yield from self._aligned(needle, range(size), start, end)
            yield from self._aligned(needle, range(inside.stop), start, place + inside.stop + _SLACK)
            yield from self._aligned(needle, range(inside.start, size), place + inside.start - _SLACK, end)

    def _aligned(self, needle: _Needle, part: range, low: int, high: int) -> Iterator[tuple[int, int]]:
        window = self._window(low, high)
        runs = word_runs(needle.words, part, self._words, window)
        first, end = needle.inside.start - part.start, needle.inside.stop - part.start
        carried = carry(runs, first, end, len(part), len(window))
        if carried:
            yield window.start + carried.first, window.start + carried.end

    def _window(self, low: int, high: int) -> range:
        return range(max(0, low), max(0, min(high, len(self._words))))

    def _judge(self, needle: _Needle, first: int, end: int, by_revision: bool) -> Candidate:
        words, inside = needle.words, needle.inside
        before, after = inside.start, len(words) - inside.stop
        return Candidate(
            span=self._words.span(first, end),
            by_revision=by_revision,
            quote=_likeness(words.keys[inside.start : inside.stop], self._words.keys[first:end]),
            left=_side(
                words.joined(0, inside.start)[::-1], self._words.joined(first - before - _SLACK, first)[::-1]
            ),
            right=_side(words.joined(inside.stop, len(words)), self._words.joined(end, end + after + _SLACK)),
            unlike_edges=self._unlike_edges(needle.target, self._words.span(first, end)),
        )

    def _unlike_edges(self, target: Target, span: Span) -> int:
        before, after = self._text[max(0, span.start - 3) : span.start], self._text[span.end : span.end + 3]
        return (_ends_line(before) != _ends_line(target.prefix)) + (
            _starts_line(after) != _starts_line(target.suffix)
        )


def _stands_in(words: Sequence[str], context: Sequence[str]) -> bool:
    size = len(words)
    return any(context[start : start + size] == words for start in range(len(context) - size + 1))


def _came_from_outside(runs: Sequence[Run], place: range, own: range, length: int, old_length: int) -> bool:
    """Whether most words of a place were there before, in words of the older text that are not the target's own."""
    before = carry(runs, place.start, place.stop, length, old_length)
    return before is not None and before.kept >= _MOSTLY and (before.end <= own.start or own.stop <= before.first)


def _likeness(one: list[str], other: list[str]) -> float:
    """By characters, or by words where that would take too long."""
    if max(len(one), len(other)) > _LONG:
        return Levenshtein.normalized_similarity(one, other)
    return Levenshtein.normalized_similarity("".join(one), "".join(other))


def _side(wanted: str, found: str) -> float | None:
    """The likeness of two contexts that begin at the passage; None if none is wanted."""
    return Levenshtein.normalized_similarity(wanted, found[: len(wanted)]) if wanted else None


def _ends_line(text: str) -> bool:
    return text.rstrip(" ")[-1:] in {"", "\n"}


def _starts_line(text: str) -> bool:
    return text.lstrip(" ")[:1] in {"", "\n"}
