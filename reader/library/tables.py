"""Whether a library has the tables of its version: looked at closely once, and known by a seal from then on.

The close look takes longer than all else that opening a library does. What it looked at is what SQLite keeps of the
tables as text, so that the seal, a checksum of that, breaks with whatever changes them.
"""

import sqlite3
from contextlib import closing, suppress
from itertools import chain
from zlib import crc32

Migrations = tuple[tuple[str, ...], ...]

_COLUMNS = "SELECT s.name, c.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c WHERE s.type = 'table'"
_NO_TABLE = ("CREATE INDEX", "CREATE UNIQUE INDEX", "CREATE TRIGGER", "DROP INDEX", "INSERT", "UPDATE")
"""How statements begin that make or change no table."""
_SEAL_BITS = 0x7FFF_FFFF
"""SQLite keeps 32 bits for whoever made a file, with a sign."""


class TablesMissingError(Exception):
    """The library lacks what its version has."""


def check_tables(connection: sqlite3.Connection, migrations: Migrations) -> None:
    """Look whether the tables are there that the migrations make, unless they are as when that was last done.

    Raises:
        TablesMissingError: a table is not there, or lacks a column.
    """
    seal = _seal(connection, migrations)
    (kept,) = connection.execute("PRAGMA application_id").fetchone()
    if kept == seal:
        return
    if not _wanted_columns(migrations) <= {*connection.execute(_COLUMNS)}:
        raise TablesMissingError
    with suppress(sqlite3.OperationalError):  # where nothing can be written, they are looked at each time
        connection.execute(f"PRAGMA application_id = {seal}")


def teach(connection: sqlite3.Connection) -> None:
    """Give SQL the functions that the migrations call."""
    from reader.library.addresses import url_key  # most starts migrate nothing

    connection.create_function("url_key", 1, url_key, deterministic=True)


def _seal(connection: sqlite3.Connection, migrations: Migrations) -> int:
    """A checksum of the tables that there are and of those that there should be."""
    there = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return crc32(repr((there, migrations)).encode()) & _SEAL_BITS


def _wanted_columns(migrations: Migrations) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as model:
        teach(model)
        for statement in chain(*migrations):
            if not statement.startswith(_NO_TABLE):
                model.execute(statement)
        return {*model.execute(_COLUMNS)}
