"""Looking through the notes beside the screen, as fast as the reader asks for something else."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from reader.services.notes.view import Asked, Found, NoteSearch
from reader.services.pace import GivenUp, Pace, while_wanted
from reader.ui.running.beside import Beside

MANY = 2_000
"""From so many notes on they are looked through in a thread; fewer are in a frame or two."""


class Looking:
    """Has what was asked last answered, and what was asked before given up.

    `show` shows what was found, perhaps the first of it before all of it; `run` does work beside the screen.
    """

    def __init__(
        self,
        search: NoteSearch,
        show: Callable[[Found], None],
        run: Callable[[Beside], object],
    ) -> None:
        self._search = search
        self._show = show
        self._run = run
        self._asked: Asked | None = None
        self._number = 0
        self.is_busy = False
        """Whether an answer is still to come."""

    def ask(self, asked: Asked) -> None:
        """Show what is asked for as soon as it is known."""
        self._number += 1
        self._asked = asked
        if self.is_busy:
            return
        if self._search.expected < MANY:
            self._show(self._search.look(asked))
        else:
            self.is_busy = True
            self._run(Beside(self._answer))

    def stop(self) -> None:
        """Nobody looks any more."""
        self._number += 1
        self._asked = None

    async def _answer(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._asked is not None:
                number, asked = self._number, self._asked
                found = await asyncio.to_thread(self._look, number, asked, loop)
                if found is not None and number == self._number:
                    self._asked = None
                    self._show(found)
        finally:
            self.is_busy = False
        await asyncio.to_thread(self._get_ready, self._number)

    # -- in a thread

    def _look(self, number: int, asked: Asked, loop: asyncio.AbstractEventLoop) -> Found | None:
        """What is asked for; None if something else is meanwhile."""

        def show(found: Found) -> None:
            if number == self._number:
                self._show(found)

        def show_first(found: Found) -> None:
            loop.call_soon_threadsafe(show, found)

        with suppress(GivenUp):
            return self._search.look(asked, pace=self._while_asked(number), first=show_first)
        return None

    def _get_ready(self, number: int) -> None:
        with suppress(GivenUp):
            self._search.get_ready(self._while_asked(number))

    def _while_asked(self, number: int) -> Pace:
        return while_wanted(lambda: number == self._number)
