"""The words of articles, in SQLite's full-text index."""

import sqlite3

from reader.text.index_form import index_form


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
