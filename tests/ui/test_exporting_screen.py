"""Notes taken elsewhere from the screen: which go out, as what, where to, and what is said of it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.services.exchange import exports as exchanging
from reader.services.notes.ordering import NoteGroup, NotesView
from reader.ui.screens.notes import NotesScreen
from tests.fakes.host import HostApp
from tests.ui.test_notes_screen import ALL, MINSK, Reader, listing

UNGROUPED = NotesView(group=NoteGroup.NONE)


@asynccontextmanager
async def notes(folder: Path, view: NotesView = UNGROUPED) -> AsyncIterator[Reader]:
    home = folder / "home"
    home.mkdir()
    async with listing(home, view=view) as reader:
        yield reader


async def export(reader: Reader, name: str, path: Path) -> None:
    await reader.press("X", *name, "enter")
    await reader.press(*str(path), "enter")
    await until_said(reader)


async def until_said(reader: Reader) -> None:
    for _ in range(200):
        workers = [worker for worker in reader.app.workers if worker.group == "commands"]
        if all(worker.is_finished for worker in workers):
            break
        await reader.pilot.pause(0.02)
    await reader.settle()


def uids(path: Path) -> set[str]:
    lines = map(json.loads, path.read_text().splitlines())
    return {line["annotation"]["uid"] for line in lines if "annotation" in line}


async def test_all_that_is_shown_goes_out_and_its_counts_are_told(tmp_path: Path) -> None:
    async with notes(tmp_path) as reader:
        path = tmp_path / "n.jsonl"
        await export(reader, "jsonl", path)
        assert uids(path) == {note.uid for note in ALL}
        assert reader.app.said[-1] == f"3 annotations of 2 articles are in {path}."


async def test_only_what_is_selected_goes_out(tmp_path: Path) -> None:
    async with notes(tmp_path) as reader:
        path = tmp_path / "n.jsonl"
        await reader.press("j", "v")
        await reader.press("X")
        assert "Export 1 note as" in reader.app.text()
        await reader.press("escape")
        await export(reader, "jsonl", path)
        assert uids(path) == {MINSK.uid}


async def test_markdown_goes_into_a_folder(tmp_path: Path) -> None:
    async with notes(tmp_path) as reader:
        await export(reader, "markdown", tmp_path / "vault")
        assert len(list((tmp_path / "vault").glob("*.md"))) == 2
        assert "2 files written, 0 unchanged" in reader.app.said[-1]


async def test_formats_and_paths_are_completed(tmp_path: Path) -> None:
    (tmp_path / "notes-of-may").mkdir()
    async with notes(tmp_path) as reader:
        await reader.press("X", *"bib", "tab", "enter")
        await reader.press(*f"{tmp_path}/notes-", "tab")
        await reader.settle()
        assert "notes-of-may/" in reader.app.text()
        await reader.press("tab", *"n.bib", "enter")
        await until_said(reader)
        assert (tmp_path / "notes-of-may" / "n.bib").read_text().startswith("@")


async def test_a_file_that_is_there_is_replaced_only_if_the_reader_says_so(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("mine")
    asked: list[str] = []

    async with notes(tmp_path) as reader:
        letters = iter("xr")

        def ask_letter(question: str, then: object) -> None:
            asked.append(question)
            then(next(letters))  # type: ignore[operator]

        reader.app.ask_letter = ask_letter  # type: ignore[attr-defined]
        reader.app.do_later = lambda work: reader.app.run_worker(work(), group="commands")  # type: ignore[attr-defined]
        await export(reader, "csv", path)
        assert asked == ["n.csv is there already: r replaces it, any other key leaves it."]
        assert path.read_text() == "mine"
        await export(reader, "csv", path)
        await until_said(reader)
        assert path.read_text().startswith("Highlight")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("home", "is no file that could be replaced"), ("nowhere/n.csv", "cannot be written: no such file")],
)
async def test_a_place_that_takes_nothing_is_told_in_a_sentence(path: str, sentence: str, tmp_path: Path) -> None:
    async with notes(tmp_path) as reader:
        await export(reader, "csv", tmp_path / path)
        assert sentence in reader.app.said[-1]
        assert not list(tmp_path.rglob(".postil-*"))


async def test_a_disk_that_is_full_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with notes(tmp_path) as reader:
        with monkeypatch.context() as patch:
            patch.setattr("reader.exchange.files.os.fsync", full)
            await export(reader, "jsonl", tmp_path / "n.jsonl")
        assert "the disk is full. Make room and export again." in reader.app.said[-1]
        assert [each.name for each in tmp_path.iterdir()] == ["home"]


async def test_an_export_is_stopped_by_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = exchanging.chosen

    async with notes(tmp_path) as reader:
        actions = reader.screen.controllers[1]

        def slow(*arguments: object) -> object:
            for number, each in enumerate(real(*arguments)):  # type: ignore[arg-type]
                if number:
                    actions._is_wanted = False  # type: ignore[attr-defined]  # as the key does
                yield each

        monkeypatch.setattr(exchanging, "chosen", slow)
        await export(reader, "jsonl", tmp_path / "n.jsonl")
        assert reader.app.said[-1] == "Stopped; no file is left half written."
        assert [each.name for each in tmp_path.iterdir()] == ["home"]


async def test_there_may_be_nothing_to_export(tmp_path: Path) -> None:
    app = HostApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = NotesScreen()
        await app.push_screen(screen)
        reader = Reader(pilot, app, screen)
        await reader.settle()
        await reader.press("X")
        assert app.said[-1] == "There is nothing here to export."
