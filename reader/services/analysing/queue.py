"""Having other processes analyse what is yet to be: beside the screen, or all of it as fast as they can."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.annotations.identifiers import new_uid
from reader.model import PostilError

if TYPE_CHECKING:
    from reader.library.findings import Findings
    from reader.services.session import Session

MOST_AHEAD = 20
"""How many of the articles that come next in the list are analysed before the others."""
QUIET = 2.0
"""Seconds without anything else being asked before the others are gone on with."""
LOOK_AGAIN = 15.0
"""Seconds between two looks at whether there is anything to be analysed."""

_BATCH = 200
"""How many articles a batch beside the screen may have; its time ends it sooner."""
_FAILURES = 10
"""After so many batches in a row that fail it is left alone."""

Ask = Callable[..., Awaitable[dict[str, Any]]]
"""Has a job done by a background process, as `Background.ask` does."""
Ahead = Callable[[], Iterable[str]]
"""Gives the ids of the articles that are likely to be opened next."""


class AnalysisStoppedError(PostilError):
    """Analysing failed too often to be tried again."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Articles are not analysed any more until postil is started again: {reason}")


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch came to: how many articles are done, and how many are left, with those that others have begun.

    `names_missing` says why some of them have no names, if so.
    """

    done: int = 0
    left: int = 0
    given_up: bool = False
    names_missing: str | None = None


class Batches:
    """Has one process analyse a batch after another, and gets round the articles that break it.

    `most` is how many articles a batch may have.
    """

    def __init__(self, ask: Ask, findings: "Findings", most: int) -> None:
        self._ask = ask
        self._findings = findings
        self._holder = new_uid()
        self._most = most
        self._limit = most
        self._failures = 0

    async def next(self, first: Sequence[str] = (), *, others: bool = True) -> Done | None:
        """Have a batch done: of `first` first, then with `others` of all; None if that failed and can be tried again.

        Raises:
            AnalysisStoppedError: it has failed too often.
        """
        try:
            result = await self._ask(
                "analyse_batch", holder=self._holder, limit=self._limit, first=[*first], others=others
            )
        except PostilError as error:
            await self._get_over(error)
            return None
        self._failures = 0
        self._limit = min(2 * self._limit, self._most)
        return Done(result["done"], result["left"], result["given_up"], result["names_missing"])

    def release(self) -> None:
        """Leave to others what is not done."""
        self._findings.release(self._holder)

    async def _get_over(self, error: PostilError) -> None:
        """See to it that the next batch can go well, if the process is well; it begins anew if it has died."""
        self._failures += 1
        await asyncio.to_thread(self._get_round)
        if self._failures >= _FAILURES:
            raise AnalysisStoppedError(str(error)) from error
        try:
            await self._ask("begin_analysis")
        except PostilError as again:
            raise AnalysisStoppedError(str(again)) from again

    def _get_round(self) -> None:
        """Do the articles of the batch one by one; if it was of one, do without that."""
        from reader.services.analysing.pending import FAILED

        claimed = self._findings.claimed(self._holder)
        if len(claimed) == 1:
            self._findings.pass_over(claimed, FAILED)
        self._limit = 1
        self.release()


class AnalysisQueue:
    """What is analysed beside the screen: what comes next in the list, then with `everything` all the rest.

    `ahead` gives the ids of what comes next. The process gives a batch up when it is asked for the open article, so
    that this comes before all others. `trouble` is why it has stopped, in a sentence.
    """

    def __init__(self, session: "Session", ask: Ask, *, ahead: Ahead, everything: bool) -> None:
        self.trouble: str | None = None
        self._session = session
        self._ask = ask
        self._ahead = ahead
        self._everything = everything

    async def run(self) -> None:
        """Go on until this is cancelled, or fails too often."""
        batches = Batches(self._ask, self._session.library.findings, _BATCH)
        try:
            await self._ask("begin_analysis")
            while True:
                first = [*islice(self._ahead(), MOST_AHEAD)]
                done = await batches.next(first, others=self._everything)
                if done is not None and done.given_up:
                    await asyncio.sleep(QUIET)
                elif done is not None and not done.done:
                    await asyncio.sleep(LOOK_AGAIN)
        except PostilError as error:
            self.trouble = str(error)
        finally:
            with suppress(PostilError):  # then others wait a while for what it had in hand
                batches.release()
