"""Another program has the notes file open while it is replaced: what it writes afterwards is not lost."""

import os
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from reader.annotations.backups import list_backups
from reader.annotations.checkpoint import checkpoint
from reader.annotations.layout import Layout
from reader.annotations.restoring import restore
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


def replace_main(database: NotesDatabase, x: int) -> None:
    database.insert({"x": x})
    assert checkpoint(database.journal)


def test_what_it_adds_and_changes_is_taken_in_within_a_refresh(path: Path) -> None:
    with TinyDB(path) as stock, opened(path) as database:
        replace_main(database, 3)
        database.journal.refresh()
        stock.insert({"x": 40})
        stock.update({"x": 10}, where("x") == 1)
        assert database.journal.refresh()
        assert everything(database) == [2, 3, 10, 40]
    with TinyDB(path) as stock:
        assert everything(stock) == [2, 3, 10, 40]


def test_each_of_its_edits_is_taken_in_once_however_often_it_makes_some(path: Path) -> None:
    with TinyDB(path) as stock, opened(path) as database:
        replace_main(database, 3)
        database.journal.refresh()
        for number in range(40, 44):
            stock.insert({"x": number})
            database.journal.refresh()
            replace_main(database, number - 20)
            database.journal.refresh()
        assert everything(database) == [1, 2, 3, 20, 21, 22, 23, 40, 41, 42, 43]
    for _ in range(2):
        with opened(path) as again:
            assert everything(again) == [1, 2, 3, 20, 21, 22, 23, 40, 41, 42, 43]


def test_what_was_written_when_nobody_looked_is_taken_in_by_the_next_program(path: Path) -> None:
    with TinyDB(path) as stock:
        with opened(path) as database:
            replace_main(database, 3)
        stock.insert({"x": 40})
    with opened(path) as database:
        assert everything(database) == [1, 2, 3, 40]
    with TinyDB(path) as stock:
        assert everything(stock) == [1, 2, 3, 40]


def test_a_process_that_did_not_replace_the_file_takes_it_in_as_well(path: Path) -> None:
    with TinyDB(path) as stock, opened(path) as here, opened(path) as there:
        replace_main(here, 3)
        assert there.journal.refresh()
        there.journal.refresh()
        stock.insert({"x": 40})
        assert there.journal.refresh()
        assert here.journal.refresh()
        assert everything(here) == everything(there) == [1, 2, 3, 40]


def test_of_a_document_that_both_changed_ours_stays(path: Path) -> None:
    with TinyDB(path) as stock, opened(path) as database:
        database.update({"x": 20}, where("x") == 2)
        replace_main(database, 3)
        database.journal.refresh()
        stock.update({"x": 21}, where("x") == 2)
        stock.insert({"x": 40})
        database.journal.refresh()
        assert everything(database) == [1, 3, 20, 40]


def test_what_it_takes_away_stays_since_somebody_may_have_edited_a_backup(path: Path) -> None:
    with TinyDB(path) as stock, opened(path) as database:
        replace_main(database, 3)
        database.journal.refresh()
        stock.remove(where("x") == 1)
        database.journal.refresh()
        assert everything(database) == [1, 2, 3]


def test_what_we_took_away_does_not_come_back(path: Path) -> None:
    with TinyDB(path) as stock, opened(path) as database:
        database.remove(where("x") == 1)
        replace_main(database, 3)
        database.journal.refresh()
        stock.insert({"x": 40})
        database.journal.refresh()
        assert everything(database) == [2, 3, 40]


def test_a_backup_that_is_touched_or_damaged_changes_nothing(path: Path) -> None:
    with opened(path) as database:
        replace_main(database, 3)
    (backup, *_) = list_backups(Layout(path))
    os.utime(backup.path)
    with opened(path) as database:
        assert everything(database) == [1, 2, 3]
        backup.path.write_bytes(b"{")
        database.insert({"x": 4})
        checkpoint(database.journal)
        assert everything(database) == [1, 2, 3, 4]


@pytest.mark.parametrize("missing", ["first", "middle"])
def test_without_all_journals_since_nobody_knows_what_is_new(path: Path, missing: str) -> None:
    layout = Layout(path)
    with opened(path) as database:
        for number in range(3, 7):
            replace_main(database, number)
    backup = list_backups(layout)[2]
    gone = layout.archived_journal(backup.generation + (missing == "middle"))
    gone.unlink()
    backup.path.write_bytes(backup.path.read_bytes().replace(b'"x":1', b'"x":9'))
    with opened(path) as database:
        assert everything(database) == [1, 2, 3, 4, 5, 6]


def test_nothing_comes_back_that_was_taken_back_with_a_backup(path: Path) -> None:
    layout = Layout(path)
    with TinyDB(path) as stock:
        with opened(path) as database:
            for number in range(3, 6):
                replace_main(database, number)
        restore(path, list_backups(layout)[-1], with_later_changes=False)
        stock.insert({"x": 40})
        with opened(path) as database:
            before = everything(database)
            assert 5 not in before
            assert 40 not in before
            replace_main(database, 50)
            assert everything(database) == sorted([*before, 50])
