"""The screen's side of the background process: real processes, started, asked, killed."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reader.paths import Places
from reader.services.background import Background, BackgroundError
from reader.services.session import Session


@pytest.fixture
def places(tmp_path: Path) -> Places:
    home = tmp_path / "home"
    return Places(home, home, home)


@pytest.fixture
async def background(places: Places) -> AsyncIterator[Background]:
    made = Background(places)
    yield made
    await made.cancel()


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "a.md"
    file.write_text("# A title\n\nWords.\n", encoding="utf-8")
    return str(file)


async def test_a_job_is_done_in_the_home_that_is_meant(
    background: Background, places: Places, article: str
) -> None:
    seen: list[tuple[int, int]] = []
    result = await background.ask("import", paths=[article], progress=lambda done, of: seen.append((done, of)))
    assert seen == [(0, 1)]
    session = Session(places)
    assert [each.id for each in session.library.list()] == result["article_ids"]
    session.close()


async def test_one_process_answers_several_at_a_time(background: Background, article: str) -> None:
    results = await asyncio.gather(*(background.ask("import", paths=[article]) for _ in range(5)))
    assert all(result == results[0] for result in results)


async def test_a_failure_is_a_sentence(background: Background) -> None:
    with pytest.raises(BackgroundError, match="0000"):
        await background.ask("analyse", article="0" * 16)


async def test_a_process_that_is_killed_is_told_and_started_again(background: Background, article: str) -> None:
    await background.ask("import", paths=[article])
    assert background._run is not None
    process = background._run.process
    os.kill(process.pid, signal.SIGSTOP)
    waiting = asyncio.create_task(background.ask("import", paths=[article]))
    await asyncio.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(BackgroundError, match="stopped"):
        await waiting
    assert (await background.ask("import", paths=[article]))["article_ids"]


async def test_a_process_that_always_dies_is_left_alone(
    places: Places, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    background = Background(places)
    for _ in range(3):
        with pytest.raises(BackgroundError, match="stopped"):
            await background.ask("import", paths=[article])
    with pytest.raises(BackgroundError, match="died 3 times"):
        await background.ask("import", paths=[article])
    await background.cancel()


async def test_cancelling_ends_the_process_and_tells_who_waits(background: Background, article: str) -> None:
    await background.ask("import", paths=[article])
    assert background._run is not None
    process = background._run.process
    os.kill(process.pid, signal.SIGSTOP)
    waiting = asyncio.create_task(background.ask("import", paths=[article]))
    await asyncio.sleep(0.1)
    await background.cancel()
    assert process.returncode is not None
    with pytest.raises(BackgroundError):
        await waiting
    assert (await background.ask("import", paths=[article]))["article_ids"]


async def test_without_a_job_no_process_is_started(background: Background) -> None:
    await background.cancel()
    assert background._run is None
