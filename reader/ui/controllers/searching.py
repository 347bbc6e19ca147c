"""Searching everything beside the screen, as fast as the reader asks for something else."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.library.errors import IndexDamagedError, NoteIndexDamagedError
from reader.model import PostilError
from reader.query.tree import Node
from reader.services.pace import GivenUp, Pace, while_wanted
from reader.services.searching.results import Found
from reader.services.session import Session
from reader.ui.running.beside import Beside

if TYPE_CHECKING:
    from reader.services.background import Background
    from reader.services.searching.search import Search

LIMIT, FEW_QUOTATIONS = 50, 20
"""At most so many hits of each kind are shown, and so many quotations."""

Run = Callable[[Beside], object]


class Searching:
    """Has what was asked last searched for; a search for what was asked before is given up.

    `show` is given what was found of each kind, the first of it before all of it; `complain` a sentence for what went
    wrong; `tell` how far indexing is, "" when it is done. `run` does work beside the screen.
    """

    def __init__(
        self,
        session: Session,
        background: "Background",
        run: Run,
        *,
        show: Callable[[Found], None],
        complain: Callable[[str], None],
        tell: Callable[[str], None],
    ) -> None:
        self._session = session
        self._background = background
        self._run = run
        self._show = show
        self._complain = complain
        self._tell = tell
        self._search: Search | None = None
        self._wanted: Node | None = None
        self._last: Node | None = None
        self._number = 0
        self._is_indexing = False
        self._was_made_anew = False
        self.is_busy = False
        """Whether an answer is still to come."""

    def ask(self, wanted: Node) -> None:
        """Search for this, and for nothing that was asked before."""
        self._give_up()
        self._wanted = self._last = wanted
        if not self.is_busy:
            self.is_busy = True
            self._run(Beside(self._answer))

    def stop(self) -> None:
        """Nobody looks any more."""
        self._give_up()
        self._wanted = self._last = None

    def _give_up(self) -> None:
        """Have a search that goes on come to nothing."""
        self._number += 1
        if self.is_busy and self._search is not None:
            self._search.interrupt()

    async def _answer(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._wanted is not None:
                wanted, number = self._wanted, self._number
                due = await asyncio.to_thread(self._look, number, wanted, loop)
                if number == self._number:
                    self._wanted = None
                if due:
                    self._index()
        except NoteIndexDamagedError as error:
            self._wanted = None
            self._complain(str(error))
            self._index()
        except IndexDamagedError as error:
            self._wanted = None
            self._complain(str(error))
            if not self._was_made_anew:  # else that did not help
                self._was_made_anew = True
                self._index(anew=True)
        except PostilError as error:
            self._wanted = None
            self._complain(str(error))
        finally:
            self.is_busy = False

    def _index(self, *, anew: bool = False) -> None:
        """Have what is not indexed indexed in the background; where that goes wrong, it is not tried again."""
        if not self._is_indexing:
            self._is_indexing = True
            self._run(Beside(partial(self._have_indexed, anew=anew)))

    async def _have_indexed(self, *, anew: bool) -> None:
        def progress(done: int, total: int) -> None:
            self._tell(f"indexing {done:,}/{total:,}")

        try:
            await self._background.ask("index", anew=anew, progress=progress)
        except PostilError as error:
            self._complain(str(error))
        else:
            self._is_indexing = False
            if self._last is not None:
                self.ask(self._last)
        finally:
            self._tell("")

    # -- in a thread

    def _look(self, number: int, wanted: Node, loop: asyncio.AbstractEventLoop) -> bool:
        """Search for what is wanted, unless something else is meanwhile; whether much is to be indexed."""

        def show(found: Found) -> None:
            loop.call_soon_threadsafe(self._take, number, found)

        pace = while_wanted(lambda: number == self._number)
        self._search = search = self._session.search
        with suppress(GivenUp):
            is_due = search.get_ready(pace=pace)
            if not _look_for(search, wanted, show, pace) and (meant := search.meant(wanted)) is not None:
                _look_for(search, meant, show, pace)
            return is_due
        return False

    def _take(self, number: int, found: Found) -> None:
        if number == self._number:
            self._show(found)


def _look_for(search: "Search", wanted: Node, show: Callable[[Found], None], pace: Pace) -> bool:
    """Show what there is of each kind as soon as it is found; whether there is anything."""
    is_there = False
    for found in _of_each_kind(search, wanted, show, pace):
        is_there = is_there or bool(found.hits)
        show(found)
    return is_there


def _of_each_kind(search: "Search", wanted: Node, first: Callable[[Found], None], pace: Pace) -> Iterator[Found]:
    """Quotations come last: it takes long to see which of very many say the same."""
    yield search.notes(wanted, LIMIT, pace=pace)
    yield search.articles(wanted, LIMIT, pace=pace, first=first)
    for _ in pace([None]):  # it may have been given up meanwhile
        yield search.quotations(wanted, FEW_QUOTATIONS)
