"""The words of notes, in a full-text index that has a file of its own.

Apart from the library, since it changes with every note: whoever follows the library need not know, and nothing waits
for a fetch that is writing. All that is in it can be made anew from the notes, so that a damaged one is thrown away.
"""

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reader.library.conditions import Condition, joined
from reader.library.connecting import connect, transaction
from reader.library.errors import NoteIndexDamagedError, explained, is_damage
from reader.library.matching import needed, occurrences
from reader.library.note_facts import MATCHES, signs
from reader.query.needles import Needle
from reader.query.tree import And, Dated, Fact, Field, Named, Node, Words
from reader.text.fold import fold
from reader.text.index_form import INDEX_FORM, index_form

WEIGHED = 1_000
"""Of so many notes, the newest that have what is looked for, it is worked out how well they fit."""

_VERSION = 4_000 + INDEX_FORM
_COLUMNS = {Field.TAG: "tags", Field.SPEAKER: "speaker", Field.TITLE: "title"}
_TABLES = (
    """CREATE TABLE notes (
        number INTEGER PRIMARY KEY, uid TEXT NOT NULL, fingerprint INTEGER NOT NULL, day REAL, author TEXT NOT NULL,
        url TEXT NOT NULL
    )""",
    """CREATE VIRTUAL TABLE words USING fts5 (
        note, tags, speaker, title, passage, facts, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
    )""",
    "CREATE INDEX notes_by_age ON notes (uid, day)",
    f"PRAGMA user_version = {_VERSION}",
)
# How much a word counts where: what the reader wrote more than what they marked.
_BY_RANK = """SELECT uid FROM (SELECT uid, day, bm25(words, 8.0, 8.0, 4.0, 1.0, 4.0, 0.0) AS score
    FROM words JOIN notes ON number = words.rowid WHERE words MATCH ? AND {} ORDER BY words.rowid DESC LIMIT ?)
    ORDER BY score * (1 + 1 / (1 + max(0, julianday('now') - coalesce(day, 0)) / 365)), uid DESC"""
_BY_AGE = "SELECT uid FROM notes INDEXED BY notes_by_age WHERE {} ORDER BY uid DESC LIMIT ?"
_MATCHING = "number IN (SELECT rowid FROM words WHERE words MATCH ?)"
_NO_LIMIT = -1
_DAY_0 = 1_721_424.5
"""The Julian day that the first day of all begins a day after."""


@dataclass(frozen=True, slots=True)
class IndexedNote:
    """A note on its way into the index.

    `number` is that of its document in the notes file, `fingerprint` tells one state of that document from others.
    `created` is an ISO 8601 instant, `facts` is what is true of it.
    """

    number: int
    fingerprint: int
    uid: str
    created: str
    note: str
    tags: Sequence[str]
    speaker: str
    title: str
    passage: str
    author: str
    url: str
    facts: Collection[Fact]


class NoteIndex:
    """The index at `path`; safe to use from several threads, and from several processes at once.

    What is there but damaged, or made by another version, is begun anew; where no file can be written, all is kept in
    memory. Its methods raise `LibraryError` when it cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self.is_kept = True
        """Whether it is in a file, for other processes and other days."""
        self.beginnings = 0
        """How often it was begun or opened: another number says that nothing is known of what is in it."""
        self._open()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    @property
    def version(self) -> tuple[int, int]:
        """What is another after every change by others than this process, and when it was begun anew."""
        with self._session() as connection:
            return self.beginnings, connection.execute("PRAGMA data_version").fetchone()[0]

    def fingerprints(self) -> dict[int, int]:
        """The fingerprints of all documents that are indexed, by their numbers: 100,000 take a tenth of a second."""
        with self._session() as connection:
            return dict(connection.execute("SELECT number, fingerprint FROM notes"))

    def change(self, put: Iterable[IndexedNote], gone: Iterable[int]) -> None:
        """Have notes found by what they say now, and no more those whose documents are gone."""
        with self._session() as connection, transaction(connection):
            for note in put:
                _remove(connection, note.number)
                _add(connection, note)
            for number in gone:
                _remove(connection, number)

    def settle(self) -> None:
        """Make it small and quick after very many changes."""
        with self._session() as connection, transaction(connection):
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")

    def candidates(self, tree: Node) -> Iterator[str]:
        """The uids of notes among which are all that the tree asks for, each once.

        Those that fit best come first, newer ones before older ones that fit as well. Where the tree asks for no words
        the newest come first; where it asks for nothing that is indexed these are all notes.
        """
        match, (about, values) = needed(tree, _COLUMNS, MATCHES), _about(tree)
        asked, parameters = (f"{_MATCHING} AND {about}", [match, *values]) if match else (about, values)
        if needed(tree, _COLUMNS):
            first = self._uids(_BY_RANK.format(about), match, *values, WEIGHED)
        else:
            first = self._uids(_BY_AGE.format(asked), *parameters, WEIGHED)
        yield from first
        if len(first) == WEIGHED:
            known = {*first}
            others = self._uids(_BY_AGE.format(asked), *parameters, _NO_LIMIT)
            yield from (uid for uid in others if uid not in known)

    def occurrences(self, words: Iterable[Words]) -> dict[Words, int]:
        """How many notes have each of these, of those that any has."""
        with self._session() as connection:
            return occurrences(connection, words)

    def check(self) -> None:
        """See to it that the index is whole. Begins it anew where it is not, and raises `NoteIndexDamagedError`."""
        with self._session() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")

    def begin_anew(self) -> None:
        """Throw away all that is in it."""
        with self._lock:
            self._connection.close()
            self._begin()

    def interrupt(self) -> None:
        """Have what is being looked up in another thread given up: that raises `InterruptedSearchError`."""
        self._connection.interrupt()

    def _uids(self, query: str, *parameters: object) -> list[str]:
        with self._session() as connection:
            return [uid for (uid,) in connection.execute(query, parameters)]

    @contextmanager
    def _session(self) -> Iterator[sqlite3.Connection]:
        """The connection, for this thread alone."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                if not is_damage(error):
                    raise explained(error, self.path) from error
                self._connection.close()
                self._begin()
                raise NoteIndexDamagedError(
                    "The index of your notes was damaged; it is made anew from the notes."
                ) from error

    def _open(self) -> None:
        self.beginnings += 1
        try:
            self._connection = connect(self.path)
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if version == _VERSION:
                return
            self._connection.close()
        except (sqlite3.Error, OSError):
            pass  # whatever it is: it can be made anew, in memory if need be
        self._begin()

    def _begin(self) -> None:
        self.beginnings += 1
        try:
            for suffix in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + suffix).unlink()
            self._connection = connect(self.path)
            _make_tables(self._connection)
        except (sqlite3.Error, OSError):
            self.is_kept = False
            self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            _make_tables(self._connection)


def _about(tree: Node) -> Condition:
    """The condition on `notes` that lets through what may be of the days, authors and addresses that are asked for."""
    parts: list[Condition] = [("1", [])]
    for leaf in tree.parts if isinstance(tree, And) else (tree,):
        match leaf:
            case Dated(_, first, end):  # wherever in the world one is
                parts += [("day >= ?", [_julian(first) - 1])] if first else []
                parts += [("day < ?", [_julian(end) + 1])] if end else []
            case Named(Field.AUTHOR, text):
                parts.append(("instr(author, ?)", [Needle(text, prefix=True).sieve]))
            case Named(Field.URL, text):
                parts.append(("instr(url, ?)", [fold(text)]))
    return joined(" AND ", parts)


def _julian(day: date) -> float:
    """The Julian day with which a day begins in Greenwich."""
    return _DAY_0 + day.toordinal()


def _make_tables(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        for statement in _TABLES:
            connection.execute(statement)


def _add(connection: sqlite3.Connection, note: IndexedNote) -> None:
    connection.execute(
        "INSERT INTO notes (number, fingerprint, uid, day, author, url) VALUES (?, ?, ?, julianday(?), ?, ?)",
        (note.number, note.fingerprint, note.uid, note.created, fold(note.author), fold(note.url)),
    )
    parts = (note.note, " ".join(note.tags), note.speaker, note.title, note.passage)
    connection.execute(
        "INSERT INTO words (rowid, note, tags, speaker, title, passage, facts) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (note.number, *map(index_form, parts), signs(note.facts)),
    )


def _remove(connection: sqlite3.Connection, number: int) -> None:
    if connection.execute("DELETE FROM notes WHERE number = ?", (number,)).rowcount:
        connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
