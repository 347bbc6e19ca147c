"""A document laid out in rows at a width: where each row begins and ends, and what is at a place."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reader.document.blocks import Block, BlockKind, Document
from reader.document.prefixes import Prefix, prefix_of
from reader.document.tables import column_stops
from reader.model import Span
from reader.text.width import advances, has_wide, is_narrow
from reader.text.wrap import wrap

TAB_TEXT = " │ "
"""What is drawn for a tab of a table row that has no `stops`."""

EXACT_AT_FIRST = 100_000
"""Of how many code points at the beginning the heights are found at once: that takes 2 ms."""

_RUN = 4_000
"""How many code points, in whole blocks, are wrapped together: about two screens, so that few keys have to."""
_ROOM_LEFT = 3
"""The cells that the word which goes into the next row leaves empty, on average."""
_SAMPLE = 80
"""How many code points at the beginning of a block show whether it is in a script of wide characters."""
_ROWS_KEPT = 1_000
_DRAWN_BLANKS = " \t\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the index of its block, and the canonical offsets of the text drawn in it.

    White space and newlines at which the text was broken are no part of it. `prefix` is drawn before the text:
    indentation, a list item's marker, the bars of a quotation. `stops` are for the rows of a table whose columns
    are aligned: the cells after the prefix at which the text behind each tab begins; without them a tab is drawn
    as `TAB_TEXT`. A row with `is_blank` stands after the text of its block and is empty.
    """

    block: int
    start: int
    end: int
    prefix: str = ""
    is_blank: bool = False
    stops: tuple[int, ...] = ()


@dataclass(slots=True)
class _Shape:
    """How one block is broken into rows: the offsets in its text at which they begin."""

    starts: list[int]
    prefix: Prefix
    stops: tuple[int, ...] = ()


class Layout:
    """The rows of a document at a width in cells.

    Heights of blocks far from the beginning or with wide or combining characters, and of table rows, are estimated
    at first and put right when rows or offsets near them are asked for. That can move what comes after; `version`
    then counts up, and a view keeps its place by asking for the `position` of the offset that it showed.
    """

    def __init__(self, document: Document, width: int, *, hide_boilerplate: bool = False) -> None:
        self.document = document
        self.width = max(1, width)
        self.hide_boilerplate = hide_boilerplate
        self.version = 0
        self._blocks = document.blocks
        self._shapes: list[_Shape | None] = [None] * len(self._blocks)
        self._tables: dict[int, tuple[int, ...]] = {}
        self._rows: dict[int, Row] = {}
        self._hidden = self._all_hidden()
        self._gaps = self._all_gaps()
        self._heights = [self._first_height(index) for index in range(len(self._blocks))]
        self._tops = [0, *accumulate(self._heights)]

    @property
    def height(self) -> int:
        """The number of rows, as far as known."""
        return self._tops[-1]

    def row(self, y: int) -> Row:
        """The row at `y`, which is brought into the range of rows there are."""
        row = self._rows.get(y)
        if row is None:
            row = self._look_at(y)
            if len(self._rows) >= _ROWS_KEPT:
                self._rows.clear()
            self._rows[y] = row
        return row

    def _look_at(self, y: int) -> Row:
        index, inner = self._locate(y)
        shape = self._shape(index)
        block = self._blocks[index]
        if inner >= len(shape.starts):
            return Row(index, block.end, block.end, is_blank=True)
        start, end = self._text_range(index, inner)
        prefix = shape.prefix.first if inner == 0 else shape.prefix.rest
        return Row(index, block.start + start, block.start + end, prefix, stops=shape.stops)

    def position(self, offset: int) -> tuple[int, int]:
        """The row and the cell (from the left, prefix and all) at which the code point at `offset` is drawn.

        An offset inside a grapheme is where that is; one in white space at the end of a row, or between blocks, is
        at the end of the text before it; one in a hidden block is where the next block begins, or in the last row.
        """
        index = self.document.block_index(offset)
        if self._hidden[index]:
            later = range(index + 1, len(self._blocks))
            following = next((block for block in later if not self._hidden[block]), None)
            return (self.height - 1, 0) if following is None else self.position(self._blocks[following].start)
        shape = self._shape(index)
        block = self._blocks[index]
        within = min(max(offset - block.start, 0), len(block.text))
        inner = bisect_right(shape.starts, within) - 1
        start, end = self._text_range(index, inner)
        columns = self._columns(index, start, end)
        place = min(within, end) - start
        while 0 < place < len(columns) - 1 and columns[place + 1] == columns[place]:
            place -= 1  # it takes no cell of its own: it is drawn in that of what it follows
        return self._tops[index] + inner, shape.prefix.width + columns[place]

    def offset_at(self, y: int, x: int) -> int:
        """The offset of the grapheme drawn at row `y` and cell `x`, or of the nearest in that row."""
        index, inner = self._locate(y)
        shape = self._shape(index)
        block = self._blocks[index]
        if inner >= len(shape.starts):
            return block.end
        start, end = self._text_range(index, inner)
        columns = self._columns(index, start, end)
        nearest = bisect_right(columns, max(x - shape.prefix.width, 0)) - 1
        if shape.starts[inner + 1 : inner + 2] == [end]:
            # The end of this row is already the beginning of the next.
            nearest = min(nearest, max(0, bisect_left(columns, columns[-1]) - 1))
        return block.start + start + nearest

    def first_offset(self, y: int) -> int:
        """The offset at which the text of row `y` begins; of a blank row, that of the text before it ends."""
        return self.row(y).start

    def block_top(self, index: int) -> int:
        """The row at which the block begins."""
        return self._tops[index]

    def block_height(self, index: int) -> int:
        """The number of rows of the block's text, exactly; 0 if it is hidden."""
        return 0 if self._hidden[index] else len(self._shape(index).starts)

    def rows_of(self, span: Span) -> range:
        """The rows that the text of `span` is drawn in."""
        first = self.position(span.start)[0]
        last = self.position(max(span.start, span.end - 1))[0]
        # The first may have moved when the rows up to the last were looked at.
        first = self.position(span.start)[0]
        return range(first, last + 1)

    def _locate(self, y: int) -> tuple[int, int]:
        """The block at row `y`, which is looked at exactly, and the row within it."""
        while True:
            y = min(max(y, 0), self.height - 1)
            index = min(bisect_right(self._tops, y), len(self._blocks)) - 1
            before = self.version
            self._shape(index)
            if self.version == before:
                return index, y - self._tops[index]

    def _all_hidden(self) -> list[bool]:
        """For each block whether it is left out: an empty title, boilerplate if asked for; never all of them."""
        hidden = [self.hide_boilerplate and block.boilerplate for block in self._blocks]
        hidden[0] = not self._blocks[0].text
        if all(hidden):
            hidden[0] = False
        return hidden

    def _all_gaps(self) -> list[int]:
        """For each block, the blank rows after it: none inside a list or table, nor after the last."""
        gaps = [0] * len(self._blocks)
        shown = [index for index in range(len(self._blocks)) if not self._hidden[index]]
        for index, following in pairwise(shown):
            gaps[index] = 0 if _are_tight(self._blocks[index], self._blocks[following]) else 1
        return gaps

    def _first_height(self, index: int) -> int:
        """The height where it is had at little cost, an estimate elsewhere; with the gap."""
        if self._hidden[index]:
            return 0
        block = self._blocks[index]
        text = block.text
        if block.start < EXACT_AT_FIRST and block.kind is not BlockKind.TABLE_ROW and is_narrow(text):
            return self._wrap(index)
        return max(1, _estimated_rows(text, self.width)) + text.count("\n") + self._gaps[index]

    def _room(self, prefix: Prefix) -> int:
        return max(1, self.width - prefix.width)

    def _shape(self, index: int) -> _Shape:
        """The block's rows; puts its height right, and those around it, if they were estimates."""
        shape = self._shapes[index]
        if shape is None:
            self._put_right(index)
            return self._shape(index)
        return shape

    def _put_right(self, index: int) -> None:
        """Wrap the blocks of the run that the block at `index` is in."""
        number = self._blocks[index].start // _RUN
        first, last = index, index + 1
        while first and self._blocks[first - 1].start // _RUN == number:
            first -= 1
        while last < len(self._blocks) and self._blocks[last].start // _RUN == number:
            last += 1
        heights = [self._exact_height(index) for index in range(first, last)]
        if heights != self._heights[first:last]:
            self._heights[first:last] = heights
            self._tops[first:] = accumulate(self._heights[first:], initial=self._tops[first])
            self._rows.clear()
            self.version += 1

    def _exact_height(self, index: int) -> int:
        return self._heights[index] if self._shapes[index] else self._wrap(index)

    def _wrap(self, index: int) -> int:
        """Find the block's rows; the height that it has with them, with the gap."""
        block = self._blocks[index]
        prefix = prefix_of(block, self.width)
        stops = self._stops(index) if block.kind is BlockKind.TABLE_ROW else ()
        starts = [0] if stops or self._hidden[index] else wrap(block.text, self._room(prefix))
        self._shapes[index] = _Shape(starts, prefix, stops)
        return 0 if self._hidden[index] else len(starts) + self._gaps[index]

    def _stops(self, index: int) -> tuple[int, ...]:
        """The column stops of the table that the row at `index` belongs to; none if it does not fit."""
        if index not in self._tables:
            blocks, first, last = self._blocks, index, index
            while first and _are_rows_of_one_table(blocks[first - 1], blocks[first]):
                first -= 1
            while last + 1 < len(blocks) and _are_rows_of_one_table(blocks[last], blocks[last + 1]):
                last += 1
            rows = [block.text for block in blocks[first : last + 1]]
            stops = column_stops(rows, self._room(prefix_of(blocks[first], self.width)))
            self._tables.update(dict.fromkeys(range(first, last + 1), stops))
        return self._tables[index]

    def _text_range(self, index: int, inner: int) -> tuple[int, int]:
        """The offsets within the block of the text drawn in its row `inner`."""
        shape, text = self._shape(index), self._blocks[index].text
        start, following = shape.starts[inner], shape.starts[inner + 1 : inner + 2]
        end = following[0] if following else len(text)
        # Tabs at the end part cells, if empty ones, where columns are aligned; others may reach past the width.
        return start, start + len(text[start:end].rstrip(" " if shape.stops else _DRAWN_BLANKS))

    def _columns(self, index: int, start: int, end: int) -> list[int]:
        """For each offset of a row's text, and for its end, the cells from the row's prefix to it."""
        text = self._blocks[index].text[start:end]
        stops = self._shape(index).stops
        if not stops:
            return list(accumulate(advances(text), initial=0))
        columns = [0]
        tabs = 0
        for character, width in zip(text, advances(text), strict=True):
            at_tab = character == "\t"
            columns.append(stops[tabs] if at_tab else columns[-1] + width)
            tabs += at_tab
        return columns


def _are_tight(block: Block, following: Block) -> bool:
    if block.kind is BlockKind.LIST_ITEM and following.kind is BlockKind.LIST_ITEM:
        return True
    return _are_rows_of_one_table(block, following)


def _are_rows_of_one_table(block: Block, following: Block) -> bool:
    return block.kind is following.kind is BlockKind.TABLE_ROW and following.level == 0


def _estimated_rows(text: str, width: int) -> int:
    if text.isascii() or not has_wide(text[:_SAMPLE]):
        return -(-len(text) // max(width - _ROOM_LEFT, (width + 1) // 2))
    # A wide character is three or four bytes and two cells: about half a cell for each byte beyond one.
    return -(-(len(text) + len(text.encode())) // (2 * width))
