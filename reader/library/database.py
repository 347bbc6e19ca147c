"""One connection to `library.db` that threads take turns with, and its errors as sentences."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.library.connecting import transaction
from reader.library.errors import (
    InterruptedSearchError,
    LibraryDamagedError,
    explained,
    is_damage,
    is_index_damage,
)
from reader.library.schema import open_database, set_aside


class Database:
    """The open file. `problems` are sentences about what had to be mended when it was opened.

    Its methods raise `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection, self.problems = open_database(path)
        self._changes = 0
        self._is_interrupted = False
        self._data_version = self._read_data_version()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def version(self) -> int:
        """A number that grows with every change, by this connection or any other."""
        with self._session():
            data_version = self._read_data_version()
            if data_version != self._data_version:
                self._data_version = data_version
                self._changes += 1
            return self._changes

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """All that the query finds."""
        if self._is_interrupted:
            raise InterruptedSearchError
        with self._session() as connection:
            return connection.execute(query, parameters).fetchall()

    def damaged(self) -> LibraryDamagedError:
        """Move the file aside, since something in it cannot be; the error that says so.

        What is open stays readable as far as it goes; the next start begins a new library.
        """
        try:
            where = f"was moved to {set_aside(self._path).name}"
        except OSError as error:
            where = f"cannot be moved aside ({error.strerror}); move it away"
        return LibraryDamagedError(
            f"The library {self._path} is damaged and {where}. "
            "Start postil again to rebuild it from your files; your notes are kept elsewhere."
        )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for several reads."""
        with self._session() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A stretch of reads and writes that happens as a whole or, if it raises, not at all."""
        with self._session() as connection:
            with transaction(connection):
                yield connection
            self._changes += 1

    def interrupt(self) -> None:
        """Have what other threads look up in `rows` given up, until `resume`: that raises `InterruptedSearchError`."""
        self._is_interrupted = True
        self._connection.interrupt()

    def resume(self) -> None:
        """Look things up again after they were given up."""
        self._is_interrupted = False

    @contextmanager
    def _session(self) -> Iterator[sqlite3.Connection]:
        """The connection, for this thread alone."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                if is_damage(error) and not is_index_damage(error):
                    raise self.damaged() from error
                raise explained(error, self._path) from error

    def _read_data_version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version
