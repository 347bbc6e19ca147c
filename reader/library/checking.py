"""Looking over `library.db`, changing nothing but caches that nothing points to any more."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.document.codec import decode
from reader.document.errors import DamagedDocumentError
from reader.library.connecting import BUSY_TIMEOUT
from reader.library.errors import LibraryError, explained, is_damage, is_index_damage
from reader.library.migrations import MIGRATIONS
from reader.text.counting import counted

Level = Literal["ok", "mended", "wrong"]

_AT_A_TIME = 100
_NAMED = 5

_CACHES = (
    ("file_state", "article_id NOT IN (SELECT id FROM articles)", "file states of articles that are not there"),
    (
        "analyses",
        "text_sha256 NOT IN (SELECT text_sha256 FROM revisions)",
        "analyses of texts that are not there",
    ),
)


@dataclass(frozen=True, slots=True)
class LibraryFinding:
    """One thing that a check found, as a sentence; "mended" if it is so no more, "wrong" if it still is."""

    level: Level
    sentence: str


def check(path: Path) -> list[LibraryFinding]:
    """What there is to say about the library at `path`. Reads every text in it.

    Cached rows that belong to no article or text are removed, and a file whose text is damaged here counts as
    changed from now on, so that it is read again when it is brought in. A library that is damaged as a file is left
    for `Library` to move aside.

    Raises:
        LibraryError: it cannot be opened or read.
    """
    if not path.exists():
        return [LibraryFinding("ok", f"There is no {path} yet.")]
    try:
        with closing(_connect(path)) as connection:
            return list(_findings(connection, path))
    except sqlite3.Error as error:
        if not is_damage(error):
            raise explained(error, path) from error
        sentence = f"{path} is damaged ({error}). The next start moves it aside; bring your files in again then."
        return [LibraryFinding("wrong", sentence)]
    except OSError as error:
        raise LibraryError(f"{path} cannot be read: {error.strerror}.") from error


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_TIMEOUT, isolation_level=None
    )


def _findings(connection: sqlite3.Connection, path: Path) -> Iterator[LibraryFinding]:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != len(MIGRATIONS):
        yield _of_other_version(connection, path, version)
        return
    faults = [row[0] for row in connection.execute(f"PRAGMA quick_check({_NAMED})") if row[0] != "ok"]
    if faults:
        sentence = f"{path} is damaged inside ({'; '.join(faults)}). Move it away and bring your files in again."
        yield LibraryFinding("wrong", sentence)
        return
    yield from _caches(connection)
    yield from _homeless_texts(connection)
    damaged = list(_damaged_texts(connection))
    yield from _about_damaged(connection, damaged)
    yield from _without_text(connection)
    yield from _waiting(connection)
    yield from _damaged_indexes(connection)
    counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM revisions)"
    articles, texts = connection.execute(counts).fetchone()
    whole = texts - len(damaged)
    yield LibraryFinding(
        "ok", f"{path} has {counted(articles, 'article')}; {whole} of {counted(texts, 'text')} are whole."
    )


def _of_other_version(connection: sqlite3.Connection, path: Path, version: int) -> LibraryFinding:
    if version > len(MIGRATIONS):
        return LibraryFinding("wrong", f"{path} was written by a later version of postil. Update postil.")
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return LibraryFinding("wrong", f"{path} is a database of some other program. Move it away.")
    return LibraryFinding("ok", f"{path} is empty or of an earlier version; the next start brings it up to date.")


def _caches(connection: sqlite3.Connection) -> Iterator[LibraryFinding]:
    for table, condition, what in _CACHES:
        removed = connection.execute(f"DELETE FROM {table} WHERE {condition}").rowcount  # noqa: S608
        if removed:
            yield LibraryFinding("mended", f"{removed} {what} were in the library; they are gone.")


def _homeless_texts(connection: sqlite3.Connection) -> Iterator[LibraryFinding]:
    """Texts without article are kept: annotations may have been made on them, should the article come back."""
    query = "SELECT count(*) FROM revisions WHERE article_id NOT IN (SELECT id FROM articles)"
    (number,) = connection.execute(query).fetchone()
    if number:
        yield LibraryFinding(
            "ok", f"{counted(number, 'text')} in the library without an article; kept for your notes."
        )


def _damaged_texts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The article's id and the SHA-256 of each text that is not what it should be."""
    last = -1
    query = (
        "SELECT rowid, article_id, text_sha256, document FROM revisions WHERE rowid > ? ORDER BY rowid LIMIT ?"
    )
    while rows := connection.execute(query, (last, _AT_A_TIME)).fetchall():
        last = rows[-1][0]
        for _, article_id, sha256, encoded in rows:
            if not _is_whole(encoded, sha256):
                yield article_id, sha256


def _is_whole(encoded: bytes, sha256: str) -> bool:
    try:
        return hashlib.sha256(decode(encoded).text.encode()).hexdigest() == sha256
    except (DamagedDocumentError, UnicodeEncodeError):
        return False


def _about_damaged(connection: sqlite3.Connection, damaged: list[tuple[str, str]]) -> Iterator[LibraryFinding]:
    for article_id, sha256 in damaged:
        row = connection.execute(
            "SELECT title, path, text_sha256 FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        if row is None:
            continue
        title, path, present = row
        if sha256 != present:
            sentence = f"An earlier text of “{title}” ({article_id}) is damaged; passages are found without it."
        else:
            connection.execute("DELETE FROM file_state WHERE article_id = ?", (article_id,))
            sentence = f"The text of “{title}” ({article_id}) is damaged. {_way_back(path)}"
        yield LibraryFinding("wrong", sentence)


def _without_text(connection: sqlite3.Connection) -> Iterator[LibraryFinding]:
    query = """SELECT id, title, path FROM articles WHERE NOT EXISTS (SELECT 1 FROM revisions
        WHERE article_id = id AND revisions.text_sha256 = articles.text_sha256)
        AND arrival NOT IN (SELECT arrival FROM incoming)"""
    for article_id, title, path in connection.execute(query).fetchall():
        connection.execute("DELETE FROM file_state WHERE article_id = ?", (article_id,))
        yield LibraryFinding("wrong", f"The text of “{title}” ({article_id}) is not there. {_way_back(path)}")


def _waiting(connection: sqlite3.Connection) -> Iterator[LibraryFinding]:
    (number,) = connection.execute("SELECT count(*) FROM incoming").fetchone()
    if number:
        yield LibraryFinding(
            "ok", f"{counted(number, 'article')} from feeds yet to be read in; the next fetch does."
        )


def _damaged_indexes(connection: sqlite3.Connection) -> Iterator[LibraryFinding]:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE sql LIKE '% USING fts5 %'"
    ).fetchall():
        try:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")  # noqa: S608
        except sqlite3.DatabaseError as error:
            if not is_index_damage(error):
                raise
            yield LibraryFinding("wrong", f"The index {name} is damaged. `postil reindex` makes it anew.")


def _way_back(path: str | None) -> str:
    return f"Bring it in again: postil list {path}" if path else "Bring it in again."
