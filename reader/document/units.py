"""The units that a cursor moves by over a document: graphemes, words, sentences, paragraphs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from reader.document.blocks import Block, BlockKind, Document
from reader.model import Span
from reader.text import segment
from reader.text.width import advances, is_narrow

NOTHING = Span(0, 0)


class _BlockUnits:
    """The units of one block, found when they are first asked for, in canonical offsets."""

    def __init__(self, block: Block) -> None:
        self._block = block

    @cached_property
    def sentences(self) -> list[Span]:
        return self._canonical(segment.sentences(self._block.text))

    @cached_property
    def words(self) -> list[Span]:
        return self._canonical(segment.words(self._block.text))

    @cached_property
    def boundaries(self) -> range | list[int]:
        """The offsets between its graphemes, its start and its end among them."""
        start, end, text = self._block.start, self._block.end, self._block.text
        if is_narrow(text):
            return range(start, end + 1)
        inside = [
            start + index
            for index, added in enumerate(advances(text))
            if index and (added or "\n" in text[index - 1 : index + 1])
        ]
        return [start, *inside, end] if text else [start]

    def _canonical(self, spans: list[Span]) -> list[Span]:
        start = self._block.start
        return [Span(start + a, start + b) for a, b in spans]


class Units:
    """Finds the units of a document. All offsets are canonical.

    Every method takes any offset, also one outside the text or between two blocks, and answers for the nearest
    place that has text; blocks without words to read (empty ones, rules) are passed over. A document without
    any text has the one unit `Span(0, 0)`.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._readable = [index for index, block in enumerate(document.blocks) if _is_readable(block)]
        self._blocks: dict[int, _BlockUnits] = {}

    def sentence_at(self, offset: int) -> Span:
        """The sentence there; the white space after a sentence counts as its own."""
        index = self._index(offset)
        if index is None:
            return NOTHING
        sentences = self._units(index).sentences
        return sentences[_last_before(sentences, offset)]

    def next_sentence(self, offset: int) -> Span:
        """The sentence after the one there; the last one stays."""
        index = self._index(offset)
        if index is None:
            return NOTHING
        sentences = self._units(index).sentences
        position = _last_before(sentences, offset) + 1
        if position < len(sentences):
            return sentences[position]
        later = self._beside(index, 1)
        return sentences[-1] if later is None else self._units(later).sentences[0]

    def previous_sentence(self, offset: int) -> Span:
        """The sentence before the one there; the first one stays."""
        index = self._index(offset)
        if index is None:
            return NOTHING
        sentences = self._units(index).sentences
        position = _last_before(sentences, offset)
        if position:
            return sentences[position - 1]
        earlier = self._beside(index, -1)
        return sentences[0] if earlier is None else self._units(earlier).sentences[-1]

    def sentence_in(self, row: Span) -> Span:
        """The sentence of a row of text: the first that starts in it, else the one that covers it."""
        sentence = self.sentence_at(row.start)
        if sentence.start < row.start:
            following = self.next_sentence(row.start)
            if row.start <= following.start < row.end:
                return following
        return sentence

    def sentences_in(self, span: Span) -> Iterator[Span]:
        """The sentences that start inside `span`, in order."""
        sentence = self.sentence_in(span)
        while span.contains(sentence.start):
            yield sentence
            following = self.next_sentence(sentence.start)
            if following == sentence:
                return
            sentence = following

    def paragraph_at(self, offset: int) -> Span:
        """The span of the block there."""
        index = self._index(offset)
        return NOTHING if index is None else self.document.blocks[index].span

    def next_paragraph(self, offset: int) -> Span:
        """The block after the one there; the last one stays."""
        return self._paragraph_beside(offset, 1)

    def previous_paragraph(self, offset: int) -> Span:
        """The block before the one there; the first one stays."""
        return self._paragraph_beside(offset, -1)

    def word_at(self, offset: int) -> Span:
        """The word there; without one, the next in the block, else the one before, else the sentence."""
        index = self._index(offset)
        if index is None:
            return NOTHING
        words = self._units(index).words
        if not words:
            return self.sentence_at(offset)
        return words[min(bisect_right(words, offset, key=_end), len(words) - 1)]

    def next_word_start(self, offset: int) -> int:
        """Where the next word begins after `offset`; after the last one, the end of the text."""
        for index in self._blocks_from(offset, 1):
            words = self._units(index).words
            position = bisect_right(words, offset, key=_start)
            if position < len(words):
                return words[position].start
        return self._end

    def word_end(self, offset: int) -> int:
        """Where the first word ends that ends after `offset`; after the last one, the end of the text."""
        for index in self._blocks_from(offset, 1):
            words = self._units(index).words
            position = bisect_right(words, offset, key=_end)
            if position < len(words):
                return words[position].end
        return self._end

    def previous_word_start(self, offset: int) -> int:
        """Where the last word begins that begins before `offset`; before the first one, the start of the text."""
        for index in self._blocks_from(offset, -1):
            words = self._units(index).words
            position = bisect_left(words, offset, key=_start)
            if position:
                return words[position - 1].start
        return self._start

    def right(self, offset: int) -> int:
        """The boundary between graphemes after `offset`; from the end of a block, the start of the next one."""
        for index in self._blocks_from(offset, 1):
            boundaries = self._units(index).boundaries
            position = bisect_right(boundaries, offset)
            if position < len(boundaries):
                return boundaries[position]
        return self._end

    def left(self, offset: int) -> int:
        """The boundary between graphemes before `offset`; from the start of a block, the end of the last one."""
        for index in self._blocks_from(offset, -1):
            boundaries = self._units(index).boundaries
            position = bisect_left(boundaries, offset)
            if position:
                return boundaries[position - 1]
        return self._start

    @property
    def _start(self) -> int:
        return self.paragraph_at(0).start

    @property
    def _end(self) -> int:
        return self.paragraph_at(len(self.document.text)).end

    def _units(self, index: int) -> _BlockUnits:
        units = self._blocks.get(index)
        if units is None:
            units = self._blocks[index] = _BlockUnits(self.document.blocks[index])
        return units

    def _index(self, offset: int) -> int | None:
        """The block there if it can be read, else the nearest one after it, else before it."""
        if not self._readable:
            return None
        position = bisect_left(self._readable, self.document.block_index(offset))
        return self._readable[min(position, len(self._readable) - 1)]

    def _beside(self, index: int, step: int) -> int | None:
        """The nearest block before (-1) or after (1) the one at `index`, which can be read, that can be read."""
        position = bisect_left(self._readable, index) + step
        return self._readable[position] if 0 <= position < len(self._readable) else None

    def _blocks_from(self, offset: int, step: int) -> Iterator[int]:
        index = self._index(offset)
        while index is not None:
            yield index
            index = self._beside(index, step)

    def _paragraph_beside(self, offset: int, step: int) -> Span:
        index = self._index(offset)
        if index is None:
            return NOTHING
        beside = self._beside(index, step)
        return self.document.blocks[index if beside is None else beside].span


def _is_readable(block: Block) -> bool:
    return block.kind is not BlockKind.RULE and bool(block.text) and not block.text.isspace()


def _last_before(spans: list[Span], offset: int) -> int:
    """The index of the last of `spans`, which are ordered, that starts at `offset` or before; else 0."""
    return max(0, bisect_right(spans, offset, key=_start) - 1)


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
