"""Where in an article nobody speaks, whatever the marks: its headings and its code."""

from reader.document.blocks import BlockKind, Document
from reader.model import Span


def unsaid(document: Document) -> tuple[Span, ...]:
    """The title, the headings and the code of a document, in order."""
    return tuple(
        block.span
        for index, block in enumerate(document.blocks)
        if index == 0 or block.kind in {BlockKind.HEADING, BlockKind.CODE}
    )
