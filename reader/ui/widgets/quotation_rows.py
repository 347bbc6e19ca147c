"""The list of quotations, each with the articles that it is from."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.services.quotations.rows import QuotationRow, StatementRow
from reader.ui.widgets.quotation_lines import PARTS, Line, QuotationLines, statement_height
from reader.ui.widgets.virtual_list import VirtualList

_BEFORE = 2
"""The cells before a row, for the mark at the cursor."""


class QuotationRows(VirtualList[QuotationRow]):
    """Statements, a blank line between one and the next; a bar is beside the one at the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"quotation-rows--{part}" for part in (*PARTS, "mark")}

    def __init__(self) -> None:
        super().__init__()
        self._lines_of = QuotationLines(self._style)

    def tops_of(self, items: Sequence[QuotationRow], width: int) -> Sequence[int]:
        """A statement has as many lines as its words need, and a source one."""
        return [*accumulate((_height(item, width - _BEFORE) for item in items), initial=0)]

    def render_item(self, item: QuotationRow, width: int, is_cursor: bool) -> list[Strip]:
        """Who said it and when, the words, where they are."""
        mark = Segment("▌ " if is_cursor else "  ", self._style("mark"))
        return [
            Strip([mark, *line]).adjust_cell_length(width) for line in self._drawn_rows(item, width - _BEFORE)
        ]

    def _drawn_rows(self, item: QuotationRow, width: int) -> Iterator[Line]:
        if isinstance(item, StatementRow):
            yield from self._lines_of.statement(item.statement, width)
        else:
            yield self._lines_of.source(item, width)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"quotation-rows--{part}", partial=True)


def _height(row: QuotationRow, width: int) -> int:
    """The lines of a row with the blank one after the last that belongs together: it must depend on the row alone."""
    if isinstance(row, StatementRow):
        return statement_height(row.statement, width) + (not row.is_open)
    return 1 + row.is_last
