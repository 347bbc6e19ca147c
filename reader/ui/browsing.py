"""What the reader does to articles in the list, or to the one that is open, as a whole."""

from typing import TYPE_CHECKING

from reader.services import annotating
from reader.services.listing import Show
from reader.services.reading import ArticleRow
from reader.ui.host import host
from reader.ui.screens.prompt import TagPrompt

if TYPE_CHECKING:
    from reader.ui.screens.reading import ReadingScreen


class Browsing:
    """The commands of the reading screen that choose, star, tag and mark whole articles."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def action_next_unread(self) -> None:
        self._to_unread(1)

    def action_previous_unread(self) -> None:
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        rows, at = self._screen.articles.items, self._screen.articles.cursor + step
        while 0 <= at < len(rows):
            if not rows[at].article.read:
                self._screen.articles.move_to(at)
                return
            at += step
        host(self._screen).say("There is no other unread article that way.")

    async def action_toggle_read(self) -> None:
        row = self._screen.articles.current
        if row is not None:
            await host(self._screen).perform(annotating.mark_read([row.article], read=not row.article.read))

    async def action_mark_all_read(self) -> None:
        shown = [row.article for row in self._screen.articles.items]
        await host(self._screen).perform(annotating.mark_read(shown, read=True))

    async def action_mark_unread(self) -> None:
        if self._screen.opened is not None:
            article = self._screen.session.library.get(self._screen.opened.article.id)
            await host(self._screen).perform(annotating.mark_read([article], read=False))

    def _row_meant(self) -> ArticleRow | None:
        """The article at the cursor of the list, or the open one while it is being read."""
        if self._screen.in_list or self._screen.opened is None:
            return self._screen.articles.current
        meant = self._screen.opened.article.id
        return next((row for row in self._screen.rows if row.article.id == meant), None)

    async def action_star(self) -> None:
        row = self._row_meant()
        if row is not None:
            await host(self._screen).perform(
                annotating.star(row.article, self._screen.session.notes.mark(row.article.id))
            )

    async def action_tag_article(self) -> None:
        row = self._row_meant()
        if row is None:
            return
        mark = self._screen.session.notes.mark(row.article.id)
        tags = await host(self._screen).ask(
            TagPrompt(self._screen.session.notes.tags(), mark.tags if mark else ())
        )
        if tags is not None:
            await host(self._screen).perform(annotating.tag_article(row.article, mark, tags))

    async def action_browser(self) -> None:
        row = self._row_meant()
        await host(self._screen).browse(row.article.url if row else None)

    def action_show_all(self) -> None:
        self._screen.choose(Show.ALL)

    def action_show_unread(self) -> None:
        self._screen.choose(Show.UNREAD)

    def action_show_annotated(self) -> None:
        self._screen.choose(Show.ANNOTATED)

    def action_show_starred(self) -> None:
        self._screen.choose(Show.STARRED)
