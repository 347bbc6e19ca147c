"""Opening `library.db`: beginning it, bringing it up to date, and what happens to a damaged file."""

import errno
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.library.connecting import connect
from reader.library.errors import LibraryError, LibraryNewerError, explained, is_damage, is_protected
from reader.library.migrations import MIGRATIONS
from reader.library.tables import TablesMissingError, check_tables, teach

_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_READING = ("mode=ro", "mode=ro&immutable=1")
"""Ways to open a file that may not be written: the first needs a folder that may, unless a writer is running."""


def open_database(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    """A connection to the library at `path`, begun or migrated as needed, and sentences about what was wrong.

    A damaged file is moved aside and a new one begun, since all that is in it can be read in again. One that may
    not be written is opened for reading.

    Raises:
        LibraryNewerError: a later version of postil wrote it.
        LibraryError: it cannot be opened, or is some other program's database.
    """
    try:
        try:
            return _connect(path), []
        except TablesMissingError:
            return _begin_anew(path)
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return _begin_anew(path)
            if not is_protected(error):
                raise
        except OSError as error:
            if error.errno not in _PROTECTED or not path.exists():
                raise
        return _connect_for_reading(path), [f"The library {path} is read-only: nothing new is kept in it."]
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        raise LibraryError(f"The library {path} cannot be opened: {error.strerror}.") from error


def _begin_anew(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    aside = set_aside(path)
    problem = f"The library {path} was damaged. It was moved to {aside.name} and a new one was begun."
    return _connect(path), [problem]


def set_aside(path: Path) -> Path:
    """Rename a damaged library, with the files that belong to it, and give its new path."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    # Another process may have moved it a moment ago.
    with suppress(FileNotFoundError):
        path.rename(aside)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def _connect(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
        check_tables(connection, MIGRATIONS)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    for options in _READING:
        uri = f"{path.resolve().as_uri()}?{options}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            if _check_version(connection, path) < len(MIGRATIONS):
                raise LibraryError(
                    f"The library {path} is of an earlier version of postil, and read-only: it cannot be brought up "
                    "to date. Check its permissions and those of its folder."
                )
            check_tables(connection, MIGRATIONS)
        except sqlite3.Error as error:
            connection.close()
            if options == _READING[-1] or not is_protected(error):
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("the last way returns or raises")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _check_version(connection, path)
    if version == len(MIGRATIONS):
        return
    teach(connection)
    if version > 0:
        _back_up(connection, path.with_name(f"{path.name}.backup-v{version}"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have migrated while this one waited for its turn.
        version = _check_version(connection, path)
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the library's tables, 0 if there are none."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise LibraryNewerError(
            f"The library {path} was written by a later version of postil. Update postil, or move the file away."
        )
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise LibraryError(f"{path} is a database of some other program. Move it away, or name another library.")
    return version


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600))
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
