"""The tables of a library are looked at closely when they may have changed, and only then."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library, tables


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every close look."""
    seen: list[int] = []
    look = tables._wanted_columns

    def counted(migrations: tables.Migrations) -> set[tuple[str, str]]:
        seen.append(len(migrations))
        return look(migrations)

    monkeypatch.setattr(tables, "_wanted_columns", counted)
    return seen


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)


def test_the_tables_are_looked_at_closely_once(tmp_path: Path, looks: list[int]) -> None:
    for _ in range(3):
        Library(tmp_path / "library.db").close()
    assert len(looks) == 1


def test_what_is_written_into_the_tables_is_no_change_of_them(tmp_path: Path, looks: list[int]) -> None:
    Library(tmp_path / "library.db").close()
    changed(tmp_path / "library.db", "INSERT INTO feeds (url, added) VALUES ('https://a.example/feed', '')")
    Library(tmp_path / "library.db").close()
    assert len(looks) == 1


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE more (id)", "ALTER TABLE feeds ADD COLUMN more", "PRAGMA application_id = 1"]
)
def test_what_another_program_changed_is_looked_at_again(
    tmp_path: Path, looks: list[int], statement: str
) -> None:
    Library(tmp_path / "library.db").close()
    changed(tmp_path / "library.db", statement)
    for _ in range(2):
        with Library(tmp_path / "library.db") as library:
            assert library.problems == []
    assert len(looks) == 2


def test_a_library_of_other_migrations_with_the_same_number_is_looked_at_again(
    tmp_path: Path, looks: list[int]
) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.execute("CREATE TABLE one (id)")
        tables.check_tables(connection, (("CREATE TABLE one (id)",),))
        with pytest.raises(tables.TablesMissingError):
            tables.check_tables(connection, (("CREATE TABLE one (id, name)",),))
    assert len(looks) == 2
