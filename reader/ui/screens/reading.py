"""The reading screen: the list of articles, the article, its margin."""

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from reader.services.session import Session
from reader.ui.controllers.lists.shelf import Shelf
from reader.ui.host import host
from reader.ui.running.beside import Beside
from reader.ui.screens.paned import PanedScreen
from reader.ui.screens.panes import Pane
from reader.ui.starting.beginning import Beginning
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.virtual_list import VirtualList
from reader.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from reader.model import Annotation, Article
    from reader.services.piping.piping import Given
    from reader.services.searching.results import Place
    from reader.ui.controllers.article.desk import Desk
    from reader.ui.controllers.article.finding import Finding
    from reader.ui.controllers.article.marking import Marking
    from reader.ui.controllers.article.opening import Opening, WayBack
    from reader.ui.controllers.lists.browsing import Browsing
    from reader.ui.controllers.lists.fetching import Fetching
    from reader.ui.controllers.lists.source_moves import SourceMoves
    from reader.ui.controllers.lists.sourcing import Sourcing
    from reader.ui.widgets.article.view import ArticleView
    from reader.ui.widgets.margin import Margin

FOLLOW_SECONDS = 1.0
"""How often the library is asked whether anything has changed in it."""


class ReadingScreen(PanedScreen):
    """Shows articles; what the reader does to them is with its controllers.

    The first frame has the list alone. `complete` brings the article, the margin and the controllers; no command
    is run before.
    """

    desk: "Desk"
    opening: "Opening"
    marking: "Marking"
    finding: "Finding"
    browsing: "Browsing"
    sourcing: "Sourcing"
    source_moves: "SourceMoves"
    fetching: "Fetching"
    controllers: tuple[object, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.articles = ArticleList(id="articles")
        self.welcome = Welcome()
        self.status = StatusLine()
        self._is_complete = asyncio.Event()
        self._shown = ""

    def compose(self) -> ComposeResult:
        self._set_widths(update=False)  # styles are applied once only, after this
        with Horizontal(id="panes"):
            yield Vertical(id="sources-place")
            yield self.articles
        yield self.welcome
        yield self.status
        yield FooterLine()

    @property
    def session(self) -> Session:
        """The open library and notes."""
        return host(self).session

    @cached_property
    def shelf(self) -> Shelf:
        """What is in the list."""
        return Shelf(host(self), self)

    @property
    def open_article(self) -> "Article | None":
        """The article that is open."""
        if not self._is_complete.is_set() or self.desk.opened is None:
            return None
        return self.desk.opened.article

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
        self.call_after_refresh(lambda: self.run_worker(Beside(beginning.go_on)))

    async def complete(self) -> None:
        """Bring in the other panes and what is done to articles."""
        from reader.ui.controllers.article.carrying import Carrying
        from reader.ui.controllers.article.desk import Desk
        from reader.ui.controllers.article.finding import Finding
        from reader.ui.controllers.article.marking import Marking
        from reader.ui.controllers.article.naming import Naming
        from reader.ui.controllers.article.opening import Opening
        from reader.ui.controllers.article.taking_out import TakingOut
        from reader.ui.controllers.correcting import Correcting
        from reader.ui.controllers.lists.browsing import Browsing
        from reader.ui.controllers.lists.fetching import Fetching
        from reader.ui.controllers.lists.search_lists import SearchLists
        from reader.ui.controllers.lists.source_moves import SourceMoves
        from reader.ui.controllers.lists.sourcing import Sourcing
        from reader.ui.controllers.lists.subscribing import Subscribing

        self.desk = Desk(host(self), self.status)
        self.marking = Marking(host(self), self.desk)
        self.finding = Finding(host(self), self.desk)
        self.opening = Opening(host(self), self, self.shelf, self.desk, self.finding)
        self.browsing = Browsing(host(self), self.shelf, self)
        self.sourcing = Sourcing(host(self), self)
        self.source_moves = SourceMoves(host(self), self.sourcing, self)
        self.fetching = Fetching(host(self), self.sourcing, self.browsing, self.status)
        app = self.app
        taking_out = TakingOut(host(self), self.desk, self.browsing, self._show_output, lambda: app.is_running)
        subscribing = Subscribing(host(self), self.sourcing)
        naming = Naming(host(self), self.desk)
        self.controllers = (
            self.opening,
            naming,
            Correcting(host(self), naming.meant),
            self.marking,
            Carrying(host(self), self.desk),
            self.finding,
            self.browsing,
            self.source_moves,
            SearchLists(host(self), self.sourcing, subscribing),
            subscribing,
            self.fetching,
            *taking_out.controllers,
        )
        await self.query_one("#panes").mount(self.desk.view, self.desk.margin)
        await self.query_one("#sources-place").mount(self.sourcing.pane)
        self.desk.apply_settings()
        self._is_complete.set()
        self._lay_out()
        self.set_interval(FOLLOW_SECONDS, self._follow)

    async def _show_output(self, line: str, given: "Given") -> None:
        from reader.ui.screens.output import OutputScreen

        await self.app.push_screen(OutputScreen(line, given))

    def _follow(self) -> None:
        """Show what came in since, from here or from another postil; what is covered need not be shown."""
        if self.app.screen is self:
            self._take_in()

    @work(group="follow")
    async def _take_in(self) -> None:
        await self.sourcing.follow()
        await self.fetching.follow()

    # -- the list

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

    def show_sources(self) -> None:
        """Go to the sources."""
        self._go_to_pane(Pane.SOURCES)

    action_sources = show_sources

    def show_article(self) -> None:
        """Go to the article."""
        self._go_to_pane(Pane.ARTICLE)

    def show_list(self) -> None:
        """Go to the list of articles."""
        self._go_to_pane(Pane.LIST)

    @on(ArticleList.Picked)
    async def _pick(self) -> None:
        await self.opening.action_open()

    # -- the article

    async def open(self, article: "Article") -> None:
        """Show the article where it was left, and have names found in it."""
        await self._is_complete.wait()
        await self.opening.open(article)

    async def open_annotation(self, annotation: "Annotation", *, way_back: "WayBack | None" = None) -> None:
        """Open the annotation's article where its passage is now; an orphan, where the article was left."""
        await self.opening.open_annotation(annotation, way_back=way_back)

    async def open_place(self, place: "Place", *, way_back: "WayBack | None" = None) -> None:
        """Open an article at a place that was found."""
        await self.opening.open_place(place, way_back=way_back)

    def notes_changed(self) -> None:
        """Show annotations, marks and read states as they are now."""
        if self._is_complete.is_set():
            self.desk.notes_changed()
            host(self).do_later(self.sourcing.refresh)
        self.shelf.refresh()

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
        """Show the place in the article; where the margin hides that, go there."""
        self.desk.view.go_to(event.span)
        if Pane.ARTICLE not in self._shown_panes:
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

    # -- panes

    @property
    def is_open(self) -> bool:
        """Whether an article is open."""
        return self.open_article is not None

    def _show_panes(self, panes: frozenset[Pane]) -> None:
        self.articles.display = Pane.LIST in panes
        self.query_one("#sources-place").display = Pane.SOURCES in panes
        if not self._is_complete.is_set():
            return
        if Pane.SOURCES in panes:
            self.sourcing.appeared()
        self.desk.view.display = Pane.ARTICLE in panes
        self.desk.margin.display = Pane.MARGIN in panes
        self.desk.show_margin()

    def _say_place(self) -> None:
        self.show_place(self._shown)

    async def action_back(self) -> None:
        """Leave the selection, the margin, the article; from the list, leave postil."""
        if self.in_list:
            if self.shelf.query:
                self.shelf.filter("")
            else:
                await self.leave()
        elif self.in_sources:
            self._go_to_pane(Pane.LIST)
        elif self.desk.view.selection is not None:
            self.desk.view.action_select_none()
        elif self._pane is Pane.MARGIN:
            self._go_to_pane(Pane.ARTICLE)
        elif not await self.go_way_back():
            self._go_to_pane(Pane.LIST)

    async def go_way_back(self) -> bool:
        """Go back to what the open article was asked for from; False if that was the list."""
        way_back, self.opening.way_back = self.opening.way_back, None
        if way_back is None:
            return False
        self._go_to_pane(Pane.LIST)
        await way_back()
        return True

    async def leave(self) -> None:
        """Remember where the reader is, and leave postil."""
        if self._is_complete.is_set():
            await self.desk.remember_place()
        await host(self).leave()
