"""What stands beside the notes file: journals and the index, whole, torn, damaged, newer or half rotated."""

import os
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from reader.annotations.checkpoint import checkpoint
from reader.annotations.errors import NotesReadOnly
from reader.annotations.framing import frame, unframe, whole_records
from reader.annotations.indexes import IndexSpec
from reader.annotations.journal import next_generation
from reader.annotations.layout import Layout
from reader.annotations.table import NotesDatabase

SPECS = {"t": (IndexSpec("x", ("x",)),)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.json"


def opened(path: Path) -> NotesDatabase:
    return NotesDatabase(path, SPECS, background=False)


def abandon(database: NotesDatabase) -> None:
    """Leave it as a process that was killed would."""
    database.journal.close()


def journal_of(path: Path) -> Path:
    layout = Layout(path)
    return layout.journal(layout.journals()[-1])


def test_a_save_appends_and_leaves_the_main_file_alone(path: Path) -> None:
    with opened(path) as database:
        database.insert({"x": 1})
        assert not path.exists()
        before = journal_of(path).stat().st_size
        database.insert({"x": 2})
        assert journal_of(path).stat().st_size - before < 80


def test_what_a_killed_process_saved_is_read_from_the_journal(path: Path) -> None:
    database = opened(path)
    database.insert({"x": 1})
    abandon(database)
    with opened(path) as again:
        assert again.all() == [{"x": 1}]


@pytest.mark.parametrize(
    "tail", [b"0000", b"00000000 {}", b"\0" * 50, b"deadbeef {}\n", b'12345678 {"operations"']
)
def test_what_a_write_that_never_finished_left_is_cut_off(path: Path, tail: bytes) -> None:
    database = opened(path)
    database.insert({"x": 1})
    abandon(database)
    with journal_of(path).open("ab") as journal:
        journal.write(tail)
    with opened(path) as again:
        assert again.all() == [{"x": 1}]
        again.insert({"x": 2})
        assert again.journal.problems == []
    with opened(path) as third:
        assert [document["x"] for document in third] == [1, 2]


def test_damage_in_the_middle_is_told_and_what_follows_it_is_kept(path: Path) -> None:
    database = opened(path)
    for number in range(3):
        database.insert({"x": number})
    abandon(database)
    journal = journal_of(path)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[1] + lines[2].replace(b"x", b"y") + lines[3])
    with opened(path) as again:
        assert [document["x"] for document in again] == [0, 2]
        assert "damaged" in again.journal.problems[0]
        assert journal.name in again.journal.problems[0]


def test_a_process_that_died_while_rotating_is_finished_by_the_next(path: Path) -> None:
    with opened(path) as here, opened(path) as there:
        here.insert({"x": 1})
        there.insert({"x": 2})
        named = next_generation(here.journal.journal.generation + 1)
        with journal_of(path).open("ab") as journal:
            journal.write(named)
        there.insert({"x": 3})
        here.insert({"x": 4})
        there.insert({"x": 5})
        assert [document["x"] for document in here] == [document["x"] for document in there] == [1, 2, 3, 4, 5]


def test_others_follow_a_checkpoint_without_reading_the_main_file_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path) as here, opened(path) as there:
        here.insert({"x": 1})
        there.insert({"x": 2})
        monkeypatch.setattr(there.journal, "_load", lambda: pytest.fail("read everything again"))
        assert checkpoint(here.journal)
        here.insert({"x": 3})
        assert [document["x"] for document in there] == [1, 2, 3]
        there.insert({"x": 4})
        assert checkpoint(there.journal)
        assert len(here) == 4


def test_nothing_is_folded_when_there_is_nothing_to_fold(path: Path) -> None:
    with opened(path) as database:
        assert not checkpoint(database.journal)
        database.insert({"x": 1})
        assert checkpoint(database.journal)
        assert not checkpoint(database.journal)


def test_a_newer_journal_makes_the_notes_read_only(path: Path) -> None:
    with opened(path) as database:
        database.insert({"x": 1})
    layout = Layout(path)
    newer = layout.journal(layout.journals()[-1] + 1)
    newer.write_bytes(frame(b'{"format":99}'))
    with opened(path) as again:
        assert again.all() == [{"x": 1}]
        assert again.journal.read_only is not None
        assert "newer" in again.journal.read_only
        with pytest.raises(NotesReadOnly):
            again.insert({"x": 2})
        version = again.journal.version
        assert not again.journal.refresh()
        assert again.journal.version == version


@pytest.mark.parametrize("spoil", ["gone", "torn", "changed", "of another file", "without an index"])
def test_the_index_file_is_believed_only_if_it_is_right(path: Path, spoil: str) -> None:
    with opened(path) as database:
        database.insert_multiple({"x": number} for number in range(5))
    index = Layout(path).index
    content = index.read_bytes()
    if spoil == "gone":
        index.unlink()
    elif spoil == "torn":
        index.write_bytes(content[: len(content) // 2])
    elif spoil == "changed":
        index.write_bytes(content.replace(b'"3"', b'"4"'))
    elif spoil == "of another file":
        with TinyDB(path) as stock:
            stock.insert({"x": 9})
    else:
        lines = content.splitlines(keepends=True)
        index.write_bytes(b"".join(lines[:-1]))
    with opened(path) as again:
        expected = [0, 1, 2, 3, 4, 9] if spoil == "of another file" else [0, 1, 2, 3, 4]
        assert [document["x"] for document in again] == expected


def test_a_main_file_with_its_index_opens_without_being_parsed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path) as database:
        database.insert_multiple({"x": number, "text": '"é\n,"2": {'} for number in range(2500))
        database.table("t").insert_multiple({"x": number % 2} for number in range(2500))
        database.table("other").insert({})
        database.table("bare", persist_empty=True)
        expected = {name: database.table(name).all() for name in database.tables()}
    monkeypatch.setattr("reader.annotations.loading.read_tables", lambda *_: pytest.fail("parsed"))
    with opened(path) as again:
        assert {name: again.table(name).all() for name in again.tables()} == expected
        assert again.table("t").count(where("x") == 1) == 1250
        assert len(again.journal.tables["t"].index("x").find(1)) == 1250


def test_lines_tell_whether_they_are_whole() -> None:
    whole = frame(b'{"a":1}') + frame(b"[]")
    assert unframe(whole).records == [{"a": 1}, []]
    assert unframe(whole + b"zzz").size == len(whole)
    assert unframe(b"").records == []
    assert unframe(b"garbage\n" + whole).damaged == len(b"garbage\n")
    assert unframe(whole + b"garbage\n").damaged == 0


def test_a_file_descriptor_is_not_leaked_by_checkpoints(path: Path) -> None:
    with opened(path) as database:
        database.insert({"x": 1})
        before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0  # noqa: PTH208
        for number in range(5):
            database.insert({"x": number})
            checkpoint(database.journal)
        after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0  # noqa: PTH208
        assert after == before


def test_records_that_are_read_one_by_one_end_where_a_line_is_not_whole() -> None:
    whole = frame(b'{"a": 1}') + frame(b"[]")
    assert [*whole_records(whole)] == [{"a": 1}, []]
    assert [*whole_records(b"")] == []
    records = whole_records(whole + b"zzz")
    assert [next(records), next(records)] == [{"a": 1}, []]
    with pytest.raises(ValueError, match="not whole"):
        next(records)
