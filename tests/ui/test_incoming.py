"""What changes where files are watched comes in by itself, and what is being read stays as it is."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change

from reader.services import worker
from reader.services.background import Background
from reader.services.session import Session
from tests.composed import HARBOUR, places_in, reading

LONG = "\n\n".join(f"Paragraph {number} of what Ann says of fog." for number in range(60))


class System:
    """Tells of changes in files when a test has it do so."""

    def __init__(self) -> None:
        self.watched: list[tuple[Path, ...]] = []
        self._changes: asyncio.Queue[set[tuple[Change, str]] | Exception] = asyncio.Queue()

    async def awatch(self, *paths: Path, **_: object) -> AsyncIterator[set[tuple[Change, str]]]:
        self.watched.append(paths)
        while True:
            told = await self._changes.get()
            if isinstance(told, Exception):
                raise told
            yield told

    def write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        self._changes.put_nowait({(Change.modified, str(path))})

    def fail(self) -> None:
        self._changes.put_nowait(OSError("too many folders"))


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    made = System()
    monkeypatch.setattr("watchfiles.awatch", made.awatch)
    return made


@pytest.fixture(autouse=True)
def in_this_process(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the background process be none."""
    with closing(Session(places_in(home))) as session:

        async def ask(_: Background, do: str, **arguments: Any) -> dict[str, Any]:
            progress = arguments.pop("progress", None) or (lambda *_: None)
            return await asyncio.to_thread(worker._JOBS[do], session, arguments, progress)

        monkeypatch.setattr(Background, "ask", ask)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path.resolve() / "articles"
    made.mkdir()
    (made / "fog.md").write_text(f"# Fog\n\n{LONG}\n", encoding="utf-8")
    (made / "rain.md").write_text("# Rain\n\nIt rains.\n", encoding="utf-8")
    return made


async def test_what_is_new_in_a_folder_comes_into_the_list_and_moves_nothing(
    home: Path, folder: Path, system: System
) -> None:
    async with reading(home, paths=[folder], size=(120, 30)) as reader:
        await reader.until(lambda: system.watched and len(reader.listed) == 2)
        await reader.open("Fog")
        await reader.press("space", "j")
        before = (reader.sentence, reader.app.reading.desk.view.scroll_offset)
        system.write(folder / "snow.md", "# Snow\n\nIt snows.\n")
        await reader.until(lambda: "Snow" in reader.listed)
        assert (reader.title, reader.sentence, reader.app.reading.desk.view.scroll_offset) == ("Fog", *before)
        assert reader.app.reading.articles.current.article.title == "Fog"
        assert {*reader.listed} == {"Fog", "Rain", "Snow"}
    assert system.watched == [(folder,)]


async def test_an_open_article_stays_as_it_is_when_its_file_changes_and_postil_says_so(
    home: Path, folder: Path, system: System
) -> None:
    async with reading(home, paths=[folder]) as reader:
        await reader.until(lambda: system.watched and len(reader.listed) == 2)
        await reader.open("Rain")
        system.write(folder / "rain.md", "# Rain\n\nIt rained.\n")
        await reader.until(lambda: "“Rain” has changed. Open it again" in reader.status)
        assert "It rains." in reader.screen
        await reader.press("h", "enter")
        await reader.until(lambda: "It rained." in reader.screen)


async def test_a_file_that_postil_was_started_with_is_watched(home: Path, folder: Path, system: System) -> None:
    async with reading(home, paths=[folder / "rain.md"]) as reader:
        await reader.until(lambda: system.watched and reader.title == "Rain")
        system.write(folder / "snow.md", "# Snow\n\nIt snows.\n")
        system.write(folder / "rain.md", "# Rain\n\nIt rained.\n")
        await reader.until(lambda: "has changed" in reader.status)
        assert reader.listed == ["Rain"]


async def test_the_folders_of_the_settings_come_in_when_postil_starts_and_after(
    home: Path, folder: Path, system: System
) -> None:
    async with reading(home, settings=f'watched = ["{folder}"]') as reader:
        await reader.until(lambda: "Fog" in reader.listed)
        system.write(folder / "snow.md", "# Snow\n\nIt snows.\n")
        await reader.until(lambda: "Snow" in reader.listed)
        assert any(title.startswith(HARBOUR) for title in reader.listed)


async def test_what_comes_in_beside_what_postil_was_started_with_is_not_in_the_list(
    home: Path, folder: Path, tmp_path: Path, system: System
) -> None:
    file = tmp_path / "report.md"
    file.write_text("# Report\n\nText.\n", encoding="utf-8")
    async with reading(home, paths=[file], settings=f'watched = ["{folder}"]') as reader:
        await reader.until(lambda: any(each.title == "Fog" for each in reader.session.library.list()))
        await reader.settle()
        assert reader.listed == ["Report"]


async def test_what_cannot_be_read_has_a_sentence_and_the_next_comes_in(
    home: Path, folder: Path, system: System
) -> None:
    async with reading(home, paths=[folder]) as reader:
        await reader.until(lambda: system.watched and len(reader.listed) == 2)
        system.write(folder / "a.pdf", "Text.")
        await reader.until(lambda: "cannot be read as PDF" in reader.status)
        system.write(folder / "snow.md", "# Snow\n\nIt snows.\n")
        await reader.until(lambda: "Snow" in reader.listed)


async def test_a_folder_that_cannot_be_watched_has_a_sentence(home: Path, folder: Path, system: System) -> None:
    async with reading(home, paths=[folder]) as reader:
        await reader.until(lambda: system.watched)
        system.fail()
        await reader.until(lambda: "cannot be watched: too many folders" in reader.status)


async def test_a_folder_of_the_settings_that_is_not_there_has_a_sentence(home: Path, system: System) -> None:
    async with reading(home, settings='watched = ["/not/there"]') as reader:
        await reader.until(lambda: "There is no file or folder “/not/there”" in reader.status)
