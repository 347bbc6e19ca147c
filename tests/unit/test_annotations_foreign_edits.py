"""Another program edits the notes file: that is noticed and merged, never overwritten."""

from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from reader.annotations.checkpoint import checkpoint
from reader.annotations.layout import Layout
from reader.annotations.table import NotesDatabase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    with NotesDatabase(path, background=False) as database:
        database.insert_multiple([{"x": 1}, {"x": 2}])
    return path


def opened(path: Path) -> NotesDatabase:
    return NotesDatabase(path, background=False)


def everything(database: TinyDB) -> list[int]:
    return sorted(document["x"] for document in database)


def test_an_edit_while_the_file_is_open_is_seen(path: Path) -> None:
    with opened(path) as database:
        with TinyDB(path) as stock:
            stock.insert({"x": 3})
            stock.remove(where("x") == 1)
        assert database.journal.refresh()
        assert everything(database) == [2, 3]
        database.insert({"x": 4})
    with TinyDB(path) as stock:
        assert everything(stock) == [2, 3, 4]


def test_an_edit_is_merged_with_what_only_the_journal_has(path: Path) -> None:
    with opened(path) as database:
        database.update({"x": 20}, where("x") == 2)
        with TinyDB(path) as stock:
            stock.update({"x": 10}, where("x") == 1)
        assert everything(database) == [10, 20]
    with TinyDB(path) as stock:
        assert everything(stock) == [10, 20]


def test_two_documents_under_one_new_id_are_both_kept(path: Path) -> None:
    with opened(path) as database:
        assert database.insert({"x": 30}) == 3
        with TinyDB(path) as stock:
            assert stock.insert({"x": 31}) == 3
        assert everything(database) == [1, 2, 30, 31]
        assert database.get(doc_id=3) == {"x": 30}
    for _ in range(2):
        with opened(path) as again:
            assert everything(again) == [1, 2, 30, 31]
    with TinyDB(path) as stock:
        assert everything(stock) == [1, 2, 30, 31]


def test_of_a_document_that_both_changed_ours_stays_and_theirs_is_among_the_backups(path: Path) -> None:
    with opened(path) as database:
        database.update({"x": 20}, where("x") == 2)
        with TinyDB(path) as stock:
            stock.update({"x": 21}, where("x") == 2)
        theirs = path.read_bytes()
        assert everything(database) == [1, 20]
    assert theirs in [file.read_bytes() for file in Layout(path).backups.glob("foreign-*.json")]


def test_an_edit_between_two_runs_is_merged_with_what_a_killed_run_left(path: Path) -> None:
    database = opened(path)
    database.insert({"x": 30})
    database.journal.close()
    with TinyDB(path) as stock:
        stock.insert({"x": 31})
    with opened(path) as again:
        assert everything(again) == [1, 2, 30, 31]
        again.insert({"x": 32})
    with TinyDB(path) as stock:
        assert everything(stock) == [1, 2, 30, 31, 32]


def test_a_second_process_takes_a_merge_over(path: Path) -> None:
    with opened(path) as here, opened(path) as there:
        here.insert({"x": 30})
        with TinyDB(path) as stock:
            stock.insert(Document({"x": 31}, doc_id=3))
        assert everything(here) == everything(there) == [1, 2, 30, 31]
        there.insert({"x": 32})
        assert everything(here) == [1, 2, 30, 31, 32]
        assert checkpoint(here.journal)
        assert everything(there) == [1, 2, 30, 31, 32]


def test_an_edit_during_a_checkpoint_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path) as database:
        database.insert({"x": 3})
        sync = database.journal.fs.sync

        def edit_and_sync(descriptor: int) -> None:
            monkeypatch.undo()
            with TinyDB(path) as stock:
                stock.insert({"x": 4})
            sync(descriptor)

        monkeypatch.setattr(database.journal.fs, "sync", edit_and_sync)
        checkpoint(database.journal)
        assert everything(database) == [1, 2, 3, 4]
    with TinyDB(path) as stock:
        assert everything(stock) == [1, 2, 3, 4]


def test_a_file_of_another_tinydb_program_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with TinyDB(path) as stock:
        stock.table("shopping").insert({"item": "stone", "half": "\ud800", "price": float("inf")})
    before = path.read_bytes()
    with opened(path) as database:
        assert database.table("shopping").all()[0]["item"] == "stone"
    assert path.read_bytes() == before
