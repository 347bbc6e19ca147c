"""Which words of one text are words of another: the runs that both have, in order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from reader.annotations.words import Words
from reader.model import Span

MOST_CELLS = 400_000_000
"""The largest product of two lengths that is compared word by word: a tenth of a second and 100 MB."""

_FARTHEST = 60
_STOPS = frozenset(".!?…")
_WIDE_STOPS = frozenset("。！？")
_CLOSING = frozenset("'\")]」』）")
_SHORT = 3


class Run(NamedTuple):
    """`length` equal words, from index `old` in the one text and `new` in the other."""

    old: int
    new: int
    length: int


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


def word_runs(old: Words, old_part: range, new: Words, new_part: range) -> list[Run]:
    """The runs of equal words of parts of two texts, counted from where the parts begin.

    Of two sentences that begin alike the first is deleted: which of the beginnings stayed the words do not tell. A
    deleted or inserted stretch is moved, as far as it stays one, to where a paragraph or a sentence begins.
    """
    runs = equal_runs(old.keys[old_part.start : old_part.stop], new.keys[new_part.start : new_part.stop])
    for index in range(len(runs) - 1):
        before, after = runs[index], runs[index + 1]
        old_gap = range(before.old + before.length, after.old)
        new_gap = range(before.new + before.length, after.new)
        if bool(old_gap) == bool(new_gap):
            continue
        words, gap, start = (old, old_gap, old_part.start) if old_gap else (new, new_gap, new_part.start)
        by = _best_shift(words, range(start + gap.start, start + gap.stop), before.length, after.length)
        runs[index] = Run(before.old, before.new, before.length + by)
        runs[index + 1] = Run(after.old + by, after.new + by, after.length - by)
    return [run for run in runs if run.length]


def revision_runs(old_text: str, old: Words, new_text: str, new: Words) -> list[Run]:
    """The runs of equal words of two revisions of a text: equal paragraphs first, then words between those."""
    old_paragraphs, new_paragraphs = _paragraphs(old_text, old), _paragraphs(new_text, new)
    equal = equal_runs([key for key, _ in old_paragraphs], [key for key, _ in new_paragraphs])
    runs: list[Run] = []
    old_at = new_at = 0
    for run in (*equal, Run(len(old_paragraphs), len(new_paragraphs), 0)):
        old_to = old_paragraphs[run.old][1].start if run.old < len(old_paragraphs) else len(old)
        new_to = new_paragraphs[run.new][1].start if run.new < len(new_paragraphs) else len(new)
        between = word_runs(old, range(old_at, old_to), new, range(new_at, new_to))
        runs += [Run(old_at + part.old, new_at + part.new, part.length) for part in between]
        if not run.length:
            break
        old_at = old_paragraphs[run.old + run.length - 1][1].stop
        new_at = new_paragraphs[run.new + run.length - 1][1].stop
        runs.append(Run(old_to, new_to, old_at - old_to))
    return runs


def _best_shift(words: Words, gap: range, before: int, after: int) -> int:
    """By how many words to move a gap into the `before` equal words on its left or the `after` on its right."""
    keys = words.keys
    left = right = 0
    while left < min(before, _FARTHEST) and keys[gap.start - left - 1] == keys[gap.stop - left - 1]:
        left += 1
    while right < min(after, _FARTHEST) and keys[gap.start + right] == keys[gap.stop + right]:
        right += 1
    if not left and not right:
        return 0
    return max(range(-left, right + 1), key=lambda by: (_parting(words, gap.start + by), -abs(by)))


def _parting(words: Words, index: int) -> int:
    """How well a text parts before a word: 3 at a paragraph, 2 at a sentence, 1 at what may be one, else 0."""
    if not index or "\n" in words.before(index):
        return 3
    last = index - 1
    while last and words.keys[last] in _CLOSING:
        last -= 1
    if words.keys[last] in _WIDE_STOPS:
        return 2
    if words.keys[last] not in _STOPS or not words.before(index):
        return 0
    return 1 if words.keys[last] == "." and last and len(words.keys[last - 1]) <= _SHORT else 2


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
