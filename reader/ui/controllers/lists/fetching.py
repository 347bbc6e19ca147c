"""Fetching feeds while the reader reads on: how far it is, what came of it, and how it is stopped."""

import asyncio
import contextlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from reader.model import Feed, PostilError
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.controllers.lists.sourcing import Sourcing
from reader.ui.host import Host
from reader.ui.keys.docs import first_key
from reader.ui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from reader.model import Article


class Meaning(Protocol):
    """Who knows which article a command is about."""

    @property
    def article_meant(self) -> "Article | None":
        """The article at the cursor of the list, or the open one while it is being read."""


class Fetching:
    """The commands that fetch one feed, a folder or all, and the one that stops."""

    def __init__(self, host: Host, sourcing: Sourcing, meaning: Meaning, status: StatusLine) -> None:
        self._host = host
        self._sourcing = sourcing
        self._meaning = meaning
        self._status = status
        self.is_running = False
        self._is_settling = False
        self._is_stopped = False
        self._left = 0
        self._progress = ""
        self._before = 0
        self._new = 0

    async def action_fetch_source(self) -> None:
        feeds = await self._feeds_meant()
        if feeds:
            self._begin([feed.id for feed in feeds])
        else:
            key = first_key(self._host.commands, Where.SOURCES, "fetch_all")
            self._host.say(f"There is no feed here to fetch. {key} fetches all of them.")

    async def action_fetch_all(self) -> None:
        if await self._sourcing.feeds():
            self._begin(None)
        else:
            key = first_key(self._host.commands, Where.SOURCES, "add_source")
            self._host.say(f"There are no feeds yet. {key} adds one.")

    async def action_stop_fetching(self) -> None:
        if self.is_running or self._is_settling:
            self._is_stopped = True
            await self._host.processes.fetching.cancel()
        else:
            self._host.say("Nothing is being fetched.")

    async def follow(self) -> None:
        """Tell how many articles have come in since the fetch began; without one, make ready what has come in."""
        if self.is_running:
            with contextlib.suppress(PostilError):  # it is only told in passing
                self._new = await self._count() - self._before
            self._tell()
        else:
            await self._settle()

    async def _feeds_meant(self) -> Sequence[Feed]:
        """The feeds of the row that is meant; where it is none of feeds, those that gave the article."""
        row, article = self._sourcing.row, self._meaning.article_meant
        if row is not None and (row.feeds or self._sourcing.has_keys):
            return row.feeds
        if article is None:
            return ()
        return await asyncio.to_thread(self._host.session.library.feeds.of_article, article.id)

    def _begin(self, feed_ids: Sequence[int] | None) -> None:
        """Have these feeds fetched, or all, unless that is being done; no key waits for it."""
        stop = first_key(self._host.commands, Where.EVERYWHERE, "stop_fetching")
        if self.is_running:
            self._host.say(f"A fetch is running already. {stop} stops it.")
            return
        self.is_running, self._is_stopped = True, False
        self._progress, self._new = "", 0
        self._host.say(f"Fetching; {stop} stops it.")
        self._host.do_later(partial(self._fetch, feed_ids))

    async def _fetch(self, feed_ids: Sequence[int] | None) -> None:
        try:
            self._before = await self._count()
            self._tell()
            result = await self._host.processes.fetching.ask(
                "fetch", feeds=feed_ids, force=True, progress=self._take_progress
            )
        except PostilError as error:
            if self._is_stopped:
                self._host.say("Stopped fetching; what has come in stays.")
            else:
                self._host.say(str(error), error=True)
        else:
            self._say(result)
        finally:
            self.is_running = False
            self._status.set_fetching("")
            await self._sourcing.follow()
        if not self._is_stopped:
            await self._settle()

    async def _settle(self) -> None:
        """Have documents made of what has come in, now or before; until then that takes a moment when one is opened.

        What was left over the last time, because that was stopped or went wrong, is not tried again by itself.
        """
        if self._is_settling or await self._count_waiting() <= self._left:
            return
        self._is_settling, self._is_stopped = True, False
        try:
            await self._host.processes.fetching.ask("settle", progress=self._take_settled)
        except PostilError as error:
            if self._is_stopped:
                self._host.say("Stopped; what has come in is made ready when it is opened.")
            else:
                self._host.say(str(error), error=True)
        finally:
            self._is_settling = False
            self._status.set_fetching("")
        self._left = await self._count_waiting()

    async def _count_waiting(self) -> int:
        """How many articles have no document yet; none where that cannot be read, which others complain about."""
        try:
            return await asyncio.to_thread(self._host.session.library.arrivals.waiting_count)
        except PostilError:
            return 0

    def _take_settled(self, done: int, total: int) -> None:
        self._status.set_fetching(f"reading in {done:,}/{total:,}")

    async def _count(self) -> int:
        return await asyncio.to_thread(self._host.session.library.count)

    def _take_progress(self, done: int, total: int) -> None:
        self._progress = f" {done:,}/{total:,}"
        self._tell()

    def _tell(self) -> None:
        new = f" · {self._new:,} new" if self._new > 0 else ""
        self._status.set_fetching(f"fetching{self._progress}{new}")

    def _say(self, result: dict[str, Any]) -> None:
        """What came of it: of one feed that failed, why; of many, how many did."""
        feeds, failed, sentences = result["feeds"], result["failed"], result["sentences"]
        if feeds == failed == 1 and sentences:
            self._host.say(sentences[0], error=True)
            return
        if not feeds:
            self._host.say("Nothing to fetch: what is not paused or gone asks to be left alone for now.")
            return
        parts = [counted(feeds, "feed"), f"{result['new']:,} new"]
        parts += [f"{result['changed']:,} changed"] if result["changed"] else []
        parts += [f"{failed:,} failed"] if failed else []
        self._host.say(f"fetched {' · '.join(parts)}")
