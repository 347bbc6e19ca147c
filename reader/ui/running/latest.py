"""Questions answered beside the screen, as fast as the reader asks another one."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from reader.model import PostilError
from reader.ui.running.beside import Beside

Answer = TypeVar("Answer")


class Latest(Generic[Answer]):
    """Has answered what was asked last; what was asked before it is let go of.

    `run` does work beside the screen, `show` is given the answer, `complain` a sentence where there is none.
    """

    def __init__(
        self,
        run: Callable[[Beside], object],
        *,
        show: Callable[[Answer], None],
        complain: Callable[[str], None],
    ) -> None:
        self._run = run
        self._show = show
        self._complain = complain
        self._question: Callable[[], Answer] | None = None
        self.is_busy = False
        """Whether an answer is still to come."""

    def ask(self, question: Callable[[], Answer]) -> None:
        """Show the answer, found in a thread, as soon as it is known."""
        self._question = question
        if not self.is_busy:
            self.is_busy = True
            self._run(Beside(self._answer))

    async def _answer(self) -> None:
        try:
            while self._question is not None:
                question, self._question = self._question, None
                try:
                    answer = await asyncio.to_thread(question)
                except PostilError as error:
                    self._complain(str(error))
                    continue
                if self._question is None:
                    self._show(answer)
        finally:
            self.is_busy = False
