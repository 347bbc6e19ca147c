"""The reading screen: the list of articles, the article, its margin."""

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from reader.model import Annotation, Article, PostilError
from reader.services.listing import ArticleRows, Listed, Listing, Show, describe
from reader.services.session import Session
from reader.ui.beginning import Beginning
from reader.ui.beside import Beside
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.key_docs import first_key
from reader.ui.panes import THREE_PANES, Pane, classes, panes_in_order, shown
from reader.ui.widgets.article_list import NO_ARTICLES, NONE_LIKE_IT, ArticleList
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.paged import Paged
from reader.ui.widgets.virtual_list import VirtualList
from reader.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from reader.ui.browsing import Browsing
    from reader.ui.carrying import Carrying
    from reader.ui.desk import Desk
    from reader.ui.fetching import Fetching
    from reader.ui.finding import Finding
    from reader.ui.marking import Marking
    from reader.ui.source_moves import SourceMoves
    from reader.ui.sourcing import Sourcing
    from reader.ui.subscribing import Subscribing
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.margin import Margin

FOLLOW_SECONDS = 1.0
"""How often the library is asked whether anything has changed in it."""


class ReadingScreen(Screen[None]):
    """Shows articles; what the reader does to them is with its controllers.

    The first frame has the list alone. `complete` brings the article, the margin and the controllers; no command
    is run before.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual's, which draws the whole screen anew beside what looks different."""

    desk: "Desk"
    marking: "Marking"
    finding: "Finding"
    browsing: "Browsing"
    sourcing: "Sourcing"
    source_moves: "SourceMoves"
    fetching: "Fetching"
    controllers: "tuple[Marking | Carrying | Finding | Browsing | SourceMoves | Subscribing | Fetching, ...]" = ()

    def __init__(self) -> None:
        super().__init__()
        self._is_complete = asyncio.Event()
        self.listed = Listed()
        self.list_query = ""
        self.scope: tuple[str, ...] | None = None
        self._asked_to_list = 0
        self._wanted_at_cursor: str | None = None
        self._pane = Pane.LIST
        self._margin_wanted = True
        self._shown = ""
        self._from_notes = False

    def compose(self) -> ComposeResult:
        self._set_widths(update=False)  # styles are applied once only, after this
        with Horizontal(id="panes"):
            yield Vertical(id="sources-place")
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

    @cached_property
    def listing(self) -> Listing:
        """What finds articles for the list."""
        return Listing(self.session)

    @property
    def open_article(self) -> Article | None:
        """The article that is open."""
        if not self._is_complete.is_set() or self.desk.opened is None:
            return None
        return self.desk.opened.article

    @property
    def open_id(self) -> str | None:
        """The id of the article that is open."""
        return self.open_article.id if self.open_article else None

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
        return self._pane is Pane.LIST

    # -- beginning

    def on_mount(self) -> None:
        self._lay_out()
        beginning = Beginning(host(self), self)
        beginning.show_first_rows()
        self.articles.focus()
        self.call_after_refresh(lambda: self.run_worker(Beside(beginning.go_on())))

    async def complete(self) -> None:
        """Bring in the other panes and what is done to articles."""
        from reader.ui.browsing import Browsing
        from reader.ui.carrying import Carrying
        from reader.ui.desk import Desk
        from reader.ui.fetching import Fetching
        from reader.ui.finding import Finding
        from reader.ui.marking import Marking
        from reader.ui.source_moves import SourceMoves
        from reader.ui.sourcing import Sourcing
        from reader.ui.subscribing import Subscribing

        self.desk = Desk(host(self), self.status)
        self.marking = Marking(host(self), self.desk)
        self.finding = Finding(host(self), self.desk)
        self.browsing = Browsing(host(self), self)
        self.sourcing = Sourcing(host(self), self)
        self.source_moves = SourceMoves(host(self), self.sourcing, self)
        self.fetching = Fetching(host(self), self.sourcing, self.browsing, self.status)
        self.controllers = (
            self.marking,
            Carrying(host(self), self.desk),
            self.finding,
            self.browsing,
            self.source_moves,
            Subscribing(host(self), self.sourcing),
            self.fetching,
        )
        await self.query_one("#panes").mount(self.desk.view, self.desk.margin)
        await self.query_one("#sources-place").mount(self.sourcing.pane)
        self.desk.apply_settings()
        self._is_complete.set()
        self._lay_out()
        self.set_interval(FOLLOW_SECONDS, self._follow)

    def _follow(self) -> None:
        """Show what came in since, from here or from another postil; what is covered need not be shown."""
        if self.app.screen is self:
            self._take_in()

    @work(group="follow")
    async def _take_in(self) -> None:
        await self.sourcing.follow()
        await self.fetching.follow()

    # -- the list

    async def load_rows(self) -> None:
        """Show those of the articles there are now, or of the scope, that the reader wants to see."""
        self._asked_to_list = asked = self._asked_to_list + 1
        choice = self.sourcing.choice(self.list_query, self.scope, self.open_id)
        listed = await asyncio.to_thread(self.listing.find, choice)
        if asked == self._asked_to_list:
            self.listed = listed
            self.articles.empty_text = NONE_LIKE_IT if choice.query else NO_ARTICLES
            rows = ArticleRows(self.session, listed.ids, self._say_trouble)
            self.articles.set_rows(Paged(rows), opened=self.open_id)
            if self._wanted_at_cursor is not None:
                self.articles.go_to(self._wanted_at_cursor)
                self._wanted_at_cursor = None
            self.show_place(describe(len(listed.ids), listed.unread, choice))

    def refresh_rows(self) -> None:
        """Show the articles as they are now, as soon as they are found."""
        self.run_worker(Beside(self._load_rows()), group="rows", exclusive=True)

    @work(group="sources")
    async def _refresh_sources(self) -> None:
        await self.sourcing.refresh()

    async def _load_rows(self) -> None:
        try:
            await self.load_rows()
        except PostilError as error:
            self._say_trouble(str(error))

    def _say_trouble(self, sentence: str) -> None:
        host(self).say(sentence, error=True)

    @property
    def in_sources(self) -> bool:
        """Whether the sources have the keys."""
        return self._pane is Pane.SOURCES

    @property
    def shows_sources(self) -> bool:
        """Whether the sources are on screen."""
        return Pane.SOURCES in self._shown_panes

    def show_place_in_sources(self, place: str) -> None:
        """Say in the status line what the cursor of the sources is on."""
        if self.in_sources:
            self.status.set_place(place)

    def show_place(self, shown: str) -> None:
        """Say which articles are in the list, or which one is being read."""
        self._shown = shown
        self.articles.border_title = Content(shown)  # what was searched for may look like markup
        if self.in_list:
            self.status.set_progress("")
            self.status.set_language("")
            self.status.set_place(shown)
        elif self.in_sources:
            self.sourcing.show_place()
        else:
            self.status.set_place(self.desk.describe_place())

    def filter_list(self, query: str) -> None:
        """Show the articles that `query` asks for."""
        self.list_query = query
        self.refresh_rows()

    def show_sources(self) -> None:
        """Go to the sources."""
        self._go_to_pane(Pane.SOURCES)

    action_sources = show_sources

    def show_list(self) -> None:
        """Go to the list of articles."""
        self._go_to_pane(Pane.LIST)

    @on(ArticleList.Picked)
    async def _pick(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        row = self.articles.current
        if row is not None:
            await self.open(row.article)

    def choose(self, show: Show) -> None:
        """Show that choice of the articles of the source."""
        self.sourcing.choose_among(show)

    # -- the article

    async def open(self, article: Article) -> None:
        """Show the article where it was left, and have names found in it."""
        await self._is_complete.wait()
        if not await self.desk.open(article):
            return
        self._from_notes = False
        if self.desk.opened is not None:
            self.finding.begin(self.desk.opened.document.text)
        self._go_to_pane(Pane.ARTICLE)
        self.articles.set_open(article.id)
        if not self.articles.go_to(article.id):
            self._wanted_at_cursor = article.id
        if not article.read:
            try:
                await asyncio.to_thread(self.session.library.set_read, [article.id], True)
            except PostilError as error:
                self._say_trouble(str(error))
            self._refresh_sources()
        self.refresh_rows()
        host(self).memory.settle()
        # What works beside the screen meanwhile would have the first frame come later.
        self.call_after_refresh(lambda: host(self).do_later(self.desk.find_names()))
        self.call_after_refresh(lambda: host(self).do_later(self._write_down_anchors()))
        if article.is_excerpt:
            host(self).do_later(self._fetch_full_text(article))

    async def _fetch_full_text(self, excerpt: Article) -> None:
        """Have the rest of what a feed gave the beginning of; it takes its place unless the reader is busy in it."""
        try:
            given = await host(self).fetching.ask("full_text", article=excerpt.id)
            if not given["is_whole"]:
                if given["why_not"]:
                    host(self).say(given["why_not"])
                return
            article = await asyncio.to_thread(self.session.library.get, excerpt.id)
        except PostilError as error:
            self._say_trouble(str(error))
            return
        if self.open_id != excerpt.id:
            return
        if self.is_current and self.desk.view.selection is None:
            await self.open(article)
            host(self).say("The whole text has come in from its page.")
        else:
            host(self).say("The whole text has come in; open the article again to see it.")

    async def _write_down_anchors(self) -> None:
        """Have it known wherever notes are listed what became of these when their article changed."""
        opened = self.desk.opened
        if opened is not None:
            await asyncio.to_thread(self.session.carrying.write_down, opened.article, self.desk.anchored)

    async def open_annotation(self, annotation: Annotation, *, from_notes: bool = False) -> None:
        """Open the annotation's article where its passage is now; an orphan, where the article was left."""
        try:
            article = self.session.library.get(annotation.article.id)
        except PostilError as error:
            host(self).say(str(error), error=True)
            return
        await self.open(article)
        self._from_notes = from_notes
        if not self.desk.find_annotation(annotation):
            key = first_key(host(self).commands, Where.SELECTION, "select_attach")
            host(self).say(f"Passage gone; its note is kept as an orphan. {key} on a selection attaches it.")

    def notes_changed(self) -> None:
        """Show annotations, marks and read states as they are now."""
        if self._is_complete.is_set():
            self.desk.notes_changed()
            self._refresh_sources()
        self.refresh_rows()

    def on_article_view_cursor_moved(self) -> None:
        """The mouse, perhaps, put the cursor elsewhere."""
        self.desk.follow_cursor()

    def on_article_view_selection_changed(self) -> None:
        """The keys mean something else now."""
        host(self).refresh_bars()

    async def on_article_view_link_activated(self, event: "ArticleView.LinkActivated") -> None:
        """Open the link."""
        await host(self).browse(event.url)

    def on_margin_jump(self, event: "Margin.Jump") -> None:
        """Go to the place in the article."""
        self.desk.view.go_to(event.span)
        self._go_to_pane(Pane.ARTICLE)

    def on_sources_wanted(self) -> None:
        """Show the articles of the row that was clicked."""
        self.source_moves.action_show_source()

    def on_sources_folder_clicked(self) -> None:
        """Open or close the folder that was clicked."""
        self.source_moves.action_toggle_folder()

    @on(VirtualList.Highlighted, "#sources")
    def _say_source(self) -> None:
        self.sourcing.show_place()

    async def action_find(self) -> None:
        if self.in_sources:
            await self.source_moves.find()
        else:
            await (self.browsing.filter() if self.in_list else self.finding.find())

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
        self._go_to_pane(Pane.LIST)

    def action_close_margin(self) -> None:
        self._go_to_pane(Pane.ARTICLE if self.open_id else Pane.LIST)

    # -- panes

    def on_resize(self) -> None:
        self._lay_out()

    @property
    def _shown_panes(self) -> frozenset[Pane]:
        return shown(self.app.size.width, self._pane, margin_wanted=self._margin_wanted)

    def _lay_out(self) -> None:
        """Show the panes that there is room for."""
        panes = self._shown_panes
        self._set_widths()
        self.articles.display = Pane.LIST in panes
        self.query_one("#sources-place").display = Pane.SOURCES in panes
        if not self._is_complete.is_set():
            return
        if Pane.SOURCES in panes:
            self.sourcing.appeared()
        self.desk.view.display = Pane.ARTICLE in panes
        self.desk.margin.display = Pane.MARGIN in panes
        self.desk.show_margin()

    def _set_widths(self, *, update: bool = True) -> None:
        for name, is_meant in classes(self.app.size.width).items():
            self.set_class(is_meant, name, update=update)

    def _go_to_pane(self, pane: Pane) -> None:
        self._pane = pane
        self._lay_out()
        # At once, and not as `focus` does when there is time: the next key may be on its way already.
        self.set_focus(self.query_one(f"#{pane}"))
        self.show_place(self._shown)
        host(self).refresh_bars()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        pane = next((each for each in Pane if each == event.widget.id), self._pane)
        if pane is not self._pane:
            self._pane = pane
            self._lay_out()
            self.show_place(self._shown)

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, by: int) -> None:
        order = panes_in_order(self.app.size.width, self._pane, is_open=self.open_id is not None)
        self._go_to_pane(order[(order.index(self._pane) + by) % len(order)])

    def action_toggle_margin(self) -> None:
        if self.app.size.width >= THREE_PANES:
            self._margin_wanted = not self._margin_wanted
            self._go_to_pane(Pane.ARTICLE if self._pane is Pane.MARGIN else self._pane)
        elif self.open_id is not None:
            self._go_to_pane(Pane.ARTICLE if self._pane is Pane.MARGIN else Pane.MARGIN)

    async def action_back(self) -> None:
        """Leave the selection, the margin, the article; from the list, leave postil."""
        if self.in_list:
            if self.list_query:
                self.filter_list("")
            else:
                await self.leave()
        elif self.in_sources:
            self._go_to_pane(Pane.LIST)
        elif self.desk.view.selection is not None:
            self.desk.view.action_select_none()
        elif self._pane is Pane.MARGIN:
            self._go_to_pane(Pane.ARTICLE)
        elif self._from_notes:
            self._from_notes = False
            self._go_to_pane(Pane.LIST)
            await host(self).action_notes()
        else:
            self._go_to_pane(Pane.LIST)

    async def leave(self) -> None:
        """Remember where the reader is, and leave postil."""
        if self._is_complete.is_set():
            await self.desk.remember_place()
        await host(self).leave()
