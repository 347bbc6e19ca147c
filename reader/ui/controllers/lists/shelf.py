"""The list of articles: which of them are in it, and how it is kept true to the library."""

import asyncio
import threading
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from reader.model import PostilError
from reader.services.lists.articles import ArticleRows, Choice, Listed, Listing, Show, describe
from reader.ui.host import Host
from reader.ui.running.beside import Beside
from reader.ui.widgets.article_list import NO_ARTICLES, NONE_LIKE_IT, ArticleList
from reader.ui.widgets.paged import Paged

if TYPE_CHECKING:
    from reader.model import Article


_ROWS = "rows"
"""The work that gets the list its rows, of which only the last is wanted."""
_BETWEEN_LETTERS = 0.005
"""Seconds after a letter of a filter in which another may come before it is looked for: words may be pasted."""


class Choosing(Protocol):
    """What knows which articles the reader wants to see."""

    def choice(self, query: str, scope: tuple[str, ...] | None, keep: str | None) -> Choice:
        """What the list is to show, with words, files and an open article that have to do with it."""

    def choose_among(self, show: Show) -> None:
        """Have only some of the articles in the list, or all of them."""


class Room(Protocol):
    """The screen that the list is on."""

    @property
    def sourcing(self) -> Choosing:
        """What knows which articles it is to have."""

    @property
    def articles(self) -> ArticleList:
        """The list's widget."""

    @property
    def open_article(self) -> "Article | None":
        """The article that is open."""

    def show_place(self, shown: str) -> None:
        """Say which articles are in the list, or which one is being read."""


class Shelf:
    """Has in the list those articles that the reader wants to see.

    `query` is what the reader filters it by, "" for nothing. `scope` has the ids of the articles that postil was
    started with; None if it was started with none, and all may be in the list.
    """

    def __init__(self, host: Host, room: Room) -> None:
        self.listed = Listed()
        self.query = ""
        self.scope: tuple[str, ...] | None = None
        self._host = host
        self._room = room
        self._asked = 0
        self._turn = threading.Lock()
        self._wanted_at_cursor: str | None = None

    @property
    def articles(self) -> ArticleList:
        """The list's widget."""
        return self._room.articles

    @cached_property
    def listing(self) -> Listing:
        """What finds articles for the list."""
        return Listing(self._host.session)

    def ahead(self) -> Iterator[str]:
        """The ids of the articles that come next in the list, after the open one if that is there."""
        ids, opened = self.listed.ids, self._room.open_article
        first = ids.index(opened.id) + 1 if opened is not None and opened.id in ids else 0
        return islice(ids, first, None)

    async def load(self) -> None:
        """Show those of the articles there are now that are wanted. Raises `PostilError` if they cannot be found."""
        self._asked = asked = self._asked + 1
        opened = self._room.open_article
        open_id = opened.id if opened else None
        choice = self._room.sourcing.choice(self.query, self.scope, open_id)
        listed = await asyncio.to_thread(self._find, asked, choice)
        if listed is None or asked != self._asked:
            return
        self.listed = listed
        self.articles.empty_text = NONE_LIKE_IT if choice.query else NO_ARTICLES
        self.articles.set_rows(Paged(ArticleRows(self._host.session, listed.ids, self._complain)), opened=open_id)
        if self._wanted_at_cursor is not None:
            self.articles.go_to(self._wanted_at_cursor)
            self._wanted_at_cursor = None
        self._room.show_place(describe(len(listed.ids), listed.unread, choice))

    def _find(self, asked: int, choice: Choice) -> Listed | None:
        """The articles of a choice; None if another is wanted by the time that they can be looked for.

        Whoever types fast so waits for the first letter and the last, and not for those in between.
        """
        with self._turn:
            return self.listing.find(choice) if asked == self._asked else None

    def refresh(self) -> None:
        """Show the articles as they are now, as soon as they are found."""
        self.articles.screen.run_worker(Beside(self._load), group=_ROWS, exclusive=True)

    async def _load_when_typed(self) -> None:
        await asyncio.sleep(_BETWEEN_LETTERS)
        await self._load()

    async def _load(self) -> None:
        try:
            await self.load()
        except PostilError as error:
            self._complain(str(error))

    def _complain(self, sentence: str) -> None:
        self._host.say(sentence, error=True)

    def filter(self, query: str) -> None:
        """Show the articles that `query` asks for."""
        self.query = query
        self.articles.screen.run_worker(Beside(self._load_when_typed), group=_ROWS, exclusive=True)

    def choose(self, show: Show) -> None:
        """Show that choice of the articles of the source."""
        self._room.sourcing.choose_among(show)

    def show_open(self, article_id: str) -> None:
        """Have the cursor on the article that was opened, now or when it has come into the list."""
        self.articles.set_open(article_id)
        if not self.articles.go_to(article_id):
            self._wanted_at_cursor = article_id
