"""Backups: which are kept, how one comes back, and a check that says what is wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotations.backups import NEWEST, Backup, kept_backups, list_backups
from reader.annotations.checking import check
from reader.annotations.checkpoint import checkpoint
from reader.annotations.errors import NotesDamaged, NotesError
from reader.annotations.kept import Contents, contents_of, list_kept
from reader.annotations.layout import Layout
from reader.annotations.restoring import restore
from reader.annotations.table import NotesDatabase

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def backup(age: timedelta) -> Backup:
    return Backup(Path(f"{age}"), NOW - age, 1, 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A notes file with the documents 0 to 5, a backup after each but the last, and 6 in the journal only."""
    path = tmp_path / "notes.json"
    database = NotesDatabase(path, background=False)
    for number in range(6):
        database.insert({"x": number})
        assert checkpoint(database.journal)
    database.insert({"x": 6})
    database.journal.close()
    return path


def everything(path: Path) -> list[int]:
    with NotesDatabase(path, background=False) as database:
        return [document["x"] for document in database]


def test_the_newest_ten_are_kept_whatever_their_age() -> None:
    backups = [backup(timedelta(minutes=number)) for number in range(50)]
    assert set(backups[:NEWEST]) <= kept_backups(backups, NOW)
    assert len(kept_backups(backups, NOW)) == NEWEST
    old = [backup(timedelta(days=1000 + number)) for number in range(50)]
    assert kept_backups(old, NOW) == set(old[:NEWEST])


def test_then_one_a_day_a_week_and_a_month() -> None:
    backups = [backup(timedelta(hours=hours)) for hours in range(0, 24 * 500, 3)]
    ages = sorted((NOW - kept.replaced).days for kept in kept_backups(backups, NOW))
    assert sum(2 <= age <= 7 for age in ages) == 6
    assert sum(7 < age <= 28 for age in ages) == 3
    assert 9 <= sum(age > 28 for age in ages) <= 12
    assert ages[-1] <= 366


def test_an_hour_of_checkpoints_does_not_push_yesterday_out() -> None:
    yesterday = backup(timedelta(days=1))
    backups = [*(backup(timedelta(seconds=number)) for number in range(30)), yesterday]
    assert yesterday in kept_backups(backups, NOW)


def test_every_checkpoint_keeps_the_file_before_it(path: Path) -> None:
    backups = list_backups(Layout(path))
    with TinyDB(backups[0].path) as stock:
        assert [document["x"] for document in stock] == [0, 1, 2, 3, 4]
    assert len(backups) == 5


def test_a_backup_comes_back_as_it_was(path: Path) -> None:
    kept = restore(path, list_backups(Layout(path))[2], with_later_changes=False)
    assert everything(path) == [0, 1, 2]
    assert kept is not None
    with TinyDB(kept) as stock:
        assert [document["x"] for document in stock] == [0, 1, 2, 3, 4, 5, 6]


def test_a_damaged_file_is_kept_as_it_is_when_a_backup_comes_back(path: Path) -> None:
    path.write_bytes(b'{"_default": {"1": {"x": ')
    kept = restore(path, list_backups(Layout(path))[0], with_later_changes=True)
    assert kept is not None
    assert kept.read_bytes() == b'{"_default": {"1": {"x": '


def test_what_was_replaced_is_listed_and_comes_back_too(path: Path) -> None:
    restore(path, list_backups(Layout(path))[2], with_later_changes=False)
    kept = list_kept(Layout(path))
    assert [file.generation for file in kept] == [None, 6, 5, 4, 3, 2]
    assert kept[0].name.endswith("-replaced")
    restore(path, kept[0].backup, with_later_changes=False)
    assert everything(path) == [0, 1, 2, 3, 4, 5, 6]


def test_a_kept_file_says_how_much_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text(
        '{"annotations": {"1": {"article": {"id": "a"}}, "2": {}}, "articles": {"1": {"article": {"id": []}}}}'
    )
    assert contents_of(path) == Contents(annotations=2, articles=2)


def test_a_damaged_file_is_rebuilt_without_loss_from_any_backup(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(NotesDamaged):
        everything(path)
    for chosen in (list_backups(Layout(path))[0], list_backups(Layout(path))[-1]):
        restore(path, chosen, with_later_changes=True)
        assert everything(path) == [0, 1, 2, 3, 4, 5, 6]


def test_later_changes_that_are_no_longer_kept_are_not_passed_over(path: Path) -> None:
    layout, before = Layout(path), path.read_bytes()
    layout.archived_journal(layout.archived_journals()[3]).unlink()
    with pytest.raises(NotesError, match="no longer kept"):
        restore(path, list_backups(layout)[-1], with_later_changes=True)
    assert path.read_bytes() == before
    restore(path, list_backups(layout)[0], with_later_changes=True)
    assert everything(path) == [0, 1, 2, 3, 4, 5, 6]


def test_a_damaged_backup_is_not_brought_back(path: Path) -> None:
    before = path.read_bytes()
    chosen = list_backups(Layout(path))[0]
    chosen.path.write_bytes(b"{")
    with pytest.raises(NotesDamaged):
        restore(path, chosen, with_later_changes=False)
    assert path.read_bytes() == before


def test_a_program_that_has_the_file_open_follows_a_restore(path: Path) -> None:
    with NotesDatabase(path, background=False) as database:
        restore(path, list_backups(Layout(path))[2], with_later_changes=False)
        assert [document["x"] for document in database] == [0, 1, 2]
        database.insert({"x": 9})
    assert everything(path) == [0, 1, 2, 9]


def test_a_check_of_good_files_finds_no_fault(path: Path) -> None:
    everything(path)
    findings = check(path)
    assert [finding.sentence for finding in findings if finding.is_fault] == []
    assert any("is whole" in finding.sentence for finding in findings)
    assert any("6 of 6 backups are whole" in finding.sentence for finding in findings)


def test_a_check_names_what_is_wrong(path: Path) -> None:
    layout = Layout(path)
    journal = layout.journal(layout.journals()[-1])
    list_backups(layout)[0].path.write_bytes(b"{")
    archived = layout.archived_journal(layout.archived_journals()[0])
    archived.write_bytes(b"x" + archived.read_bytes())
    journal.write_bytes(journal.read_bytes() + b"00000")
    path.write_bytes(b'{"annotations": {"1": {}}}')
    path.chmod(0o644)
    faults = [finding.sentence for finding in check(path) if finding.is_fault]
    assert any("Document 1" in sentence for sentence in faults)
    assert any("can be read by others" in sentence for sentence in faults)
    assert any(archived.name in sentence and "damaged" in sentence for sentence in faults)
    assert any("notes-" in sentence for sentence in faults)
    notes = [finding.sentence for finding in check(path) if not finding.is_fault]
    assert any(journal.name in sentence and "never finished" in sentence for sentence in notes)
    path.write_bytes(b"{")
    assert any(str(path) in finding.sentence for finding in check(path) if finding.is_fault)


def test_a_check_of_nothing_is_no_fault(tmp_path: Path) -> None:
    assert [finding.is_fault for finding in check(tmp_path / "notes.json")] == [False]
