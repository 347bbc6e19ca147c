"""Analysing all that is yet to be, by several processes at once, beside others that do the same."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from reader.services.analysing.queue import Batches, Done
from reader.services.background import Background
from reader.services.session import Session

_BATCH = 20
"""How many articles a process is given at a time: some seconds of work, the most that an interruption loses."""
_WAIT = 1.0
"""Seconds between two looks at whether other processes are done with what they have begun."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How many articles were analysed here, and why some have no names, if so."""

    analysed: int
    names_missing: str | None = None


async def analyse_all(session: Session, jobs: int, progress: Progress) -> Report:
    """Analyse every article that is yet to be, with `jobs` processes; `progress` is told how many of how many are done.

    What others have begun is waited for. Cancelling it loses what the processes have in hand, and nothing else.

    Raises:
        AnalysisStoppedError: it failed too often.
        BackgroundError: no process can be started.
    """
    workers = [Background(session.places) for _ in range(jobs)]
    findings = session.library.findings
    lanes = [Batches(worker.ask, findings, _BATCH) for worker in workers]
    counted = _Counted(progress)
    try:
        counted.names_missing = (await workers[0].ask("begin_analysis"))["names_missing"]
        counted.begin(findings.pending())
        await asyncio.gather(*(_run(lane, counted) for lane in lanes))
    finally:
        await asyncio.gather(*(worker.cancel() for worker in workers))
        for lane in lanes:
            lane.release()
    return Report(counted.done, counted.names_missing)


class _Counted:
    """How far all of them together are, and why some articles have no names, if so."""

    def __init__(self, progress: Progress) -> None:
        self.done = 0
        self.names_missing: str | None = None
        self._total = 0
        self._progress = progress

    def begin(self, total: int) -> None:
        self._total = total
        self._progress(0, total)

    def add(self, done: Done) -> None:
        self.done += done.done
        self.names_missing = done.names_missing or self.names_missing
        self._progress(self.done, max(self._total, self.done))


async def _run(lane: Batches, counted: _Counted) -> None:
    """Have one process do batches until nothing is left."""
    while True:
        done = await lane.next()
        if done is None:
            continue
        counted.add(done)
        if not done.left:
            return
        if not done.done:
            await asyncio.sleep(_WAIT)
