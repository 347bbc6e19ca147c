"""A document: blocks of text with inline spans, and the canonical text that all offsets count in."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self

from reader.model import Span

TEXT_VERSION = 2
"""Which way of computing canonical text this is; offsets of another version are carried over by anchoring."""

BLOCK_SEPARATOR = "\n\n"


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    CODE = "code"
    TABLE_ROW = "table_row"
    IMAGE = "image"
    RULE = "rule"


class InlineKind(StrEnum):
    """What a stretch inside a block is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    STRIKE = "strike"


class Inline(NamedTuple):
    """A styled stretch of a block: canonical offsets, half-open; `target` is a link's address."""

    start: int
    end: int
    kind: InlineKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `start` is the canonical offset of its text.

    `level` is a heading's (1 to 6; the title is 1). `depth` counts the lists or block quotations around it.
    `marker` is what is drawn before a list item ("•", "3.") and is no part of the text. A table row's cells are
    separated by tabs, `level` 1 marks the header row. `boilerplate` is set on a repeated headline or a site's
    trailing matter.
    """

    kind: BlockKind
    start: int
    text: str
    inlines: tuple[Inline, ...] = ()
    level: int = 0
    depth: int = 0
    marker: str = ""
    boilerplate: bool = False

    @property
    def end(self) -> int:
        """The canonical offset just after its text."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Its range of the canonical text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text. Block 0 is the title (its text may be empty)."""

    blocks: tuple[Block, ...]
    text: str
    _starts: tuple[int, ...] = field(repr=False, compare=False)

    @classmethod
    def of(cls, blocks: tuple[Block, ...]) -> Self:
        """The document of blocks whose starts already follow one another, a separator apart."""
        text = BLOCK_SEPARATOR.join(block.text for block in blocks)
        return cls(blocks, text, tuple(block.start for block in blocks))

    @property
    def title(self) -> str:
        """The text of block 0."""
        return self.blocks[0].text

    @property
    def sha256(self) -> str:
        """The SHA-256 of the canonical text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def block_index(self, offset: int) -> int:
        """The index of the block that holds the code point at `offset` (or that the separator there follows)."""
        return max(0, bisect_right(self._starts, offset) - 1)
