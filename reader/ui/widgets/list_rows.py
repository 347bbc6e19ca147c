"""The rows of a list: only those on screen are ever drawn, and one of them has the cursor."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import chain
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.ui.widgets.lines import EMPTY_MEASURE, centred, plain, wrapped
from reader.ui.widgets.paged import Paged
from reader.ui.widgets.scrolled import Scrolled

Item = TypeVar("Item")
Told = TypeVar("Told")

_DRAWN_ROWS_KEPT = 512


class _AboutItem(Message, Generic[Told]):
    """What a list says about one of its items."""

    def __init__(self, source: "ListRows[Told]", item: Told) -> None:
        super().__init__()
        self.source = source
        self.item = item

    @property
    def control(self) -> "ListRows[Told]":
        """The list it happened in."""
        return self.source


class ListRows(Scrolled, Generic[Item], can_focus=True, inherit_bindings=False):
    """Rows, one of them at the cursor; each of `row_height` lines unless `tops_of` says otherwise.

    A subclass draws an item in `render_item` and says in `is_selectable` where the cursor may rest: a heading is
    an item where it may not. Drawing must depend on the item, the width and the cursor alone; when something else
    it depends on changes, `redraw` is due.
    """

    row_height: ClassVar[int] = 1
    """The lines of a row."""

    class Highlighted(_AboutItem[Told], namespace="virtual_list"):
        """The cursor is on another item now."""

    class Picked(_AboutItem[Told], namespace="virtual_list"):
        """The reader wants the item at the cursor."""

    def __init__(
        self,
        *,
        empty_text: str = "",
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._items: Sequence[Item] = []
        self._tops: Sequence[int] = (0,)
        self._width = 0
        self._cursor = 0
        self._empty_text = empty_text
        self._drawn: dict[int, tuple[Item, bool, int, list[Strip]]] = {}

    # -- what a subclass says

    def render_item(self, item: Item, width: int, is_cursor: bool) -> list[Strip]:
        """The item's lines, `width` cells each, without a background of their own; those left out are blank."""
        raise NotImplementedError

    def tops_of(self, items: Sequence[Item], width: int) -> Sequence[int]:  # noqa: ARG002  others wrap
        """The line that each item begins on when it is `width` cells wide, and the one after the last item."""
        return range(0, (len(items) + 1) * self.row_height, self.row_height)

    def is_selectable(self, item: Item) -> bool:  # noqa: ARG002  headings differ
        """Whether the cursor may rest on the item."""
        return True

    # -- what is in it

    @property
    def items(self) -> Sequence[Item]:
        """The items, headings among them."""
        return self._items

    @property
    def cursor(self) -> int:
        """The index of the item at the cursor."""
        return self._cursor

    @property
    def current(self) -> Item | None:
        """The item at the cursor; None when there is nothing to rest on."""
        if self._cursor < len(self._items) and self.is_selectable(self._items[self._cursor]):
            return self._items[self._cursor]
        return None

    @property
    def empty_text(self) -> str:
        """What stands in the middle while there are no items."""
        return self._empty_text

    @empty_text.setter
    def empty_text(self, text: str) -> None:
        self._empty_text = text
        if not self._items:
            self.refresh()

    def set_items(
        self, items: Sequence[Item], *, keep: Callable[[Item], object] | None = None, cursor: int | None = None
    ) -> None:
        """Show other items; of those that are `Paged`, only what is looked at is read.

        The cursor goes to the index `cursor`, if that is given. Else it stays on the item for which `keep` gives the
        same as for the one it is on now; without such an item, or without `keep`, it stays at its index.
        """
        before, tops = self.current, self._tops
        self._items = items if isinstance(items, Paged) else list(items)
        self._cursor = self._nearest(self._kept_index(before, keep) if cursor is None else cursor, 1)
        self._measure()
        if tops == self._tops:
            self._refresh_changed()
        else:
            self.refresh()
        self._show_cursor()
        if self.current != before and self.current is not None:
            self._tell_highlighted()

    def _kept_index(self, before: Item | None, keep: Callable[[Item], object] | None) -> int:
        at = self._cursor
        if before is None or keep is None:
            return at
        wanted = keep(before)
        if at < len(self._items) and keep(self._items[at]) == wanted:
            return at
        found = self.index_of(wanted, keep)
        return at if found is None else found

    def index_of(self, key: object, keep: Callable[[Item], object]) -> int | None:
        """The index of the first item for which `keep` gives `key`; None if there is none."""
        if isinstance(self._items, Paged):
            return self._items.index_of(key)
        return next((index for index, item in enumerate(self._items) if keep(item) == key), None)

    def _refresh_changed(self) -> None:
        for index in self._shown():
            drawn = self._drawn.get(index)
            if drawn is None or drawn[0] != self._items[index]:
                self._refresh_row(index)

    def _shown(self) -> range:
        """The indexes of the items that are on screen, if only in part."""
        top = self.scroll_offset.y
        return range(self._index_at(top), min(self._index_at(top + self._lines() - 1) + 1, len(self._items)))

    def _measure(self) -> None:
        """Find out where each item is."""
        self._width = self.scrollable_content_region.width
        self._tops = self.tops_of(self._items, self._width)
        self.virtual_size = Size(0, self._tops[-1])

    def _index_at(self, line: int) -> int:
        """The index of the item that has that line; below the last item, its number."""
        return bisect_right(self._tops, line) - 1

    # -- the cursor

    def move_to(self, index: int, *, towards: int = 1) -> None:
        """Put the cursor on the item at `index`, or on the nearest it may rest on, and bring it into view.

        `towards` (1 or -1) is where to look first when it may not rest on that one.
        """
        index = self._nearest(index, towards)
        if index != self._cursor:
            self._refresh_row(self._cursor)
            self._cursor = index
            self._refresh_row(index)
            self._tell_highlighted()
        self._show_cursor()

    def _tell_highlighted(self) -> None:
        if self.is_running and self.current is not None:
            self.post_message(self.Highlighted(self, self.current))

    def _nearest(self, index: int, towards: int) -> int:
        """The index nearest to `index` that the cursor may rest on, looked for `towards` first; 0 without any."""
        count = len(self._items)
        index = max(0, min(index, count - 1))
        on, back = range(index, count), range(min(index, count - 1), -1, -1)
        places = chain(on, back) if towards > 0 else chain(back, on)
        return next((place for place in places if self.is_selectable(self._items[place])), 0)

    def _lines(self) -> int:
        """How many lines are on screen."""
        return self.scrollable_content_region.height

    def _show_cursor(self) -> None:
        """Scroll as little as it takes to show the row at the cursor, with the headings right above it."""
        height = self.scrollable_content_region.height
        if not height or not self._items:
            return
        bottom = self._tops[self._cursor + 1]
        top = first = self._cursor
        while first > 0 and not self.is_selectable(self._items[first - 1]):
            first -= 1
            if bottom - self._tops[first] > height:
                break
            top = first
        above = self._tops[top]
        if above < self.scroll_offset.y:
            self.scroll_to(y=above, animate=False, force=True)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    # -- drawing

    def redraw(self) -> None:
        """Draw every row anew."""
        self._drawn.clear()
        self.refresh()

    def redraw_some(self, looks_different: Callable[[Item], bool]) -> None:
        """Draw the rows anew of those items that look different now."""
        for index in [index for index, drawn in self._drawn.items() if looks_different(drawn[0])]:
            del self._drawn[index]
            if index < len(self._items):
                self._refresh_row(index)

    def notify_style_update(self) -> None:
        """Take in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._measure()
        self._show_cursor()

    def _refresh_row(self, index: int) -> None:
        self.refresh_lines(self._tops[index], self._tops[index + 1] - self._tops[index])

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a frame."""
        if isinstance(self._items, Paged):
            shown = self._shown()
            self._items.read(shown.start, shown.stop)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Line `y` of what is on screen."""
        width = self.scrollable_content_region.width
        if not self._items:
            return self._empty_line(y, width)
        if width != self._width:  # there was no room for the scroll bar until now
            self._measure()
        line = y + self.scroll_offset.y
        index = self._index_at(line)
        if index >= len(self._items):
            return Strip.blank(width, self.get_component_rich_style("virtual-list--row"))
        return self._row(index, width)[line - self._tops[index]]

    def _row(self, index: int, width: int) -> list[Strip]:
        item, is_cursor = self._items[index], index == self._cursor and self.current is not None
        drawn = self._drawn.get(index)
        if drawn is not None and drawn[1:3] == (is_cursor, width) and drawn[0] == item:
            return drawn[3]
        style = self.get_component_rich_style("virtual-list--cursor" if is_cursor else "virtual-list--row")
        strips = [
            _over(style, strip.adjust_cell_length(width)) for strip in self.render_item(item, width, is_cursor)
        ]
        blank = Strip.blank(width, self.get_component_rich_style("virtual-list--row"))
        strips += [blank] * (self._tops[index + 1] - self._tops[index] - len(strips))
        if len(self._drawn) >= _DRAWN_ROWS_KEPT:
            self._drawn.clear()
        self._drawn[index] = (item, is_cursor, width, strips)
        return strips

    def _empty_line(self, y: int, width: int) -> Strip:
        row = self.get_component_rich_style("virtual-list--row")
        rows = wrapped(plain(self._empty_text), max(1, min(width - 2, EMPTY_MEASURE)))
        at = y - max(0, (self.scrollable_content_region.height - len(rows)) // 2)
        if not 0 <= at < len(rows):
            return Strip.blank(width, row)
        style = self.get_component_rich_style("virtual-list--empty", partial=True)
        return centred(rows[at], width, style).apply_style(row)


def _over(style: Style, strip: Strip) -> Strip:
    """The strip in a row's style; reversed, its own colours would become patches of background and go."""
    if style.reverse:
        strip = Strip(Segment.remove_color(strip), strip.cell_length)
    return strip.apply_style(style)
