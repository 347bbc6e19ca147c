"""The sources pane and the list beside it: what is in the pane, and which of it the list shows."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from reader.model import Feed, FeedState, PostilError
from reader.model.source import FolderSource, SmartList, Source
from reader.services import collapsed
from reader.services.feeds.folders import Folder, is_within
from reader.services.lists.articles import Choice, Show
from reader.services.lists.sources import Gathered, SourceRow, describe, gather, rows
from reader.ui.commands import Where
from reader.ui.controllers.lists.shelf import Shelf
from reader.ui.host import Host
from reader.ui.keys.docs import first_key
from reader.ui.widgets.lines import plain
from reader.ui.widgets.sources import Sources

NO_FEEDS = (
    "No feeds yet. {} adds one by its address, or by that of a page that has one. To bring many along: "
    "postil import feeds.opml"
)

_SHOWN_AS = {
    SmartList.UNREAD: Show.UNREAD,
    SmartList.STARRED: Show.STARRED,
    SmartList.ANNOTATED: Show.ANNOTATED,
}
"""Lists that are choices of all articles."""


class Shelves(Protocol):
    """The screen that the pane is on."""

    @property
    def shelf(self) -> Shelf:
        """What is in the list."""

    @property
    def in_sources(self) -> bool:
        """Whether the pane has the keys."""

    @property
    def shows_sources(self) -> bool:
        """Whether the pane is on screen."""

    def show_list(self) -> None:
        """Go to the list of articles."""

    def show_place_in_sources(self, place: str) -> None:
        """Say in the status line what the cursor of the pane is on."""


class Sourcing:
    """Keeps the pane true to the library, and knows the source of the list."""

    def __init__(self, host: Host, shelves: Shelves) -> None:
        self.pane = Sources(id="sources")
        self._host = host
        self._shelves = shelves
        self._source: Source = SmartList.ALL
        self._name = ""
        self._choice = Show.ALL
        self._gathered: Gathered | None = None
        self._collapsed = collapsed.load(host.session.places, collapsed.Tree.FOLDERS)
        self._wanted: Source | None = None
        self._is_stale = True
        self._is_gathering = False
        self._listed_version = self._counted_version = -1
        self._complaint = ""

    # -- the list

    @property
    def chosen(self) -> Source:
        """The source whose articles are in the list."""
        if self._source is SmartList.ALL:
            return next((source for source, show in _SHOWN_AS.items() if show is self._choice), self._source)
        return self._source

    def choice(self, query: str, scope: tuple[str, ...] | None, keep: str | None) -> Choice:
        """What the list is to show, with words, files and an open article that have to do with it."""
        return Choice(self._choice, query, scope, keep, self._source, self._name)

    def choose(self, source: Source, title: str) -> None:
        """Have the articles of a source in the list."""
        self._choice = _SHOWN_AS.get(source, Show.ALL) if isinstance(source, SmartList) else Show.ALL
        is_all = source is SmartList.ALL or self._choice is not Show.ALL
        self._source, self._name = (SmartList.ALL, "") if is_all else (source, plain(title))
        self._show_others()

    def choose_among(self, show: Show) -> None:
        """Have only some of the articles of the source in the list, or all of them."""
        self._choice = show
        self._show_others()

    def _show_others(self) -> None:
        self._shelves.shelf.refresh()
        self._show()

    # -- the pane

    @property
    def has_keys(self) -> bool:
        """Whether the pane has the keys."""
        return self._shelves.in_sources

    @property
    def row(self) -> SourceRow | None:
        """The row that commands are about: that at the cursor of the pane, else that whose articles are listed."""
        if self.has_keys:
            return self.pane.row
        return next((row for row in self._rows() if row.source == self.chosen), None)

    @property
    def everything(self) -> list[SourceRow]:
        """Every row, those in collapsed folders too."""
        return rows(self._gathered) if self._gathered else []

    async def feeds(self) -> Sequence[Feed]:
        """The feeds that are followed, as they are now."""
        return await asyncio.to_thread(self._host.session.library.feeds.all)

    def state(self, feed: Feed) -> FeedState:
        """How the feed was doing when the pane was made."""
        known = self._gathered.states if self._gathered else {}
        return known.get(feed.id, FeedState(feed.id))

    async def follow(self) -> None:
        """Show what has changed in the library since this was asked last."""
        library = self._host.session.library
        try:
            version = await asyncio.to_thread(lambda: library.version)
        except PostilError as error:
            self._complain(error)
            return
        if version != self._listed_version:
            self._listed_version = version
            self._shelves.shelf.refresh()
        if version != self._counted_version:
            await self.refresh()

    async def refresh(self) -> None:
        """Count anew if the pane is on screen, and once more if this is asked for meanwhile."""
        self._is_stale = True
        if self._is_gathering or not self._shelves.shows_sources:
            return
        self._is_gathering = True
        try:
            while self._is_stale:
                self._is_stale = False
                self._counted_version, self._gathered = await asyncio.to_thread(self._count)
                if all(
                    row.source != self.chosen for row in self.everything
                ):  # it was left, or is no longer there
                    self.choose(SmartList.ALL, "")
                self._show()
        except PostilError as error:
            self._complain(error)
        finally:
            self._is_gathering = False

    def _count(self) -> tuple[int, Gathered]:
        """The library's version, and what the pane is made of then or a moment later."""
        session = self._host.session
        return session.library.version, gather(session, datetime.now().astimezone())

    def _complain(self, error: PostilError) -> None:
        """Say what is wrong with the library, once as long as it is the same."""
        if str(error) != self._complaint:
            self._complaint = str(error)
            self._host.say(self._complaint, error=True)

    def appeared(self) -> None:
        """The pane is on screen now: count if something has changed meanwhile."""
        if self._is_stale:
            self._host.do_later(self.refresh)

    def go_to(self, source: Source) -> None:
        """Put the cursor on that source, as soon as it is there."""
        self._wanted = source
        self._show()

    def open_folders(self, folder: Folder) -> None:
        """Open a folder and those around it."""
        self._collapsed -= {folder[:depth] for depth in range(1, len(folder) + 1)}

    def fold(self, folder: Folder) -> None:
        """Close an open folder, open a closed one."""
        self._collapsed ^= {folder}
        collapsed.keep(self._host.session.places, collapsed.Tree.FOLDERS, self._collapsed)
        self._show()

    def folder_moved(self, old: Folder, new: Folder) -> None:
        """A folder has another place now: it stays as open as it was, and the cursor on it."""
        moved = ((*new, *folder[len(old) :]) for folder in self._collapsed if is_within(folder, old))
        self._collapsed |= frozenset(moved)
        self.go_to(FolderSource(new))

    def show_place(self) -> None:
        """Say what the cursor is on."""
        self._shelves.show_place_in_sources(self.describe_place())

    def describe_place(self) -> str:
        """What the cursor is on, in a line."""
        return describe(self.pane.row) if self.pane.row is not None else ""

    def _rows(self) -> list[SourceRow]:
        return rows(self._gathered, self._collapsed) if self._gathered else []

    def _show(self) -> None:
        advice = "" if self._gathered is None or self._gathered.feeds else NO_FEEDS
        key = first_key(self._host.commands, Where.SOURCES, "add_source")
        self.pane.set_rows(self._rows(), chosen=self.chosen, advice=advice.format(key))
        if self._wanted is not None and self.pane.go_to(self._wanted):
            self._wanted = None
        self.show_place()
