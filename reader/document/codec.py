"""Documents as bytes, for the library to keep."""

from typing import Any

import orjson

from reader.document.blocks import BLOCK_SEPARATOR, Block, BlockKind, Document, Inline, InlineKind
from reader.document.errors import DamagedDocumentError

_FORMAT = 1
_KINDS = tuple(BlockKind)
_INLINE_KINDS = tuple(InlineKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_INLINE_NUMBERS = {kind: number for number, kind in enumerate(_INLINE_KINDS)}


def encode(document: Document) -> bytes:
    """The document as JSON: its format, then of each block the fields in order, offsets from the block's start."""
    return orjson.dumps([_FORMAT, [_packed(block) for block in document.blocks]])


def decode(data: bytes) -> Document:
    """The document that `encode` made these bytes from. Raises `DamagedDocumentError` for others."""
    try:
        version, packed = orjson.loads(data)
        if version != _FORMAT:
            raise DamagedDocumentError(
                f"A stored article is of format {version}, which this postil does not read."
            )
        blocks: list[Block] = []
        start = 0
        for fields in packed:
            blocks.append(_unpacked(fields, start))
            start += len(fields[1]) + len(BLOCK_SEPARATOR)
        if not blocks:
            raise ValueError("no title")
        return Document.of(tuple(blocks))
    except (ValueError, TypeError, IndexError) as error:
        raise DamagedDocumentError("A stored article is damaged; open it from its file again.") from error


def _packed(block: Block) -> list[Any]:
    start = block.start
    inlines = [[i.start - start, i.end - start, _INLINE_NUMBERS[i.kind], i.target] for i in block.inlines]
    number = _KIND_NUMBERS[block.kind]
    return [number, block.text, inlines, block.level, block.depth, block.marker, block.boilerplate]


def _unpacked(fields: list[Any], start: int) -> Block:
    number, text, packed, level, depth, marker, boilerplate = fields
    inlines = tuple(
        Inline(start + first, start + last, _INLINE_KINDS[kind], target) for first, last, kind, target in packed
    )
    return Block(_KINDS[number], start, text, inlines, level, depth, marker, boilerplate)
