"""The words of articles, in SQLite's full-text index."""

import sqlite3

from reader.document.codec import decode
from reader.document.errors import DamagedDocumentError
from reader.library.database import Database
from reader.text.index_form import index_form

_MISSING = """FROM articles JOIN revisions ON article_id = id AND revisions.text_sha256 = articles.text_sha256
    WHERE indexed IS NULL"""


def index_words(
    connection: sqlite3.Connection, arrival: int, *, title: str, source: str | None, author: str | None, text: str
) -> None:
    """Have the article found by these words, and no more by those it had before.

    The index keeps no copy of the texts, so that a row cannot be taken out of it: the article is given a new row,
    and one that no article names is passed over.
    """
    row = connection.execute(
        "INSERT INTO words (title, author, source, text) VALUES (?, ?, ?, ?)",
        tuple(index_form(part or "") for part in (title, author, source, text)),
    ).lastrowid
    connection.execute("UPDATE articles SET indexed = ? WHERE arrival = ?", (row, arrival))


class WordIndex:
    """The index as a whole. Its methods raise `LibraryError` when the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing_count(self) -> int:
        """How many articles that have a text cannot be found by their words yet."""
        number: int = self._database.rows(f"SELECT count(*) {_MISSING}")[0][0]
        return number

    def begin_anew(self) -> None:
        """Have no article found by its words any more, until `take_missing` has taken them all in again."""
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
            connection.execute("UPDATE articles SET indexed = NULL")

    def settle(self) -> None:
        """Make the index small and quick after very many articles were taken in: some seconds for 100,000."""
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")

    def check(self) -> None:
        """See to it that the index is whole: raises `IndexDamagedError` if it is not."""
        self._database.rows("INSERT INTO words (words) VALUES ('integrity-check')")

    def take_missing(self, limit: int) -> int:
        """Have up to `limit` articles found by their words that are not yet, and give how many those were."""
        rows = self._database.rows(
            f"SELECT arrival, title, articles.source, author, document {_MISSING} LIMIT ?", limit
        )
        with self._database.transaction() as connection:
            for arrival, title, source, author, encoded in rows:
                text = text_of(encoded)
                index_words(connection, arrival, title=title, source=source, author=author, text=text)
        return len(rows)


def text_of(encoded: bytes) -> str:
    """The canonical text of an encoded document; nothing of a damaged one, which `check` tells of."""
    try:
        return decode(encoded).text
    except DamagedDocumentError:
        return ""
