"""Writing articles and their texts, within a transaction."""

import sqlite3
from collections.abc import Sequence

from reader.document.blocks import TEXT_VERSION, Document
from reader.document.codec import encode
from reader.library.addresses import url_key
from reader.library.captures import keep_capture
from reader.library.feed_records import Settled
from reader.library.identity import Fate, fate_of, now, recency
from reader.library.records import ArticleSource, Capture, FileState, NewArticle
from reader.library.text_index import index_words


def write_parts(
    connection: sqlite3.Connection,
    parts: Sequence[tuple[NewArticle, Document]],
    state: FileState | None,
    capture: Capture | None,
) -> list[str]:
    """Take in the articles that one file holds and give their ids.

    `state` is that of the file, and `capture` how their text came in, as far as there are these.
    """
    if state is not None:
        connection.execute("DELETE FROM file_state WHERE path = ?", (state.path,))
    added = []
    for part, (new, document) in enumerate(parts):
        fate = fate_of(new, document.sha256, connection)
        if fate.updates:
            _write_article(connection, fate, new, document)
            _write_revision(connection, fate.id, new.original, document)
        if state is not None:
            connection.execute(
                "INSERT INTO file_state (path, part, mtime_ns, size, article_id) VALUES (?, ?, ?, ?, ?)",
                (state.path, part, state.mtime_ns, state.size, fate.id),
            )
        if capture is not None:
            keep_capture(connection, fate.id, capture)
        added.append(fate.id)
    return added


def write_whole_text(connection: sqlite3.Connection, settled: Settled, capture: Capture) -> None:
    """Give an article the whole text of which it had an excerpt, if it is there, and keep how that came in."""
    if give_text(connection, settled):
        connection.execute("UPDATE articles SET excerpt = 0 WHERE id = ?", (settled.id,))
        keep_capture(connection, settled.id, capture)


def _write_article(connection: sqlite3.Connection, fate: Fate, new: NewArticle, document: Document) -> None:
    """Make `new`, with the text of `document`, what is known of the article that it is."""
    added = fate.added or now()
    (arrival,) = connection.execute(
        """INSERT INTO articles (id, title, text_sha256, text_version, words, added, source, author, url,
            published, language, path, recency, url_key, excerpt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, text_sha256 = excluded.text_sha256,
            text_version = excluded.text_version, words = excluded.words, source = excluded.source,
            author = excluded.author, url = excluded.url, published = excluded.published,
            language = excluded.language, path = excluded.path, recency = excluded.recency,
            url_key = excluded.url_key, excerpt = excluded.excerpt
        RETURNING arrival""",
        (
            fate.id,
            new.title,
            document.sha256,
            TEXT_VERSION,
            new.words,
            added,
            new.source,
            new.author,
            new.url,
            new.published,
            new.language,
            fate.path,
            recency(new.published, added),
            url_key(new.url),
            new.is_excerpt,
        ),
    ).fetchone()
    # What a feed had for its text counts no more.
    connection.execute("DELETE FROM incoming WHERE arrival = ?", (arrival,))
    if fate.diverges:
        # Copies of the file now differ from it: each has to be read again, to become an article of its own.
        connection.execute("DELETE FROM file_state WHERE article_id = ?", (fate.id,))
    index_words(connection, arrival, title=new.title, source=new.source, author=new.author, text=document.text)


def _write_revision(
    connection: sqlite3.Connection, article_id: str, original: ArticleSource, document: Document
) -> None:
    """Keep the text for good. Its source and styling follow the latest that came in with this text."""
    connection.execute(
        """INSERT INTO revisions (article_id, text_sha256, text_version, captured, format, source, document)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (article_id, text_sha256) DO UPDATE SET text_version = excluded.text_version,
            format = excluded.format, source = excluded.source, document = excluded.document""",
        (article_id, document.sha256, TEXT_VERSION, now(), original.format, original.text, encode(document)),
    )


def give_text(connection: sqlite3.Connection, settled: Settled) -> bool:
    """Make a document the article's present text; False if there is no such article."""
    row = connection.execute(
        "SELECT arrival, title, source, author FROM articles WHERE id = ?", (settled.id,)
    ).fetchone()
    if row is None:
        return False
    arrival, title, source, author = row
    document = settled.document
    _write_revision(connection, settled.id, settled.original, document)
    connection.execute(
        "UPDATE articles SET text_sha256 = ?, text_version = ?, words = ? WHERE arrival = ?",
        (document.sha256, TEXT_VERSION, settled.words, arrival),
    )
    connection.execute("DELETE FROM incoming WHERE arrival = ?", (arrival,))
    index_words(connection, arrival, title=title, source=source, author=author, text=document.text)
    return True
