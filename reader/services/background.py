"""The client of the background process: asks, waits without blocking, and starts it again when it dies."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from reader.model import PostilError
from reader.paths import HOME_VARIABLE, Places

Progress = Callable[[int, int], None]

_LINE_LIMIT = 1 << 24
"""The longest answer, in bytes."""
_DEATHS_ALLOWED = 3


class BackgroundError(PostilError):
    """A job in the background failed; the text says why."""


@dataclass(slots=True)
class _Run:
    """One life of the process: who waits for its answers, and the task that hands them out until it dies."""

    process: asyncio.subprocess.Process
    waiting: dict[int, tuple[asyncio.Future[dict[str, Any]], Progress | None]] = field(default_factory=dict)
    listener: asyncio.Task[None] | None = None


class Background:
    """One background process, started when the first job comes and kept for the next."""

    def __init__(self, places: Places) -> None:
        self._environ = {**os.environ}
        if places.data == places.config == places.state:
            self._environ[HOME_VARIABLE] = str(places.data)
        self._run: _Run | None = None
        self._numbers = count(1)
        self._deaths = 0
        self._starting = asyncio.Lock()

    async def ask(self, do: str, *, progress: Progress | None = None, **arguments: Any) -> dict[str, Any]:
        """Have a job done and return its result; jobs are done in the order they are asked.

        Raises `BackgroundError` when it fails, or when the process died too often to be tried again. Cancelling
        the wait leaves the job to finish; `cancel` ends it.
        """
        run = await self._running()
        number = next(self._numbers)
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        run.waiting[number] = (future, progress)
        assert run.process.stdin is not None
        try:
            run.process.stdin.write(json.dumps({"id": number, "do": do, **arguments}).encode() + b"\n")
            with contextlib.suppress(ConnectionError):  # it is gone: the listener tells that to the future
                await run.process.stdin.drain()
            return await future
        finally:
            run.waiting.pop(number, None)

    async def cancel(self) -> None:
        """End the process and every job it has; what a job had stored by then stays."""
        run, self._run = self._run, None
        if run is None:
            return
        with contextlib.suppress(ProcessLookupError):
            run.process.kill()
        if run.listener is not None:
            await run.listener

    async def _running(self) -> _Run:
        async with self._starting:
            if self._run is not None:
                return self._run
            if self._deaths >= _DEATHS_ALLOWED:
                raise BackgroundError(
                    f"The background process died {self._deaths} times and is left alone now; the log says more."
                )
            process = await asyncio.create_subprocess_exec(
                *(
                    sys.executable,
                    "-P",
                    "-m",
                    "reader.services.worker",
                ),  # -P: files of the folder it is in are no modules
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=self._environ,
                limit=_LINE_LIMIT,
                # Its own session: keys such as ctrl+c in the terminal are not meant for it.
                start_new_session=True,
            )
            self._run = run = _Run(process)
            run.listener = asyncio.create_task(self._listen(run))
            return run

    async def _listen(self, run: _Run) -> None:
        """Hand each answer to whoever waits for it; tell all of them when the process is gone."""
        assert run.process.stdout is not None
        async for line in run.process.stdout:
            self._take(run, json.loads(line))
        if run is self._run:
            self._run = None
            self._deaths += 1
        for future, _ in run.waiting.values():
            if not future.done():
                future.set_exception(BackgroundError("The background process stopped before it was done."))
        await run.process.wait()

    def _take(self, run: _Run, answer: dict[str, Any]) -> None:
        future, progress = run.waiting.get(answer["id"], (None, None))
        if future is None or future.done():
            return
        if "progress" in answer:
            if progress is not None:
                done, total = answer["progress"]
                progress(done, total)
        elif "error" in answer:
            future.set_exception(BackgroundError(answer["error"]))
        else:
            self._deaths = 0
            future.set_result(answer["result"])
