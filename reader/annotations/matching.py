"""Which words of one text are words of another, and where a range of the one is in the other."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from reader.annotations.words import Words
from reader.model import Span

MOST_CELLS = 400_000_000
"""The largest product of two lengths that is compared word by word: a tenth of a second and 100 MB."""

_LONG_GAP = 3
_SEED_WIDTH = 8
_COMMON = 200
_PLACES = 4
_FAR = 1 << 62


class Run(NamedTuple):
    """`length` equal words, from index `old` in the one text and `new` in the other."""

    old: int
    new: int
    length: int


class Carried(NamedTuple):
    """A range of words in the other text, and which share of the original's words is in it unchanged."""

    first: int
    end: int
    kept: float


def equal_runs(old: Sequence[str], new: Sequence[str], most_cells: int = MOST_CELLS) -> list[Run]:
    """The runs of a longest common subsequence, in order.

    There are none between parts that are too long to compare: the product of their lengths is over `most_cells`.
    """
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    runs = [Run(0, 0, head)] if head else []
    if inner_old and inner_new and len(inner_old) * len(inner_new) <= most_cells:
        runs += [
            Run(head + block.a, head + block.b, block.size)
            for block in LCSseq.opcodes(inner_old, inner_new).as_matching_blocks()
            if block.size
        ]
    if tail:
        runs.append(Run(len(old) - tail, len(new) - tail, tail))
    return runs


def revision_runs(old_text: str, old: Words, new_text: str, new: Words) -> list[Run]:
    """The runs of equal words of two revisions of a text: equal paragraphs first, then words between those."""
    old_paragraphs, new_paragraphs = _paragraphs(old_text, old), _paragraphs(new_text, new)
    equal = equal_runs([key for key, _ in old_paragraphs], [key for key, _ in new_paragraphs])
    runs: list[Run] = []
    old_at = new_at = 0
    for run in (*equal, Run(len(old_paragraphs), len(new_paragraphs), 0)):
        old_to = old_paragraphs[run.old][1].start if run.old < len(old_paragraphs) else len(old)
        new_to = new_paragraphs[run.new][1].start if run.new < len(new_paragraphs) else len(new)
        between = equal_runs(old.keys[old_at:old_to], new.keys[new_at:new_to])
        runs += [Run(old_at + part.old, new_at + part.new, part.length) for part in between]
        if not run.length:
            break
        old_at = old_paragraphs[run.old + run.length - 1][1].stop
        new_at = new_paragraphs[run.new + run.length - 1][1].stop
        runs.append(Run(old_to, new_to, old_at - old_to))
    return runs


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


def _paragraphs(text: str, words: Words) -> list[tuple[str, range]]:
    """The paragraphs that have words, each with the indexes of its words."""
    return list(_paragraph_ranges(text, words))


def _paragraph_ranges(text: str, words: Words) -> Iterator[tuple[str, range]]:
    breaks = [-1, *(i for i, character in enumerate(text) if character == "\n"), len(text)]
    for before, after in pairwise(breaks):
        inside = words.within(Span(before + 1, after))
        if inside:
            yield " ".join(words.keys[inside.start : inside.stop]), inside


def _common_head(old: Sequence[str], new: Sequence[str]) -> int:
    return next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


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
