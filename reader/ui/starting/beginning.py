"""The first second: the newest articles on screen at once, then everything that their first frame does without."""

import asyncio
import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.model import PostilError
from reader.paths import bundled
from reader.services.articles.opening import newest_rows, split_known
from reader.services.lists.articles import Choice, Show, describe
from reader.ui.host import Host
from reader.ui.starting.incoming import Incoming, Receiving

if TYPE_CHECKING:
    from reader.model import Article
    from reader.ui.widgets.article_list import ArticleList


class Begun(Receiving, Protocol):
    """The screen that is brought to life."""

    @property
    def articles(self) -> "ArticleList":
        """The list pane."""

    def show_place(self, shown: str) -> None:
        """Say which articles are in the list."""

    async def complete(self) -> None:
        """Bring in the other panes."""

    async def open(self, article: "Article") -> None:
        """Show the article."""


FIRST_STYLES = ("bars", "list", "reading", "welcome")
"""The style sheets that the first frame needs."""

ANALYSED_AFTER = 10.0
"""Seconds after the beginning until articles that nobody has opened are analysed."""
FIRST_ROWS = 120
"""More articles than are on screen at once."""

NOT_AT_FIRST = (
    "reader.annotations.store",
    "reader.services.notes.annotating",
    "reader.services.background",
    "reader.services.articles.margin",
    "reader.ui.terminal.browser",
    "reader.ui.controllers.lists.browsing",
    "reader.ui.controllers.article.carrying",
    "reader.ui.terminal.clipboard",
    "reader.ui.controllers.correcting",
    "reader.ui.controllers.article.desk",
    "reader.ui.controllers.lists.fetching",
    "reader.ui.controllers.article.finding",
    "reader.ui.controllers.article.marking",
    "reader.ui.controllers.article.naming",
    "reader.ui.controllers.article.opening",
    "reader.ui.palette",
    "reader.ui.screens.entities",
    "reader.ui.screens.entity",
    "reader.ui.prompts.feed_settings",
    "reader.ui.screens.help",
    "reader.ui.screens.notes",
    "reader.ui.screens.quotations",
    "reader.ui.screens.revisions",
    "reader.ui.screens.tags",
    "reader.ui.controllers.lists.search_lists",
    "reader.ui.controllers.lists.source_moves",
    "reader.ui.controllers.lists.sourcing",
    "reader.ui.controllers.lists.subscribing",
    "reader.ui.controllers.article.taking_out",
    "reader.ui.widgets.article.view",
    "reader.ui.widgets.margin",
)
"""Modules that are imported when the first frame is on screen: importing them takes as long as painting it."""


class Beginning:
    """How the reading screen comes to life."""

    def __init__(self, host: Host, screen: Begun) -> None:
        self._host = host
        self._screen = screen
        self._incoming = Incoming(host, screen)

    def show_first_rows(self) -> None:
        """Have the newest articles in the first frame, however many there are in all."""
        screen = self._screen
        screen.articles.empty_text = ""
        if self._host.paths:  # which articles they are takes a while to find out
            return
        try:
            rows = newest_rows(screen.session, FIRST_ROWS)
        except PostilError as error:
            self._give_up(error)
            return
        screen.articles.set_rows(rows)
        if len(rows) < FIRST_ROWS:
            unread = sum(not row.article.read for row in rows)
            screen.show_place(describe(len(rows), unread, Choice()))
        else:  # to count very many would take longer than to show the newest
            screen.show_place(Show.ALL.value)

    async def go_on(self) -> None:
        """Bring in the other panes and all rows, then the files that the reader named, if they are new."""
        screen, app = self._screen, self._host
        await asyncio.to_thread(_import_the_rest)
        app.load_styles(styles() - {*first_styles()})
        await screen.complete()
        await app.take_early_keys()
        try:
            await asyncio.to_thread(self._open_notes)
            paths = app.paths or ((bundled("seeds"),) if not screen.session.library.count() else ())
            known, new = await asyncio.to_thread(split_known, screen.session, paths)
            screen.shelf.scope = known if app.paths else None
            await screen.shelf.load()
            problems = [*app.problems, *screen.session.library.problems, *screen.session.notes.problems]
            if screen.session.notes.read_only:
                problems.append(screen.session.notes.read_only)
            if new:
                problems.extend(await self._incoming.bring_in(new, is_named=True))
            self._incoming.tell(problems)
            if app.paths and len(screen.shelf.listed.ids) == 1:
                await screen.open(screen.session.library.get(screen.shelf.listed.ids[0]))
        except PostilError as error:
            self._give_up(error)
        else:
            app.do_all_along(self._incoming.follow)
            app.do_all_along(self._analyse)
        app.memory.settle()

    async def _analyse(self) -> None:
        """Have articles analysed that nobody has opened yet, once there is time for it."""
        from reader.services.analysing.queue import AnalysisQueue

        await asyncio.sleep(ANALYSED_AFTER)
        session = self._screen.session
        queue = AnalysisQueue(
            session,
            self._host.processes.analysing.ask,
            ahead=self._screen.shelf.ahead,
            everything=session.settings.analyse_all,
        )
        await queue.run()
        if queue.trouble is not None:
            self._incoming.tell([queue.trouble])

    def _open_notes(self) -> None:
        self._screen.session.notes.refresh()
        self._screen.session.history.take_up()

    def _give_up(self, error: PostilError) -> None:
        self._host.exit(return_code=3, message=f"postil: {error}")


def styles() -> set[Path]:
    """All style sheets."""
    return {*bundled("styles").glob("*.tcss")}


def first_styles() -> list[Path]:
    """The style sheets that the first frame needs."""
    return [bundled("styles") / f"{name}.tcss" for name in FIRST_STYLES]


def _import_the_rest() -> None:
    for module in NOT_AT_FIRST:
        importlib.import_module(module)
