"""What the reader does to articles in the list, or to the one that is open, as a whole."""

from typing import Protocol

from reader.services import annotating
from reader.services.listing import Show
from reader.services.reading import ArticleRow
from reader.ui.host import Host
from reader.ui.screens.prompt import Prompt, TagPrompt
from reader.ui.widgets.article_list import ArticleList


class Shelf(Protocol):
    """The list of articles, and what is open."""

    rows: list[ArticleRow]
    list_query: str

    @property
    def articles(self) -> ArticleList:
        """The list's widget."""

    @property
    def in_list(self) -> bool:
        """Whether the list has the keys."""

    @property
    def open_id(self) -> str | None:
        """The id of the article that is open."""

    def choose(self, show: Show) -> None:
        """Show that choice of the articles."""

    def filter_list(self, query: str) -> None:
        """Show the articles that have every word of `query`."""


class Browsing:
    """The commands of the reading screen that choose, star, tag and mark whole articles."""

    def __init__(self, host: Host, shelf: Shelf) -> None:
        self._host = host
        self._shelf = shelf

    async def filter(self) -> None:
        """Ask for words and show the articles that have them, while they are typed."""
        shelf, before = self._shelf, self._shelf.list_query
        if await self._host.ask(Prompt("Filter", initial=before, on_change=shelf.filter_list)) is None:
            shelf.filter_list(before)

    def action_clear_filter(self) -> None:
        self._shelf.filter_list("")

    def action_next_unread(self) -> None:
        self._to_unread(1)

    def action_previous_unread(self) -> None:
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        rows, at = self._shelf.articles.items, self._shelf.articles.cursor + step
        while 0 <= at < len(rows):
            if not rows[at].article.read:
                self._shelf.articles.move_to(at)
                return
            at += step
        self._host.say("There is no other unread article that way.")

    async def action_toggle_read(self) -> None:
        row = self._shelf.articles.current
        if row is not None:
            await self._host.perform(annotating.mark_read([row.article], read=not row.article.read))

    async def action_mark_all_read(self) -> None:
        shown = [row.article for row in self._shelf.articles.items]
        await self._host.perform(annotating.mark_read(shown, read=True))

    async def action_mark_unread(self) -> None:
        if self._shelf.open_id is not None:
            article = self._host.session.library.get(self._shelf.open_id)
            await self._host.perform(annotating.mark_read([article], read=False))

    def _row_meant(self) -> ArticleRow | None:
        """The article at the cursor of the list, or the open one while it is being read."""
        meant = self._shelf.open_id
        if self._shelf.in_list or meant is None:
            return self._shelf.articles.current
        return next((row for row in self._shelf.rows if row.article.id == meant), None)

    async def action_star(self) -> None:
        row = self._row_meant()
        if row is not None:
            await self._host.perform(annotating.star(row.article, self._host.session.notes.mark(row.article.id)))

    async def action_tag_article(self) -> None:
        row = self._row_meant()
        if row is None:
            return
        mark = self._host.session.notes.mark(row.article.id)
        tags = await self._host.ask(TagPrompt(self._host.session.notes.tags(), mark.tags if mark else ()))
        if tags is not None:
            await self._host.perform(annotating.tag_article(row.article, mark, tags))

    async def action_browser(self) -> None:
        row = self._row_meant()
        await self._host.browse(row.article.url if row else None)

    def action_show_all(self) -> None:
        self._shelf.choose(Show.ALL)

    def action_show_unread(self) -> None:
        self._shelf.choose(Show.UNREAD)

    def action_show_annotated(self) -> None:
        self._shelf.choose(Show.ANNOTATED)

    def action_show_starred(self) -> None:
        self._shelf.choose(Show.STARRED)
