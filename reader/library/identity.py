"""Which article a text on its way in is: one that is known, or a new one and its id."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from reader.library.addresses import url_key
from reader.library.records import NewArticle

_AHEAD = timedelta(days=1)
_ID_DIGITS = 16
_EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a text on its way in.

    `updates` is False for a mere copy, from which the article learns nothing. `path` is the article's from now
    on, `added` when it was added if it is known, and `diverges` says that its own file has another text now.
    """

    id: str
    path: str | None
    added: str | None = None
    updates: bool = True
    diverges: bool = False


def fate_of(new: NewArticle, text_sha256: str, connection: sqlite3.Connection) -> Fate:
    """What becomes of `new`: the same path is the same article, else the same URL, else the same text.

    Two articles of one text and different URLs stay two; empty texts are told apart by their paths.
    """
    known = _by_path(new, connection) or _by_url(new, connection) or _by_text(new, text_sha256, connection)
    if known is None:
        return Fate(new_id(_origin(new, text_sha256), connection), new.path)
    article_id, path, known_sha256, added = known
    owns_path = path is None or path == new.path or _is_gone(path)
    same_text = known_sha256 == text_sha256
    return Fate(
        id=article_id,
        path=(new.path or path) if owns_path else path,
        added=added,
        updates=owns_path or not same_text,
        diverges=path is not None and path == new.path and not same_text,
    )


def recency(published: str | None, added: str) -> str:
    """What articles are ordered by: when it was published in UTC, else when it was added.

    One that says it was published later than a day after it came in is ordered by when it came.
    """
    if published is None:
        return added
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return added
    if moment.tzinfo is None:
        return published
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:
        return published
    return added if instant - datetime.fromisoformat(added) > _AHEAD else instant.isoformat()


def now() -> str:
    """This instant in UTC, in ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_Known = tuple[str, str | None, str, str]
_SELECT = "SELECT id, path, text_sha256, added FROM articles "
_OLDEST = " ORDER BY added, id LIMIT 1"


def _by_path(new: NewArticle, connection: sqlite3.Connection) -> _Known | None:
    return _first(connection, "WHERE path = ?", new.path)


def _by_url(new: NewArticle, connection: sqlite3.Connection) -> _Known | None:
    return _first(connection, "WHERE url_key = ?", url_key(new.url))


def _by_text(new: NewArticle, text_sha256: str, connection: sqlite3.Connection) -> _Known | None:
    if text_sha256 == _EMPTY_SHA256:
        return None
    if new.url is None:
        return _first(connection, "WHERE text_sha256 = ?", text_sha256)
    return _first(connection, "WHERE text_sha256 = ? AND url IS NULL", text_sha256)


def _first(connection: sqlite3.Connection, condition: str, value: str | None) -> _Known | None:
    if value is None:
        return None
    found: _Known | None = connection.execute(_SELECT + condition + _OLDEST, (value,)).fetchone()
    return found


def new_id(origin: str, connection: sqlite3.Connection) -> str:
    """An id that no article has yet, the same for the same origin in a library that is made anew."""
    taken = "SELECT 1 FROM articles WHERE id = ?"
    return next(id_ for id_ in possible_ids(origin) if not connection.execute(taken, (id_,)).fetchone())


def possible_ids(origin: str) -> Iterator[str]:
    """The ids that an article of this origin may have: the first of them that no other has."""
    return (_digits(f"{origin}#{attempt}" if attempt else origin) for attempt in count())


def _origin(new: NewArticle, text_sha256: str) -> str:
    if new.url is not None:
        return f"url:{url_key(new.url)}"
    return f"path:{new.path}" if text_sha256 == _EMPTY_SHA256 else f"text:{text_sha256}"


def _digits(origin: str) -> str:
    return hashlib.sha256(origin.encode()).hexdigest()[:_ID_DIGITS]


def _is_gone(path: str) -> bool:
    """Whether the file is certainly no longer there."""
    try:
        return not Path(path).exists()
    except OSError:
        return False
