"""The reading screen: the list of articles, the article, its margin."""

import asyncio
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from reader.model import Annotation, Article, PostilError, Span
from reader.services.listing import Show, describe, filter_rows, marked_read
from reader.services.reading import (
    Anchored,
    Anchors,
    ArticleRow,
    OpenArticle,
    article_rows,
    open_text,
    with_quotations,
)
from reader.services.session import Session
from reader.ui.beginning import Beginning
from reader.ui.host import host
from reader.ui.widgets.article_list import NO_ARTICLES, NONE_LIKE_IT, ArticleList
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from reader.services.margin import MarginIndex
    from reader.ui.browsing import Browsing
    from reader.ui.finding import Finding
    from reader.ui.marking import Marking
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.margin import Margin

TWO_PANES = 100
THREE_PANES = 110
WIDE = 150
WORDS_A_MINUTE = 230
"""A usual speed of silent reading, for the time that is left of an article."""
LONG_TEXT = 100_000
"""In characters: the quotations of a longer text come into it when it is on screen; of others, in a frame or two."""


class ReadingScreen(Screen[None]):
    """Shows articles; what the reader does to them is with its controllers.

    The first frame has the list alone. `complete` brings the article, the margin and the controllers; no command
    is run before.
    """

    article: "ArticleView"
    margin: "Margin"
    finding: "Finding"
    controllers: "tuple[Marking | Finding | Browsing, ...]" = ()

    def __init__(self) -> None:
        super().__init__()
        self._beginning = Beginning(self)
        self._is_complete = asyncio.Event()
        self.list_query = ""
        self.opened: OpenArticle | None = None
        self.anchored: list[Anchored] = []
        self._anchors: Anchors | None = None
        self._margin_index: MarginIndex | None = None
        self.rows: list[ArticleRow] = []
        self.scope: tuple[str, ...] | None = None
        self._show = Show.ALL
        self._pane = "list"
        self._margin_wanted = True
        self._asked_to_open = 0
        self._shown = ""
        self._followed: tuple[int, float] | None = None

    def compose(self) -> ComposeResult:
        self._set_widths(update=False)  # styles are applied once only, after this
        with Horizontal(id="panes"):
            yield ArticleList(id="articles")
        yield Welcome()
        yield StatusLine()
        yield FooterLine()

    @property
    def session(self) -> Session:
        """The open library and notes."""
        return host(self).session

    @property
    def articles(self) -> ArticleList:
        """The list pane."""
        return self.query_one(ArticleList)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def welcome(self) -> Welcome:
        """The hint of a first run."""
        return self.query_one(Welcome)

    @property
    def in_list(self) -> bool:
        """Whether the list of articles has the keys."""
        return self._pane == "list"

    # -- beginning

    def on_mount(self) -> None:
        self._lay_out()
        self._beginning.show_first_rows()
        self.articles.focus()
        self.call_after_refresh(lambda: self.run_worker(self._beginning.go_on()))

    async def complete(self) -> None:
        """Bring in the other panes and what is done to articles."""
        from reader.ui.browsing import Browsing
        from reader.ui.finding import Finding
        from reader.ui.marking import Marking
        from reader.ui.widgets.article_view import ArticleView
        from reader.ui.widgets.margin import Margin

        self.finding = Finding(self)
        self.controllers = (Marking(self), self.finding, Browsing(self))
        self.article = ArticleView(id="article", measure=self.session.settings.measure)
        self.margin = Margin(id="margin")
        self._is_complete.set()
        await self.query_one("#panes").mount(self.article, self.margin)
        self._lay_out()

    # -- the list

    async def load_rows(self) -> None:
        """Show all articles there are now, or those of the scope."""
        self.rows = await asyncio.to_thread(article_rows, self.session, self.scope)
        self.articles.empty_text = NONE_LIKE_IT if self.list_query else NO_ARTICLES
        self.show_rows()

    def show_rows(self) -> None:
        """Show those of the rows that the reader wants to see."""
        keep = self.opened.article.id if self.opened else None
        rows = filter_rows(self.rows, self._show, self.list_query, keep)
        self.articles.set_rows(rows, opened=keep)
        self.show_place(describe(rows, self._show, self.list_query))

    def show_place(self, shown: str) -> None:
        """Say which articles are in the list, or which one is being read."""
        self._shown = shown
        self.articles.border_title = Content(shown)  # what was searched for may look like markup
        place = shown
        if self.opened and not self.in_list:
            place = self.opened.article.title or "Untitled"
        self.status.set_place(place)

    def filter_list(self, query: str) -> None:
        """Show the articles that have every word of `query`."""
        self.list_query = query
        self.articles.empty_text = NONE_LIKE_IT if query else NO_ARTICLES
        self.show_rows()

    def show_list(self) -> None:
        """Go to the list of articles."""
        self._go_to_pane("list")

    @on(ArticleList.Picked)
    async def _pick(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        row = self.articles.current
        if row is not None:
            await self.open(row.article)

    def choose(self, show: Show) -> None:
        """Show that choice of the articles."""
        self._show = show
        self.show_rows()

    # -- the article

    async def open(self, article: Article, at: Span | None = None) -> None:
        """Show the article, at the passage `at` if one is given, and have names found in it."""
        await self._is_complete.wait()
        self._asked_to_open += 1
        asked = self._asked_to_open
        try:
            opened = await asyncio.to_thread(open_text, self.session, article)
            if len(opened.document.text) <= LONG_TEXT:
                opened = await asyncio.to_thread(with_quotations, opened)
            anchors = Anchors(self.session, opened)
            anchored = await asyncio.to_thread(anchors.current)
        except PostilError as error:
            host(self).say(str(error), error=True)
            return
        if asked != self._asked_to_open:  # another was asked for meanwhile
            return
        self.opened, self._anchors, self.anchored = opened, anchors, anchored
        self.finding.begin(opened.document.text)
        self.status.set_language((opened.analysis.language or "").upper())
        self._followed = None
        self.article.show(opened.document)
        self._show_findings()
        self._show_annotations()
        self._go_to_pane("article")
        if at is not None:
            self.article.go_to(at)
        self._index_margin()
        if not article.read:
            self.rows = marked_read(self.rows, article)
            self.show_rows()
            await asyncio.to_thread(self.session.library.set_read, [article.id], True)
        else:
            self.show_rows()
        self.articles.go_to(article.id)
        host(self).memory.settle()
        if not opened.analysed:
            self.run_worker(self._analyse(opened), group="analyse")

    async def _analyse(self, opened: OpenArticle) -> None:
        if len(opened.document.text) > LONG_TEXT:
            self._take_findings(await asyncio.to_thread(with_quotations, opened))
        article = opened.article
        self.status.set_activity("looking for names")
        self.margin.set_activity("looking for names…")
        try:
            result = await host(self).analysing.ask("analyse", article=article.id)
            missing = result["names_missing"]
        except PostilError as error:
            missing = str(error)
        self.status.set_activity("")
        self.margin.set_activity(missing or "")
        if missing:
            host(self).say(missing)
        if not missing:
            self._take_findings(await asyncio.to_thread(open_text, self.session, article))

    def _take_findings(self, found: OpenArticle) -> None:
        """More was found in an article; show it if that is the one that is open."""
        if self.opened is None or self.opened.article.text_sha256 != found.article.text_sha256:
            return
        self.opened = found
        self.status.set_language((found.analysis.language or "").upper())
        self._show_findings()
        self._index_margin()

    async def open_annotation(self, annotation: Annotation) -> None:
        """Open the annotation's article where its passage is now; an orphan at the article's beginning."""
        try:
            article = self.session.library.get(annotation.article.id)
        except PostilError as error:
            host(self).say(str(error), error=True)
            return
        await self.open(article)
        here = (item for item in self.anchored if item.annotation.uid == annotation.uid)
        item = next(here, None)
        if item is None or item.anchor.span is None:
            host(self).say("This passage is no longer in the article; its note is kept as an orphan.")
        else:
            self.article.go_to(item.anchor.span)

    def _show_findings(self) -> None:
        if self.opened is None:
            return
        analysis = self.opened.analysis
        self.article.set_layer("entity", [(mention.span, mention.type) for mention in analysis.mentions])
        self.article.set_layer("quotation", [(q.span, (q.kind, q.confidence)) for q in analysis.quotations])

    def _show_annotations(self) -> None:
        self.article.set_layer(
            "annotation",
            [
                (span, (item.annotation.uid, item.annotation.colour, bool(item.annotation.note), item.anchor.how))
                for item in self.anchored
                if (span := item.anchor.span) is not None
            ],
        )

    def _show_margin(self) -> None:
        if self._margin_index is not None and self.margin.display:
            self.margin.show(self._margin_index.at(self.article.sentence, self.article.cursor))

    def _index_margin(self) -> None:
        """What the margin says of the article has changed."""
        from reader.services.margin import MarginIndex

        if self.opened is not None:
            colours = self.session.settings.colours
            self._margin_index = MarginIndex(self.opened, self.anchored, colours=colours)
            self._show_margin()

    def notes_changed(self) -> None:
        """Show annotations, marks and read states as they are now."""
        if self._anchors is not None:
            self.anchored = self._anchors.current()
            self._show_annotations()
            self._index_margin()
        self.run_worker(self.load_rows(), group="rows", exclusive=True)

    def on_article_view_cursor_moved(self) -> None:
        """The mouse, perhaps, put the cursor elsewhere."""
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """Say how far the reader is, and what is there: in the frame that shows the cursor there, if called at once."""
        if self.opened is None or self._followed == (now := (self.article.cursor, self.article.progress)):
            return
        self._followed = now
        minutes = round((1 - self.article.progress) * self.opened.article.words / WORDS_A_MINUTE)
        left = f" · {minutes} min" if minutes else ""
        self.status.set_progress(f"{self.article.progress:.0%}{left}")
        self._show_margin()

    def on_article_view_selection_changed(self) -> None:
        """The keys mean something else now."""
        host(self).refresh_bars()

    async def on_article_view_link_activated(self, event: "ArticleView.LinkActivated") -> None:
        """Open the link."""
        await host(self).browse(event.url)

    def on_margin_jump(self, event: "Margin.Jump") -> None:
        """Go to the place in the article."""
        self.article.go_to(event.span)
        self._go_to_pane("article")

    async def action_next_article(self) -> None:
        await self._open_neighbour(1)

    async def action_previous_article(self) -> None:
        await self._open_neighbour(-1)

    async def _open_neighbour(self, step: int) -> None:
        at = self.articles.cursor + step
        if 0 <= at < len(self.articles.items):
            self.articles.move_to(at)
            await self.action_open()
        else:
            host(self).say("There is no other article that way.")

    def action_close_article(self) -> None:
        self._go_to_pane("list")

    def action_close_margin(self) -> None:
        self._go_to_pane("article" if self.opened else "list")

    # -- panes

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """Which panes there is room for: one below 100 columns, the margin beside the others from 110."""
        width = self.app.size.width
        several = width >= TWO_PANES
        beside = width >= THREE_PANES and self._margin_wanted
        self._set_widths()
        self.articles.display = several or self._pane == "list"
        if not self._is_complete.is_set():
            return
        self.article.display = (several and self._pane != "margin") or self._pane == "article" or beside
        self.margin.display = beside or self._pane == "margin"
        self._show_margin()

    def _set_widths(self, *, update: bool = True) -> None:
        width = self.app.size.width
        self.set_class(width >= TWO_PANES, "-several", update=update)
        self.set_class(width >= WIDE, "-wide", update=update)

    def _go_to_pane(self, pane: str) -> None:
        self._pane = pane
        self._lay_out()
        # At once, and not as `focus` does when there is time: the next key may be on its way already.
        self.set_focus({"list": self.articles, "article": self.article, "margin": self.margin}[pane])
        self.show_place(self._shown)
        host(self).refresh_bars()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        panes = {"articles": "list", "article": "article", "margin": "margin"}
        pane = panes.get(event.widget.id or "")
        if pane is not None and pane != self._pane:
            self._pane = pane
            self._lay_out()
            self.show_place(self._shown)

    def _shown_panes(self) -> list[str]:
        return ["list", *(["article"] if self.opened else []), *(["margin"] if self.opened else [])]

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        panes = self._shown_panes()
        self._go_to_pane(panes[(panes.index(self._pane) + step) % len(panes)])

    def action_toggle_margin(self) -> None:
        if self.app.size.width >= THREE_PANES:
            self._margin_wanted = not self._margin_wanted
            self._go_to_pane("article" if self._pane == "margin" else self._pane)
        elif self.opened is not None:
            self._go_to_pane("article" if self._pane == "margin" else "margin")

    def action_back(self) -> None:
        """Leave the selection, the margin, the article; from the list, leave postil."""
        if self.article.selection is not None:
            self.article.action_select_none()
        elif self._pane == "margin":
            self._go_to_pane("article")
        elif self._pane == "article":
            self._go_to_pane("list")
        elif self.list_query:
            self.filter_list("")
        else:
            self.app.exit()
