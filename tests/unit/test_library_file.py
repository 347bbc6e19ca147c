"""The library as a file: begun, migrated, damaged, shared."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader.document.blocks import Block, BlockKind, Document
from reader.library import (
    ArticleSource,
    Library,
    LibraryDamagedError,
    LibraryError,
    LibraryNewerError,
    NewArticle,
    SourceFormat,
    connecting,
    schema,
)


def add(library: Library, text: str) -> str:
    document = Document.of((Block(BlockKind.HEADING, 0, text, level=1),))
    return library.add(NewArticle(text, 1, ArticleSource(text, SourceFormat.PLAIN)), document).id


def test_a_library_is_begun_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "library.db"
    with Library(path) as library:
        add(library, "one")
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_added_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        article_id = add(library, "one")
    with Library(tmp_path / "library.db") as library:
        assert library.get(article_id).title == "one"
        assert library.problems == []


def test_a_damaged_file_is_moved_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"this is no database" * 100)
    with Library(path) as library:
        assert library.count() == 0
        (problem,) = library.problems
    (aside,) = tmp_path.glob("library.db.damaged-*")
    assert aside.read_bytes().startswith(b"this is no database")
    assert aside.name in problem


def test_damage_found_in_use_is_a_sentence_and_the_next_start_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        for number in range(200):
            add(library, f"{number} " + "x" * 500)
    with path.open("r+b") as file:
        half = path.stat().st_size // 2
        file.seek(half)
        file.write(b"\xa5" * half)
    with Library(path) as library, pytest.raises(LibraryDamagedError, match="Start postil again"):
        library.list()
    with Library(path) as library:
        assert library.count() == 0


def test_a_library_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(LibraryNewerError, match="later version"):
        Library(path)
    assert list(tmp_path.glob("*.damaged-*")) == []


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LibraryError, match="some other program"):
        Library(path)


@pytest.mark.parametrize("place", ["folder", "folder/file/library.db"])
def test_a_place_where_no_file_can_be_is_a_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").touch()
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(tmp_path / place)


def test_a_migration_keeps_what_is_there_and_a_copy_of_how_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        article_id = add(library, "one")
    later = (*schema.MIGRATIONS, ("CREATE TABLE later (id TEXT)", "INSERT INTO later SELECT id FROM articles"))
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    with Library(path) as library:
        assert library.get(article_id).title == "one"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM later").fetchall() == [(article_id,)]
    monkeypatch.undo()
    with Library(tmp_path / f"library.db.backup-v{len(schema.MIGRATIONS)}") as library:
        assert library.get(article_id).title == "one"


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE later (id TEXT)", "SELECT nonsense"))
    )
    with pytest.raises(LibraryError):
        Library(path)
    monkeypatch.undo()
    with Library(path) as library:
        assert library.count() == 0


def test_the_version_grows_with_changes_of_this_process_and_of_others(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as mine, Library(path) as theirs:
        seen = mine.version
        assert mine.version == seen
        add(theirs, "one")
        assert mine.version > seen
        seen = mine.version
        add(mine, "two")
        assert mine.version > seen
        seen = mine.version
        mine.list()
        assert mine.version == seen


def test_several_threads_share_one_library(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        threads = [
            threading.Thread(target=lambda k=k: [add(library, f"{k} {n}") for n in range(25)]) for k in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert library.count() == 100


def test_another_process_writes_while_this_one_reads_and_writes(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    writer = (
        "import sys; from pathlib import Path; from reader.library import Library; from reader.model import Feed\n"
        "with Library(Path(sys.argv[1])) as library:\n"
        "    for n in range(50): library.feeds.follow([Feed(0, f'https://a.example/{n}', 'A feed', '')])\n"
    )
    with Library(path) as library:
        with subprocess.Popen([sys.executable, "-c", writer, str(path)]) as process:
            for number in range(50):
                add(library, f"{number}")
            assert process.wait(30) == 0
        assert library.count() == 50
        assert len(library.feeds.all()) == 50


def test_a_library_that_stays_busy_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_TIMEOUT", 0.05)
    path = tmp_path / "library.db"
    with Library(path) as library, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="in use by another program"):
            add(library, "one")
        other.execute("ROLLBACK")
        add(library, "one")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE articles SET title = CAST(x'ff41' AS TEXT)",
        "UPDATE articles SET title = x'ff41'",
        "UPDATE articles SET recency = x'00'",
        "UPDATE articles SET words = 'many'",
        "UPDATE articles SET author = x'00'",
    ],
)
def test_a_row_that_no_article_can_have_is_damage(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        article_id = add(library, "one")
        add(library, "two")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage + " WHERE id = ?", (article_id,))
    with Library(path) as library, pytest.raises(LibraryDamagedError, match="Start postil again"):
        library.list()
    with Library(path) as library:
        assert library.list() == []
    assert list(tmp_path.glob("library.db.damaged-*"))


@pytest.mark.parametrize(
    "damage", ["DROP TABLE articles", "DROP TABLE analyses", "ALTER TABLE articles DROP COLUMN author"]
)
def test_a_library_without_one_of_its_tables_or_columns_is_moved_aside(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    with Library(path) as library:
        assert "damaged" in library.problems[0]
        add(library, "one")
        assert library.count() == 1


def test_a_library_that_may_not_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        article_id = add(library, "one")
    real = os.open

    def refusing(opened: str | Path, flags: int, *arguments: int, **options: int) -> int:
        if opened == path and flags & os.O_RDWR:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(opened, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", refusing)
    with Library(path) as library:
        assert library.get(article_id).title == "one"
        assert library.document(article_id).title == "one"
        assert "read-only" in library.problems[0]
        with pytest.raises(LibraryError, match="read-only"):
            add(library, "two")


def test_a_library_of_an_earlier_version_that_may_not_be_written_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        Library(path).close()

    def refusing(*_arguments: object, **_options: object) -> int:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(LibraryError, match="cannot be brought up to date"):
        Library(path)


def test_a_disk_without_room_even_to_read_in_is_told_as_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: Path) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    monkeypatch.setattr(schema, "connect", no_room)
    with pytest.raises(LibraryError, match=r"The disk is full: .* Make some room"):
        Library(tmp_path / "library.db")
