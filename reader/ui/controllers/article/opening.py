"""Opening articles: where they were left, at a passage, or the next one of the list, and the way back."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

from reader.model import Annotation, Article, PostilError
from reader.services.searching.results import Place
from reader.ui.commands import Where
from reader.ui.controllers.article.desk import Desk
from reader.ui.controllers.article.finding import Finding
from reader.ui.controllers.lists.shelf import Shelf
from reader.ui.controllers.lists.sourcing import Sourcing
from reader.ui.host import Host
from reader.ui.keys.docs import first_key

WayBack = Callable[[], Awaitable[None]]


class Room(Protocol):
    """The screen that articles are read on."""

    sourcing: Sourcing

    @property
    def is_current(self) -> bool:
        """Whether no other screen lies over it."""

    def show_article(self) -> None:
        """Go to the article."""

    def call_after_refresh(self, callback: Callable[[], None]) -> bool:
        """Have something done when the next frame is on screen."""


class Opening:
    """The commands that open articles, and all that goes with it.

    `way_back` leads to what the open article was asked for from, if that was not the list.
    """

    def __init__(self, host: Host, room: Room, shelf: Shelf, desk: Desk, finding: Finding) -> None:
        self.way_back: WayBack | None = None
        self._host = host
        self._room = room
        self._shelf = shelf
        self._desk = desk
        self._finding = finding

    async def open(self, article: Article, *, way_back: WayBack | None = None) -> bool:
        """Show the article where it was left, and have names found in it; False if it cannot be shown."""
        if not await self._desk.open(article):
            return False
        self.way_back = way_back
        if self._desk.opened is not None:
            self._finding.begin(self._desk.opened.document.text)
        self._room.show_article()
        self._shelf.show_open(article.id)
        if not article.read:
            await self._mark_read(article)
        self._shelf.refresh()
        self._host.memory.settle()
        # What works beside the screen meanwhile would have the first frame come later.
        self._room.call_after_refresh(lambda: self._host.do_later(self._desk.find_names))
        self._room.call_after_refresh(lambda: self._host.do_later(self._write_down_anchors))
        if article.is_excerpt:
            self._host.do_later(partial(self._fetch_full_text, article))
        return True

    async def _mark_read(self, article: Article) -> None:
        try:
            await asyncio.to_thread(self._host.session.library.set_read, [article.id], True)
        except PostilError as error:
            self._host.say(str(error), error=True)
        self._host.do_later(self._room.sourcing.refresh)

    async def _fetch_full_text(self, excerpt: Article) -> None:
        """Have the rest of what a feed gave the beginning of; it takes its place unless the reader is busy in it."""
        try:
            given = await self._host.processes.fetching.ask("full_text", article=excerpt.id)
            if not given["is_whole"]:
                if given["why_not"]:
                    self._host.say(given["why_not"])
                return
            article = await asyncio.to_thread(self._host.session.library.get, excerpt.id)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return
        if self._desk.opened is None or self._desk.opened.article.id != excerpt.id:
            return
        if self._room.is_current and self._desk.view.selection is None:
            await self.open(article, way_back=self.way_back)
            self._host.say("The whole text has come in from its page.")
        else:
            self._host.say("The whole text has come in; open the article again to see it.")

    async def _write_down_anchors(self) -> None:
        """Have it known wherever notes are listed what became of these when their article changed."""
        opened = self._desk.opened
        if opened is not None:
            carrying = self._host.session.carrying
            await asyncio.to_thread(carrying.write_down, opened.article, self._desk.anchored)

    async def open_annotation(self, annotation: Annotation, *, way_back: WayBack | None = None) -> None:
        """Open the annotation's article where its passage is now; an orphan, where the article was left."""
        try:
            article = self._host.session.library.get(annotation.article.id)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return
        if await self.open(article, way_back=way_back) and not self._desk.find_annotation(annotation):
            key = first_key(self._host.commands, Where.SELECTION, "select_attach")
            self._host.say(f"Passage gone; its note is kept as an orphan. {key} on a selection attaches it.")

    async def open_place(self, place: Place, *, way_back: WayBack | None = None) -> None:
        """Open an article where something was found in it; all of what was looked for is set off, for `n` and `N`."""
        try:
            article = await asyncio.to_thread(self._host.session.library.get, place.article_id)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return
        if await self.open(article, way_back=way_back) and place.span is not None:
            await self._finding.show(place.wanted, place.span)

    # -- from the list

    async def action_open(self) -> None:
        row = self._shelf.articles.current
        if row is not None:
            await self.open(row.article)

    async def action_next_article(self) -> None:
        await self._open_neighbour(1)

    async def action_previous_article(self) -> None:
        await self._open_neighbour(-1)

    async def _open_neighbour(self, step: int) -> None:
        articles = self._shelf.articles
        at = articles.cursor + step
        if 0 <= at < len(articles.items):
            articles.move_to(at)
            await self.action_open()
        else:
            self._host.say("There is no other article that way.")
