"""What is drawn before the text of a block's rows."""

from typing import NamedTuple

from reader.document.blocks import Block, BlockKind
from reader.text.width import cells

_INDENT = "  "
_BAR = "│ "
_IMAGE = "▧ "


class Prefix(NamedTuple):
    """The prefix of a block's first row and of its others; both take `width` cells."""

    first: str
    rest: str
    width: int


_NONE = Prefix("", "", 0)


def prefix_of(block: Block, width: int) -> Prefix:
    """The prefix of a block's rows at a width in cells, of which it takes no more than half."""
    if block.kind is BlockKind.IMAGE and width > len(_IMAGE) * 2:
        return Prefix(_IMAGE, " " * len(_IMAGE), len(_IMAGE))
    if not (block.depth or block.marker or block.kind is BlockKind.CODE):
        return _NONE
    if block.kind is BlockKind.QUOTATION:
        bars = _BAR * min(block.depth, width // 4)
        return Prefix(bars, bars, len(bars))
    marker = block.marker + " " if block.marker else ""
    levels = block.depth - 1 if marker else block.depth
    levels += block.kind is BlockKind.CODE
    if cells(marker) > width // 2:
        marker = ""
    indent = _INDENT * max(0, min(levels, (width // 2 - cells(marker)) // 2))
    rest = indent + " " * cells(marker)
    return Prefix(indent + marker, rest, len(rest))
