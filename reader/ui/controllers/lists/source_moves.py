"""How a reader finds their way through the sources, and from there to articles and sites."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reader.model import Feed, PostilError
from reader.model.source import FolderSource
from reader.services.feeds.folders import Folder, label
from reader.services.lists.sources import SourceRow, health_in_full, selection_of
from reader.services.saving.edits import ReadEdit
from reader.services.tags.completion import complete
from reader.ui.controllers.lists.sourcing import Shelves, Sourcing
from reader.ui.host import Host
from reader.ui.prompts.prompt import SUGGESTION_ROWS, Prompt, Suggestion


class NoSuchSourceError(PostilError):
    """What was typed names no list, folder or feed."""


class SourceMoves:
    """The commands of the sources pane that change neither feeds nor folders."""

    def __init__(self, host: Host, sourcing: Sourcing, shelves: Shelves) -> None:
        self._host = host
        self._sourcing = sourcing
        self._shelves = shelves

    async def find(self) -> None:
        """Ask for a list, folder or feed by its name, and go there."""
        named = {row.title: row for row in reversed(self._sourcing.everything)}
        counts = {title: row.count for title, row in named.items()}

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [
                (title, label(_around(named[title]))) for title in complete(typed, counts, limit=SUGGESTION_ROWS)
            ]

        def check(typed: str) -> str:
            found = complete(typed, counts, limit=1) if typed.strip() else []
            if not found:
                raise NoSuchSourceError("No list, folder or feed is called that.")
            return found[0]

        title = await self._host.ask(Prompt("Go to", suggest=suggest, check=check))
        if title is not None:
            self._sourcing.open_folders(_around(named[title]))
            self._sourcing.go_to(named[title].source)

    def action_show_source(self) -> None:
        row = self._sourcing.row
        if row is not None:
            self._sourcing.choose(row.source, row.title)
            self._shelves.show_list()

    def action_collapse(self) -> None:
        """Collapse the folder; from what is in one, go to it."""
        row = self._sourcing.row
        if row is None:
            return
        if row.folder is not None and not row.is_collapsed:
            self._sourcing.fold(row.folder)
        elif around := _around(row):
            self._sourcing.go_to(FolderSource(around))

    def action_toggle_folder(self) -> None:
        row = self._sourcing.row
        if row is None or row.folder is None:
            self._host.say("Only a folder can be opened and closed.")
        else:
            self._sourcing.fold(row.folder)

    def action_next_trouble(self) -> None:
        self._to_trouble(1)

    def action_previous_trouble(self) -> None:
        self._to_trouble(-1)

    def _to_trouble(self, step: int) -> None:
        pane = self._sourcing.pane
        at = pane.cursor + step
        while 0 <= at < len(pane.items):
            item = pane.items[at]
            if isinstance(item, SourceRow) and item.is_in_trouble:
                pane.move_to(at)
                return
            at += step
        self._host.say("There is no other feed in trouble that way.")

    def action_show_trouble(self) -> None:
        """Say in full how the feed is doing."""
        feed = self._feed()
        if feed is not None:
            state = self._sourcing.state(feed)
            self._host.say(health_in_full(feed, state), error=state.error is not None)

    async def action_open_site(self) -> None:
        feed = self._feed()
        if feed is not None:
            await self._host.browse(feed.site_url or feed.url)

    async def action_mark_source_read(self) -> None:
        row, session = self._sourcing.row, self._host.session
        if row is None:
            return
        selection = await asyncio.to_thread(selection_of, session, row.source, datetime.now().astimezone())
        ids = await asyncio.to_thread(session.library.ids, replace(selection, read=False))
        await self._host.perform(ReadEdit("mark read", tuple(ids), True))

    def _feed(self) -> Feed | None:
        """The feed at the cursor; where there is none that is said."""
        row = self._sourcing.row
        if row is None or row.feed is None:
            self._host.say("The cursor is on no feed.")
            return None
        return row.feed


def _around(row: SourceRow) -> Folder:
    """The folder that a row lies in."""
    if row.folder is not None:
        return row.folder[:-1]
    return row.feed.folder if row.feed is not None else ()
