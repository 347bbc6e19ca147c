"""Where a range of the words of one text is in another."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reader.annotations.runs import Run
from reader.annotations.words import Words

_LONG_GAP = 3
_SEED_WIDTH = 8
_COMMON = 200
_PLACES = 4
_FAR = 1 << 62


class Carried(NamedTuple):
    """A range of words in the other text, and which share of the original's words is in it unchanged."""

    first: int
    end: int
    kept: float


def carry(runs: Sequence[Run], first: int, end: int, old_length: int, new_length: int) -> Carried | None:
    """Where the words from `first` to before `end` are in the other text; None if nothing answers to them.

    An end that was reworded is where its share of the reworded stretch ends. Words of which none is kept are
    carried only if both their neighbours are: a typing error in a word, or another word in its place.
    """
    low = max(0, bisect_right(runs, (first, _FAR, 0)) - 1)
    high = bisect_right(runs, (end - 1, _FAR, 0))
    kept = sum(max(0, min(end, run.old + run.length) - max(first, run.old)) for run in runs[low:high])
    fences = [Run(0, 0, 0), *runs[max(0, low - 1) : high + 1], Run(old_length, new_length, 0)]
    if not kept and not _is_replaced(*_around(fences, first)):
        return None
    new_first, new_end = _carry_start(fences, first), _carry_end(fences, end)
    return Carried(new_first, new_end, kept / (end - first)) if new_first < new_end else None


def likely_places(needle: Sequence[str], words: Words) -> list[int]:
    """Word indexes at which a text that resembles `needle` may begin, the likeliest first.

    Every word that both have votes for the distance between its two places, a rare word more than a common one.
    """
    votes: Counter[int] = Counter()
    for index, key in enumerate(needle):
        places = words.places(key)
        if len(places) <= _COMMON:
            for place in places:
                votes[(place - index) // _SEED_WIDTH] += _COMMON // len(places)
    joined = {bucket: votes[bucket] + votes[bucket + 1] for bucket in list(votes)}
    chosen: list[int] = []
    for bucket in sorted(joined, key=joined.__getitem__, reverse=True):
        if all(abs(bucket - other) > 1 for other in chosen):
            chosen.append(bucket)
            if len(chosen) == _PLACES:
                break
    return [bucket * _SEED_WIDTH for bucket in chosen]


def _around(fences: Sequence[Run], index: int) -> tuple[Run, Run]:
    """The run that holds or precedes the word at `index`, and the one after it."""
    at = max(1, min(bisect_right(fences, (index, _FAR, 0)), len(fences) - 1))
    return fences[at - 1], fences[at]


def _carry_start(fences: Sequence[Run], first: int) -> int:
    before, after = _around(fences, first)
    if first < before.old + before.length:
        return before.new + first - before.old
    old_gap, new_gap = _gap_sizes(before, after)
    into = first - before.old - before.length
    if new_gap > _LONG_GAP * (old_gap + 1):
        return after.new - min(new_gap, old_gap - into)
    return before.new + before.length + round(into * new_gap / old_gap)


def _carry_end(fences: Sequence[Run], end: int) -> int:
    before, after = _around(fences, end - 1)
    if end <= before.old + before.length:
        return before.new + end - before.old
    old_gap, new_gap = _gap_sizes(before, after)
    into = end - before.old - before.length
    if new_gap > _LONG_GAP * (old_gap + 1):
        return before.new + before.length + min(new_gap, into)
    return before.new + before.length + round(into * new_gap / old_gap)


def _is_replaced(before: Run, after: Run) -> bool:
    old_gap, new_gap = _gap_sizes(before, after)
    return bool(before.length and after.length) and 0 < new_gap <= _LONG_GAP * old_gap


def _gap_sizes(before: Run, after: Run) -> tuple[int, int]:
    return after.old - before.old - before.length, after.new - before.new - before.length
