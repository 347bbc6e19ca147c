"""What changed from one text to another: paragraph by paragraph, and word by word inside those that changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reader.annotations.runs import Run, equal_runs
from reader.annotations.words import Words
from reader.document.blocks import Block, BlockKind, Document
from reader.model import Span

ChangeKind = Literal["added", "removed", "changed"]
PieceKind = Literal["same", "added", "removed"]

MOST_CELLS = 20_000_000
"""The largest product of two paragraphs' lengths, in words, of which single words are compared: a hundredth of a
second. Of longer ones the beginnings and ends that are the same are found."""

MOST_COUNTED = 1_000_000
"""How many words are counted to pair the paragraphs of one changed stretch: a fifth of a second. In a longer one
each is compared with that of its number alone."""

ALIKE = 0.5
"""The share of words that two paragraphs have in common at least if one is the other, changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a changed paragraph. `span` is in the old text if it is "removed", else in the new one."""

    kind: PieceKind
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that was added, removed or changed.

    The spans are code points of the two canonical texts; that of the text which has no such paragraph is empty,
    and where it would be. `pieces` are a changed one's words in order: without the removed they are `new_text`.
    """

    kind: ChangeKind
    old_span: Span
    new_span: Span
    old_text: str
    new_text: str
    pieces: tuple[Piece, ...] = ()


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """What changed from `old` to `new`, in the order of the text. A megabyte takes up to two seconds, less if
    less of it changed.
    """
    return tuple(_changes(_with_text(old), _with_text(new)))


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """What changed from one passage to another, word by word; the spans count from each passage's beginning."""
    return tuple(_pieces(Block(BlockKind.PARAGRAPH, 0, old), Block(BlockKind.PARAGRAPH, 0, new)))


def _with_text(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.text]


def _changes(old: list[Block], new: list[Block]) -> Iterator[Change]:
    equal = equal_runs([block.text for block in old], [block.text for block in new])
    for before, after in pairwise([Run(0, 0, 0), *equal, Run(len(old), len(new), 0)]):
        first_old, first_new = before.old + before.length, before.new + before.length
        yield from _stretch(old, new, range(first_old, after.old), range(first_new, after.new))


def _stretch(old: list[Block], new: list[Block], gone: range, come: range) -> Iterator[Change]:
    """A stretch without a paragraph that stayed: the pairs of what was changed, and around them the others."""
    pairs = [(gone[i], come[j]) for i, j in _pairs([old[i].text for i in gone], [new[j].text for j in come])]
    at_old, at_new = gone.start, come.start
    for i, j in [*pairs, (gone.stop, come.stop)]:
        for index in range(at_old, i):
            place = _place_before(new, at_new)
            yield Change("removed", old[index].span, place, old[index].text, "")
        for index in range(at_new, j):
            place = _place_before(old, i)
            yield Change("added", place, new[index].span, "", new[index].text)
        if i < gone.stop and j < come.stop:
            pieces = tuple(_pieces(old[i], new[j]))
            yield Change("changed", old[i].span, new[j].span, old[i].text, new[j].text, pieces)
        at_old, at_new = i + 1, j + 1


def _place_before(blocks: list[Block], index: int) -> Span:
    """The empty span where the paragraph before that of `index` ends; at 0 if it is the first."""
    end = blocks[index - 1].end if index else 0
    return Span(end, end)


def _pairs(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs are each other, changed: the alignment in which those paired are most alike in sum."""
    if not gone or not come:
        return []
    old, new = ([Counter(Words.of(text).keys) for text in texts] for texts in (gone, come))
    if len(new) * _size_of(old) + len(old) * _size_of(new) > MOST_COUNTED:
        alike = (_likeness(one, other) for one, other in zip(old, new, strict=False))
        return [(index, index) for index, likeness in enumerate(alike) if likeness >= ALIKE]
    likeness = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return list(_best_path(best))


def _size_of(paragraphs: Sequence[Counter[str]]) -> int:
    """How many words are counted to compare them with one other; one at least for each."""
    return sum(len(words) + 1 for words in paragraphs)


def _best_path(best: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """From 0 to 1: the share of words that two paragraphs have in common, wherever they stand."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


def _pieces(old: Block, new: Block) -> Iterator[Piece]:
    old_words, new_words = Words.of(old.text), Words.of(new.text)
    runs = equal_runs(_written(old.text, old_words), _written(new.text, new_words), MOST_CELLS)
    end = Run(len(old_words), len(new_words), 0)
    kept_from = 0
    for before, after in pairwise([Run(0, 0, 0), *_worth_showing(runs, old.text, old_words, end), end]):
        gone, come = (
            _between(old.text, old_words, before.old + before.length, after.old),
            _between(new.text, new_words, before.new + before.length, after.new),
        )
        gone, come = _without_shared_space(old.text, gone, new.text, come)
        yield from _piece("same", new, Span(kept_from, come.start))
        yield from _piece("removed", old, gone)
        yield from _piece("added", new, come)
        kept_from = come.end
    yield from _piece("same", new, Span(kept_from, len(new.text)))


def _piece(kind: PieceKind, block: Block, span: Span) -> Iterator[Piece]:
    if span.start < span.end:
        text = block.text[span.start : span.end]
        yield Piece(kind, Span(block.start + span.start, block.start + span.end), text)


def _written(text: str, words: Words) -> list[str]:
    """The words as they stand there: a capital is a change here."""
    return [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


def _worth_showing(runs: list[Run], text: str, words: Words, end: Run) -> list[Run]:
    """The runs without those between changes that are longer than they are: a stray "the" helps nobody.

    After the semantic clean-up of Neil Fraser's diff-match-patch.
    """
    kept: list[Run] = []
    for number, run in enumerate(runs):
        before = kept[-1] if kept else Run(0, 0, 0)
        after = runs[number + 1] if number + 1 < len(runs) else end
        has_letters = any(map(str.isalnum, text[words.starts[run.old] : words.ends[run.old + run.length - 1]]))
        is_inside = run.old + run.new > 0 and (run.old + run.length, run.new + run.length) != end[:2]
        if not is_inside or (has_letters and run.length >= min(_size(before, run), _size(run, after))):
            kept.append(run)
    return kept


def _size(before: Run, after: Run) -> int:
    """How many words are between two runs, in the text that has more of them there."""
    return max(after.old - before.old - before.length, after.new - before.new - before.length)


def _between(text: str, words: Words, first: int, end: int) -> Span:
    """From behind the word before `first` to the word `end`."""
    start = words.ends[first - 1] if first else 0
    return Span(start, words.starts[end] if end < len(words) else len(text))


def _without_shared_space(old: str, gone: Span, new: str, come: Span) -> tuple[Span, Span]:
    """Two stretches without the white space that both begin or end with."""
    shortest = min(gone.end - gone.start, come.end - come.start)
    head = 0
    while (
        head < shortest and old[gone.start + head] == new[come.start + head] and old[gone.start + head].isspace()
    ):
        head += 1
    tail = 0
    while (
        tail < shortest - head
        and old[gone.end - 1 - tail] == new[come.end - 1 - tail]
        and old[gone.end - 1 - tail].isspace()
    ):
        tail += 1
    return Span(gone.start + head, gone.end - tail), Span(come.start + head, come.end - tail)
