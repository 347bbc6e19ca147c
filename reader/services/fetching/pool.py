"""Processes that read what came in, so that a feed or page that breaks or stalls a parser harms nothing else."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from reader.model import PostilError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

PATIENCE = 60.0
"""Seconds that reading one thing may take, its wait for a process included."""

Given = TypeVar("Given")


class ReadingFailedError(PostilError):
    """What was read broke the process that read it, or kept it too long."""


class Pool:
    """One process for each core but no more than `most`, started when the first work comes."""

    def __init__(self, most: int | None = None) -> None:
        self._size = min(os.cpu_count() or 1, most or os.cpu_count() or 1)
        self._executor: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end()

    async def run(self, work: Callable[..., Given], *arguments: object, name: str) -> Given:
        """What `work`, a function of a module, gives for the arguments; `name` is what it reads, for a sentence.

        Raises:
            ReadingFailedError: the process broke, or it took longer than `PATIENCE`.
        """
        executor = self._executor = self._executor or _begin(self._size)
        try:
            return await asyncio.wait_for(
                asyncio.get_running_loop().run_in_executor(executor, work, *arguments), PATIENCE
            )
        except BrokenExecutor as error:
            self._give_up(executor)
            raise ReadingFailedError(
                f"{name} broke the process that read it; nothing was taken from it."
            ) from error
        except TimeoutError as error:
            self._give_up(executor)
            raise ReadingFailedError(f"{name} took longer than {PATIENCE:g} seconds to read.") from error

    def _give_up(self, executor: "ProcessPoolExecutor") -> None:
        """Begin with new processes next time, if nobody did since."""
        if executor is self._executor:
            self._end()

    def _end(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            # What is stuck would never end by itself; its result is wanted no more.
            for process in [*(executor._processes or {}).values()]:
                process.kill()
            executor.shutdown(wait=True, cancel_futures=True)


def _begin(size: int) -> "ProcessPoolExecutor":
    # Most fetches need no other process, and these take long to import.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(size, mp_context=multiprocessing.get_context("spawn"), initializer=_settle_in)


def _settle_in() -> None:
    """Leave ctrl+c to the parent, and end when it does, however it ends."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(0)

    threading.Thread(target=follow, daemon=True).start()
