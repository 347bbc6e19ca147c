"""A list of any length with a cursor, as a reader moves about in it."""

from bisect import bisect_left
from typing import ClassVar

from textual import events

from reader.ui.widgets.list_rows import Item, ListRows


class VirtualList(ListRows[Item], can_focus=True, inherit_bindings=False):
    """The rows of a list with the commands and the mouse clicks that move its cursor and pick the item there."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"virtual-list--row", "virtual-list--cursor", "virtual-list--empty"}
    DEFAULT_CSS = """
    VirtualList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .virtual-list--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .virtual-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .virtual-list--empty {
            color: $text-muted;
        }
    }
    """

    one_click_picks: ClassVar[bool] = False
    """Whether a click picks the item it is on at once, and not only the one at the cursor."""

    def pick(self) -> None:
        """Say that the reader wants the item at the cursor."""
        if self.current is not None:
            self.post_message(self.Picked(self, self.current))

    def _move_down(self, lines: int) -> None:
        """As many items on as have room in so many lines, at least one."""
        self.move_to(max(self._cursor + 1, self._index_at(self._tops[self._cursor] + lines)))

    def _move_up(self, lines: int) -> None:
        """As many items back as have room in so many lines, at least one."""
        index = bisect_left(self._tops, self._tops[self._cursor] - lines)
        self.move_to(min(self._cursor - 1, index), towards=-1)

    # -- commands

    def action_cursor_down(self) -> None:
        """To the next item."""
        self.move_to(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """To the item before."""
        self.move_to(self._cursor - 1, towards=-1)

    def action_first(self) -> None:
        """To the first item."""
        self.move_to(0)

    def action_last(self) -> None:
        """To the last item."""
        self.move_to(len(self._items) - 1, towards=-1)

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self._move_down(self._lines() // 2)

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self._move_up(self._lines() // 2)

    def action_page_down(self) -> None:
        """A page on."""
        self._move_down(self._lines())

    def action_page_up(self) -> None:
        """A page back."""
        self._move_up(self._lines())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; pick the item if it was there already."""
        place = event.get_content_offset(self)
        if place is None:
            return
        index = self._index_at(place.y + self.scroll_offset.y)
        if index >= len(self._items) or not self.is_selectable(self._items[index]):
            return
        event.stop()
        was_there = index == self._cursor
        self.move_to(index)
        if was_there or self.one_click_picks:
            self.pick()
