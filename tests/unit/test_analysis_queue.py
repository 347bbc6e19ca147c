"""Other processes analyse what is yet to be: what breaks them is got round, and what they had is left to others."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.model import PostilError
from reader.services.analysing.everything import Report, analyse_all
from reader.services.analysing.pending import FAILED, analyse_batch
from reader.services.analysing.queue import MOST_AHEAD, AnalysisQueue, AnalysisStoppedError, Batches
from reader.services.articles.opening import find_article
from reader.services.background import Background, BackgroundError
from reader.services.session import Session
from tests.fakes.analysed import ADA, analysed


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Five articles that nobody has analysed."""
    with analysed(tmp_path, monkeypatch, ()) as opened:
        for number in range(5):
            path = tmp_path / f"{number}.md"
            path.write_text(
                f"---\ndate: 2025-0{number + 1}-10\n---\n# Title {number}\n\nAda Lovelace has left.\n"
            )
            find_article(opened, str(path))
        yield opened


class Worker:
    """Does the jobs here; one that would analyse an article among `deadly` dies."""

    def __init__(self, session: Session, *deadly: str) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.enough = asyncio.Event()
        self._session = session
        self._deadly = {*deadly}

    async def __call__(self, do: str, **job: Any) -> dict[str, Any]:
        self.asked.append((do, job))
        if do == "begin_analysis":
            return {"names_missing": None}
        findings = self._session.library.findings
        if self._deadly & {
            *findings.claim(job["holder"], job["limit"], first=job["first"], others=job["others"])
        }:
            raise BackgroundError("The background process stopped before it was done.")
        batch = analyse_batch(self._session, job["holder"], job["limit"], job["first"], others=job["others"])
        if not batch.done:
            self.enough.set()
        return {"done": batch.done, "left": batch.left, "given_up": batch.given_up, "names_missing": None}


def known(session: Session) -> dict[str, int]:
    return {each.key: each.articles for each in session.corrections.entities.find((), limit=5)}


async def test_an_article_that_breaks_the_process_is_found_and_done_without(session: Session) -> None:
    deadly = session.library.ids()[1]
    batches = Batches(Worker(session, deadly), session.library.findings, 3)
    done = [await batches.next() for _ in range(6)]
    assert [each and each.done for each in done] == [None, 1, None, None, 1, 2]
    assert session.library.findings.is_kept(deadly, FAILED)
    assert known(session) == {ADA: 4}


async def test_what_fails_again_and_again_is_given_up_with_a_sentence(session: Session) -> None:
    async def broken(do: str, **job: Any) -> dict[str, Any]:
        if do == "begin_analysis":
            return {"names_missing": None}
        raise PostilError("The disk is full.")

    batches = Batches(broken, session.library.findings, 3)
    assert [await batches.next() for _ in range(9)] == [None] * 9
    with pytest.raises(AnalysisStoppedError, match=r"not analysed any more .* The disk is full\."):
        await batches.next()


async def test_what_is_next_in_the_list_is_first_and_then_comes_the_rest(session: Session) -> None:
    worker = Worker(session)
    oldest = session.library.ids()[-1]
    queue = AnalysisQueue(session, worker, ahead=lambda: [oldest], everything=True)
    running = asyncio.create_task(queue.run())
    await worker.enough.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert [do for do, _ in worker.asked][:2] == ["begin_analysis", "analyse_batch"]
    assert worker.asked[1][1]["first"] == [oldest]
    assert session.library.findings.claimed(worker.asked[1][1]["holder"]) == []
    assert known(session) == {ADA: 5}
    assert queue.trouble is None


async def test_without_the_rest_only_what_is_next_is_analysed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.services.analysing.queue.LOOK_AGAIN", 0.0)
    worker = Worker(session)
    ahead = session.library.ids()[:2]
    queue = AnalysisQueue(session, worker, ahead=lambda: ahead, everything=False)
    running = asyncio.create_task(queue.run())
    await worker.enough.wait()
    assert known(session) == {ADA: 2}
    ahead = [*session.library.ids()[2:3], *map(str, range(100))]
    while known(session) == {ADA: 2}:
        await asyncio.sleep(0)
    running.cancel()
    assert known(session) == {ADA: 3}
    assert len(worker.asked[-1][1]["first"]) == MOST_AHEAD


async def test_a_queue_that_fails_says_why_and_stops(session: Session) -> None:
    async def broken(do: str, **job: Any) -> dict[str, Any]:
        raise BackgroundError("The background process died 3 times and is left alone now.")

    queue = AnalysisQueue(session, broken, ahead=lambda: (), everything=True)
    await queue.run()
    assert queue.trouble is not None
    assert "died 3 times" in queue.trouble


async def test_all_is_analysed_by_real_processes_at_once(session: Session) -> None:
    told: list[tuple[int, int]] = []
    report = await analyse_all(session, 2, lambda done, of: told.append((done, of)))
    assert report == Report(5)
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)
    assert session.library.findings.pending() == 0
    assert known(session)[ADA] == 5


async def test_what_is_ended_leaves_nothing_claimed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()

    async def ask(_: Background, do: str, **job: Any) -> dict[str, Any]:
        if do == "begin_analysis":
            return {"names_missing": None}
        session.library.findings.claim(job["holder"], 2)
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(Background, "ask", ask)
    running = asyncio.create_task(analyse_all(session, 1, lambda done, of: None))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(session.library.findings.claim("another", 10)) == 5
