"""What servers answered when texts came in, kept so that it can be shown where they are from."""

import hashlib
import sqlite3
import zlib
from dataclasses import replace

from reader.library.database import Database
from reader.library.records import Capture


def keep_capture(connection: sqlite3.Connection, article_id: str, capture: Capture) -> None:
    """Keep what was answered; the same answer from the same address once only."""
    connection.execute(
        "DELETE FROM captures WHERE article_id = ? AND body_sha256 = ? AND final_url = ?",
        (article_id, capture.body_sha256, capture.final_url),
    )
    connection.execute(
        """INSERT INTO captures (article_id, text_sha256, url, final_url, captured, status, media_type, charset,
            body_sha256, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            article_id,
            capture.text_sha256,
            capture.url,
            capture.final_url,
            capture.captured,
            capture.status,
            capture.media_type,
            capture.charset,
            capture.body_sha256,
            zlib.compress(capture.body),
        ),
    )


class Captures:
    """The evidence. Its methods raise `LibraryError` when the file cannot be read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_article(self, article_id: str) -> tuple[Capture, ...]:
        """What was answered when the article's texts came in, the earliest first.

        A body that cannot be unpacked any more comes as none at all, so that its SHA-256 tells on it.
        """
        rows = self._database.rows(
            """SELECT text_sha256, url, final_url, captured, status, media_type, charset, body_sha256, body
            FROM captures WHERE article_id = ? ORDER BY captured, id""",
            article_id,
        )
        return tuple(replace(Capture(*row), body=_unpacked(row[-1])) for row in rows)


def is_whole(capture: Capture) -> bool:
    """Whether the bytes that are kept are those that were answered."""
    return hashlib.sha256(capture.body).hexdigest() == capture.body_sha256


def _unpacked(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return b""
