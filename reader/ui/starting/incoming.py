"""Files on their way in: those that postil is started with, and those that change while it is on screen."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.model import PostilError
from reader.services.articles.opening import split_known
from reader.ui.host import Host

if TYPE_CHECKING:
    from reader.model import Article
    from reader.services.articles.opening import Imported
    from reader.services.articles.watching import Watched
    from reader.services.session import Session
    from reader.ui.controllers.lists.shelf import Shelf
    from reader.ui.widgets.bars import StatusLine

CHANGED = "“{}” has changed. Open it again to read it as it is now."


class Receiving(Protocol):
    """The screen with the list that articles come into."""

    @property
    def shelf(self) -> "Shelf":
        """What is in the list."""

    @property
    def session(self) -> "Session":
        """The open library and notes."""

    @property
    def status(self) -> "StatusLine":
        """The status line."""

    @property
    def open_article(self) -> "Article | None":
        """The article that is open, as it was when it was opened."""


class Incoming:
    """Has files read beside the screen and shows them in the list; what is being read stays as it is."""

    def __init__(self, host: Host, screen: Receiving) -> None:
        self._host = host
        self._screen = screen

    async def bring_in(self, paths: Sequence[Path], *, is_named: bool) -> list[str]:
        """Have the files read, and say what there is to say of them in sentences.

        `is_named` says that postil was started with them: then they are in the list, whatever else is not.
        """
        status = self._screen.status

        def progress(done: int, total: int) -> None:
            status.set_activity(f"reading {done}/{total}" if total > 1 else "reading")

        try:
            result = await self._host.processes.importing.ask(
                "import", paths=[str(path) for path in paths], progress=progress
            )
        except PostilError as error:
            return [str(error)]
        finally:
            status.set_activity("")
        await self._show(result["article_ids"], is_named=is_named)
        return [*result["failures"], *result["notices"]]

    async def follow(self) -> None:
        """Bring in what changes from now on where files are watched, and what is new in the folders of the settings."""
        from reader.services.articles.watching import watched

        session = self._screen.session
        for each in await asyncio.to_thread(watched, session, self._host.paths):
            self._host.do_all_along(partial(self._follow, each))
        try:
            _, new = await asyncio.to_thread(split_known, session, session.settings.watched)
            if new:
                self.tell(await self.bring_in(new, is_named=False))
        except PostilError as error:
            self.tell([str(error)])

    async def _follow(self, watched: "Watched") -> None:
        from reader.services.articles.watching import bring_in_changes

        try:
            async with aclosing(bring_in_changes(watched, self._host.processes.importing)) as changes:
                async for imported in changes:
                    await self._take(imported, is_named=watched.is_named)
        except PostilError as error:
            self.tell([str(error)])

    async def _take(self, imported: "Imported", *, is_named: bool) -> None:
        self.tell([*imported.failures, *imported.notices])
        try:
            await self._show(imported.article_ids, is_named=is_named)
            await self._say_if_changed(imported.article_ids)
        except PostilError as error:  # of the library, for now: what changes next may be shown again
            self.tell([str(error)])

    async def _show(self, article_ids: Iterable[str], *, is_named: bool) -> None:
        shelf = self._screen.shelf
        if is_named and shelf.scope is not None:
            shelf.scope = tuple(dict.fromkeys((*shelf.scope, *article_ids)))
        await shelf.load()

    async def _say_if_changed(self, article_ids: Iterable[str]) -> None:
        opened = self._screen.open_article
        if opened is not None and opened.id in article_ids:
            present = await asyncio.to_thread(self._screen.session.library.get, opened.id)
            if present.text_sha256 != opened.text_sha256:
                self._host.say(CHANGED.format(opened.title))

    def tell(self, problems: Sequence[str]) -> None:
        """Say the first of these problems, and have the others in the log."""
        if not problems:
            return
        log = self._screen.session.places.log
        more = f" (and {len(problems) - 1} more in {log})" if len(problems) > 1 else ""
        for problem in reversed(problems[1:]):
            self._host.say(problem, error=True)
        self._host.say(problems[0] + more, error=True)
