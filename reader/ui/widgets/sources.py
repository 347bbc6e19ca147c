"""The sources pane: lists, folders and feeds, each with how much of it is unread."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.model.source import FeedSource, SearchSource, SmartList, Source
from reader.services.dates import short_day
from reader.services.lists.sources import Health, SourceRow
from reader.ui.commands import Where
from reader.ui.widgets.lines import EMPTY_MEASURE, plain, shortened, spread, wrapped
from reader.ui.widgets.virtual_list import VirtualList

WIDE = 60
"""From so many cells on, the reason of a failure and the last success share a line."""

_INDENT, _SIGN = 2, 2
"""The cells of a folder's indentation, and of the sign before a title."""
_MOST_INDENTED = 4
"""Folders deeper than this are not indented any more: there would be no room for titles."""
_SIGNS = {Health.WELL: " ", Health.PAUSED: "‖", Health.FAILING: "!", Health.GONE: "✕"}
_NEVER = "never worked yet"
SEARCH_SIGN = "/"
"""What stands before a saved search: the key that finds."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A few words below the rows, where the cursor does not go."""

    text: str


Line = SourceRow | Advice


class Sources(VirtualList[Line]):
    """A line for each row, more for a feed in trouble; `›` is at the cursor, `┃` beside what the list shows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sources--mark",
        "sources--title",
        "sources--folder",
        "sources--count",
        "sources--trouble",
        "sources--detail",
    }
    # A count must not move because there is a scroll bar.
    DEFAULT_CSS = """
    Sources {
        scrollbar-gutter: stable;
    }
    """
    one_click_picks = True

    class Wanted(Message):
        """The reader wants the articles of the row at the cursor."""

    class FolderClicked(Message):
        """The sign of the folder at the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.border_title = "Sources"
        self._chosen: Source | None = None

    def key_contexts(self) -> tuple[Where, ...]:
        """Where keys are looked up while the pane has the focus."""
        return (Where.SOURCES,)

    @property
    def row(self) -> SourceRow | None:
        """The row at the cursor."""
        return self.current if isinstance(self.current, SourceRow) else None

    def set_rows(self, rows: Sequence[SourceRow], *, chosen: Source, advice: str = "") -> None:
        """Show these rows, that of the source `chosen` as the one whose articles are listed; the cursor stays."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.redraw()
        self.set_items([*rows, *([Advice(advice)] if advice else [])], keep=_source)

    def go_to(self, source: Source) -> bool:
        """Put the cursor on the row of that source; False if it is not here."""
        for index, item in enumerate(self.items):
            if _source(item) == source:
                self.move_to(index)
                return True
        return False

    def pick(self) -> None:
        """Say that the reader wants the articles of the row."""
        self.post_message(self.Wanted())

    def is_selectable(self, item: Line) -> bool:
        """Whether it is a row."""
        return isinstance(item, SourceRow)

    def tops_of(self, items: Sequence[Line], width: int) -> Sequence[int]:
        """A line each and those of what is wrong below it; a blank one between lists, searches and what is followed."""
        heights = [self._height(item, width) for item in items]
        kinds = [_kind(item) for item in items]
        for at, (kind, following) in enumerate(pairwise(kinds)):
            heights[at] += kind is not following
        return [*accumulate(heights, initial=0)]

    @staticmethod
    def _height(item: Line, width: int) -> int:
        return 1 + len(_trouble(item, width)) if isinstance(item, SourceRow) else len(_advice_rows(item, width))

    def on_click(self, event: events.Click) -> None:
        """Say so when it is a folder's sign that is clicked; the rest is as in every list."""
        place = event.get_content_offset(self)
        index = self._index_at(place.y + self.scroll_offset.y) if place else len(self.items)
        item = self.items[index] if index < len(self.items) else None
        if place and isinstance(item, SourceRow) and item.folder is not None and place.x < _title_column(item):
            event.prevent_default()
            event.stop()
            self.move_to(index)
            self.post_message(self.FolderClicked())

    # -- drawing

    def render_item(self, item: Line, width: int, is_cursor: bool) -> list[Strip]:
        """The row, and what is wrong with its feed."""
        if isinstance(item, Advice):
            return [
                spread([Segment(" " * (1 + _SIGN)), self._segment(row, "detail")], (), width)
                for row in _advice_rows(item, width)
            ]
        return [self._first_line(item, width, is_cursor), *self._trouble_lines(item, width)]

    def _first_line(self, item: SourceRow, width: int, is_cursor: bool) -> Strip:
        mark = "›" if is_cursor else "┃" if item.source == self._chosen else " "
        indent = " " * (_title_column(item) - len(mark) - _SIGN)
        title = plain(item.title) or "Untitled"
        left = [
            self._segment(mark, "mark"),
            Segment(indent),
            self._segment(f"{_sign(item)} ", "trouble" if item.is_in_trouble else "detail"),
            self._segment(title, "folder" if item.folder is not None else "title"),
        ]
        words = [self._segment(item.health, "trouble" if item.is_in_trouble else "detail")] if item.health else []
        counts = [self._segment(f"{item.count:,}", "count")] if item.count else []
        right = [*words, *([Segment(" ")] if words and counts else []), *counts]
        return spread(left, right, width)

    def _trouble_lines(self, item: SourceRow, width: int) -> list[Strip]:
        indent = Segment(" " * _title_column(item))
        return [
            spread([indent, self._segment(left, "detail")], [self._segment(right, "detail")], width)
            for left, right in _trouble(item, width)
        ]

    def _segment(self, text: str, name: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"sources--{name}", partial=True))


def _title_column(item: SourceRow) -> int:
    """The cell in which the title begins."""
    return 1 + _INDENT * min(item.depth, _MOST_INDENTED) + _SIGN


def _sign(item: SourceRow) -> str:
    if item.folder is not None:
        return "▸" if item.is_collapsed else "▾"
    if item.search is not None and not item.is_in_trouble:
        return SEARCH_SIGN
    return _SIGNS[item.health]


def _trouble(item: SourceRow, width: int) -> list[tuple[str, str]]:
    """What stands at the left and at the right of each line below a feed, or a search, in trouble."""
    if not item.is_in_trouble:
        return []
    reason, worked = plain(item.reason), f"worked {short_day(item.fetched)}" if item.fetched else _NEVER
    room = width - _title_column(item)
    if item.search is not None:
        return [(shortened(reason, room), "")]
    if width >= WIDE:
        return [(shortened(reason, room - len(worked) - 1), worked)]
    return [(shortened(reason, room), ""), (worked, "")]


def _advice_rows(advice: Advice, width: int) -> list[str]:
    return wrapped(advice.text, max(1, min(width, EMPTY_MEASURE) - 2 * _INDENT))


def _kind(line: Line) -> type[Source]:
    """Which rows it stands together with: folders and feeds are one kind, and advice goes with them."""
    source = _source(line)
    return type(source) if isinstance(source, SmartList | SearchSource) else FeedSource


def _source(line: Line) -> Source | None:
    return line.source if isinstance(line, SourceRow) else None
