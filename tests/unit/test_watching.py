"""Folders that are watched: which of the changes in them are told, and that they come in."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing, closing
from pathlib import Path

import pytest
from watchfiles import Change

from reader.paths import Places
from reader.services.articles.watching import bring_in_changes, watched
from reader.services.background import BackgroundError
from reader.services.session import Session
from reader.sources import limits
from reader.sources.watching import Watch, WatchError, changed_files, watches
from tests.fakes.feeds import FakeBackground

PATIENCE = 30.0
"""Seconds that a test waits for the system before it fails."""

ADDED = {"article_ids": ["1"], "notices": [], "failures": []}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made.resolve()


class System:
    """Tells of changes as the system does, and remembers what it was asked to watch."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.batches: list[set[tuple[Change, str]]] = []
        self.asked: list[tuple[tuple[Path, ...], bool, int, int]] = []
        monkeypatch.setattr("watchfiles.awatch", self._awatch)

    def tell(self, *paths: Path, change: Change = Change.modified) -> None:
        self.batches.append({(change, str(path)) for path in paths})

    async def _awatch(
        self, *paths: Path, debounce: int, step: int, recursive: bool, **_: object
    ) -> AsyncIterator[set[tuple[Change, str]]]:
        self.asked.append((paths, recursive, debounce, step))
        for batch in self.batches:
            yield batch


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    return System(monkeypatch)


def made(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return [folder / name for name in names]


async def told(watch: Watch) -> list[list[str]]:
    async with aclosing(changed_files(watch)) as changes:
        return [[str(path.relative_to(watch.folders[0])) for path in files] async for files in changes]


async def told_of(folder: Path, system: System, *names: str) -> list[str]:
    """What is told when files of these names have been made there."""
    system.tell(*made(folder, *names), change=Change.added)
    (watch,) = watches([folder])
    return [name for batch in await told(watch) for name in batch]


async def test_article_files_are_told_and_nothing_else(folder: Path, system: System) -> None:
    assert await told_of(folder, system, "b.md", "a.TXT", "sub/c.epub", "d.eml", "picture.png", "noending") == [
        "a.TXT",
        "b.md",
        "d.eml",
        "sub/c.epub",
    ]
    assert system.asked == [((folder,), True, limits.WATCH_LONGEST, limits.WATCH_PAUSE)]


@pytest.mark.parametrize("name", [".a.md", ".git/a.md", "~$a.md", "#a.md#", "#a.md", "a.md~", "a.md.swp", "4913"])
async def test_what_is_hidden_or_unfinished_is_not_told(name: str, folder: Path, system: System) -> None:
    assert await told_of(folder, system, name) == []


async def test_a_folder_may_be_hidden_itself(tmp_path: Path, system: System) -> None:
    hidden = tmp_path.resolve() / ".articles"
    assert await told_of(hidden, system, "a.md") == ["a.md"]


@pytest.mark.parametrize("sidecar", ["a.md.yaml", "a.yaml", "a.json", "a.md.yml"])
async def test_a_sidecar_stands_for_its_article(sidecar: str, folder: Path, system: System) -> None:
    made(folder, "a.md", "b.md")
    assert await told_of(folder, system, sidecar, "c.yaml") == ["a.md"]


async def test_a_folder_that_comes_stands_for_the_articles_in_it(folder: Path, system: System) -> None:
    made(folder, "new/a.md", "new/sub/b.md", "new/.c.md", "other/d.md")
    system.tell(folder / "new", change=Change.added)
    (watch,) = watches([folder])
    assert await told(watch) == [["new/a.md", "new/sub/b.md"]]


async def test_what_is_gone_is_not_told(folder: Path, system: System) -> None:
    (gone, there) = made(folder, "a.md", "b.md")
    gone.unlink()
    system.tell(gone, there)
    system.tell(gone, change=Change.deleted)
    (watch,) = watches([folder])
    assert await told(watch) == [["b.md"]]


async def test_of_a_file_that_is_watched_its_folder_tells_and_nothing_else_in_it_counts(
    folder: Path, system: System
) -> None:
    report, *others = made(folder, "report", "b.md", "report.yaml", "sub/report")
    system.tell(*others)
    system.tell(report)
    (watch,) = watches([report])
    assert await told(watch) == [["report"], ["report"]]
    assert system.asked[0][:2] == ((folder,), False)


def test_files_and_folders_are_watched_apart_and_what_is_missing_is_not(folder: Path) -> None:
    (file,) = made(folder, "sub/a.md")
    assert watches([folder, file, folder / "missing"]) == [
        Watch((folder,)),
        Watch((file.parent,), frozenset([file])),
    ]
    assert watches([]) == watches([folder / "missing"]) == []


@pytest.mark.parametrize(
    "error",
    [
        OSError("OS file watch limit reached."),
        ExceptionGroup("in a thread", [RuntimeError("OS file watch limit reached.")]),
    ],
)
async def test_what_cannot_be_watched_has_a_sentence(
    error: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*paths: Path, **_: object) -> AsyncIterator[set[tuple[Change, str]]]:
        yield set()
        raise error

    monkeypatch.setattr("watchfiles.awatch", fails)
    with pytest.raises(
        WatchError, match=r"cannot be watched: os file watch limit reached\. What changes there comes"
    ):
        await told(Watch((folder,)))


async def test_the_system_tells_of_what_is_written_replaced_and_moved(folder: Path, tmp_path: Path) -> None:
    names: list[str] = []
    news = asyncio.Event()

    async def gather() -> None:
        async with aclosing(changed_files(watches([folder])[0])) as changes:
            async for files in changes:
                names.extend(file.name for file in files)
                news.set()

    async def until(name: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while name not in names:
                news.clear()
                await news.wait()

    async with asyncio.timeout(PATIENCE):
        gathering = asyncio.create_task(gather())
        while not names:  # it takes a while until the system tells
            (folder / "begin.md").write_text("Text.")
            await asyncio.wait([asyncio.create_task(news.wait())], timeout=1)
    (folder / "a.md").write_text("Text.")
    await until("a.md")
    (part,) = made(folder, "b.part")
    part.rename(folder / "b.md")
    await until("b.md")
    made(tmp_path, "elsewhere/sub/c.md")
    shutil.move(tmp_path / "elsewhere", folder)
    await until("c.md")
    gathering.cancel()
    await asyncio.wait([gathering])
    assert {*names} == {"begin.md", "a.md", "b.md", "c.md"}


# -- bringing it in


def brought_in(answers: Sequence[object]) -> FakeBackground:
    return FakeBackground({"import": [*answers]})  # type: ignore[list-item]


async def test_what_is_told_comes_in(folder: Path, session: Session, system: System) -> None:
    (file,) = made(folder, "a.md")
    system.tell(file)
    (each,) = watched(session, [folder])
    background = brought_in([ADDED])
    assert each.is_named
    assert [imported.article_ids async for imported in bring_in_changes(each, background)] == [("1",)]
    assert background.asked == [("import", {"paths": [str(file)]})]


async def test_one_failure_does_not_end_it(folder: Path, session: Session, system: System) -> None:
    (file,) = made(folder, "a.md")
    system.tell(file)
    system.tell(file)
    (each,) = watched(session, [folder])
    background = brought_in([BackgroundError("It stopped."), ADDED])
    found = [imported async for imported in bring_in_changes(each, background)]
    assert [(imported.article_ids, imported.failures) for imported in found] == [
        ((), ("It stopped.",)),
        (("1",), ()),
    ]


def test_the_settings_name_folders_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'watched = ["{folder}", "/not/there"]')
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as session:
        (each,) = watched(session, [])
    assert each.watch == Watch((folder,))
    assert not each.is_named
