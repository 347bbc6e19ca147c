"""newsboat's cache: the articles that a reader of newsboat has, with what they have read and flagged."""

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from reader.model import Enclosure, Entry, PostilError
from reader.model.subscription import Subscription
from reader.text.sanitize import clean

MAX_CONTENT = 2_000_000
"""Code points of an article's HTML; the rest is left out."""

MAX_FEEDS = 20_000
"""Feeds of a cache; the rest is left out."""

MAX_VALUE = 2_000
"""Code points of a title, an address or any other value; the rest is left out."""

_MAGIC = b"SQLite format 3\0"
_AT_A_TIME = 50
_BUSY_TIMEOUT = 10.0
"""How long newsboat's own writing is waited for, in seconds."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


class NewsboatCacheError(PostilError):
    """The file is no cache of newsboat's, or cannot be read."""


@dataclass(frozen=True, slots=True)
class NewsboatItem:
    """An article of newsboat's. `feed_url` is None where its feed is no address of the web but a program's output.

    `flags` are the letters that the reader gave it, in the order of the alphabet.
    """

    feed_url: str | None
    entry: Entry
    is_read: bool
    flags: str = ""


class _Row(NamedTuple):
    """A row of `rss_item`; the fields are its columns. One with a default is missing in caches of some age."""

    guid: str
    title: str
    author: str
    url: str
    feedurl: str
    pubDate: str  # noqa: N815
    content: str
    unread: str
    enclosure_url: str = ""
    enclosure_type: str = ""
    flags: str = ""
    content_mime_type: str = ""


class NewsboatCache:
    """An open `cache.db`, which nothing is ever written to; to be closed, or used in a `with`.

    newsboat may be using it. So it is read under SQLite's ordinary locks (`mode=ro`): with `immutable`, what is half
    written would be read as if nothing were going on. And since newsboat gives up what it cannot write at once, no
    lock is held between one small read and the next; `items` may be gone through at leisure.

    Its methods raise `NewsboatCacheError`, as does opening it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        _require_file(path)
        try:
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_BUSY_TIMEOUT, isolation_level=None
            )
        except sqlite3.Error as error:
            raise _explained(error, path) from error
        try:
            self._connection.text_factory = lambda data: data.decode(errors="replace")
            self._rows("PRAGMA trusted_schema = OFF")
            self._columns = self._columns_of("rss_item")
            if not self._columns_of("rss_feed") >= {"rssurl", "url", "title"} or not self._columns >= _REQUIRED:
                raise NewsboatCacheError(f"{path} is a database, but no cache of newsboat's.")
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def feeds(self) -> list[Subscription]:
        """The feeds that it knows, but those that are programs."""
        values = ", ".join(map(_cut, ("rssurl", "title", "url")))
        rows = self._rows(f"SELECT {values} FROM rss_feed ORDER BY rowid LIMIT {MAX_FEEDS}")  # noqa: S608
        found = ((_web(_text(url)), _plain(_text(title)), _web(_text(site))) for url, title, site in rows)
        return [Subscription(url, title, site) for url, title, site in found if url]

    def count(self) -> int:
        """How many articles `items` gives, if newsboat changes none meanwhile."""
        ((number,),) = self._rows(f"SELECT count(*) FROM rss_item WHERE {self._not_deleted}")  # noqa: S608
        return int(number)

    def items(self) -> Iterator[NewsboatItem]:
        """The articles that were not deleted, in the order in which they came; only a few are in memory at a time."""
        names = [name for name in _Row._fields if name in self._columns]
        values = ", ".join(_cut(name, MAX_CONTENT if name == "content" else MAX_VALUE) for name in names)
        query = (
            f"SELECT rowid, {values} FROM rss_item WHERE rowid > ? AND {self._not_deleted} "  # noqa: S608
            f"ORDER BY rowid LIMIT {_AT_A_TIME}"
        )
        last = -1
        while rows := self._rows(query, last):
            last = rows[-1][0]
            for _, *row in rows:
                yield _item(_Row(**dict(zip(names, map(_text, row), strict=True))))

    @property
    def _not_deleted(self) -> str:
        return "deleted = 0" if "deleted" in self._columns else "TRUE"

    def _columns_of(self, table: str) -> set[str]:
        """The columns of a table, none if it is no table."""
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", table):
            return set()
        return {name for (name,) in self._rows("SELECT name FROM pragma_table_info(?)", table)}

    def _rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise _explained(error, self._path) from error


_REQUIRED = {name for name in _Row._fields if name not in _Row._field_defaults}


def is_database(path: Path) -> bool:
    """Whether the file is a database of SQLite's, as newsboat's cache is. Raises `NewsboatCacheError`."""
    _require_file(path)
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise NewsboatCacheError(f"{path} cannot be read: {error.strerror}.") from error


def _require_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise NewsboatCacheError(f"There is no cache of newsboat's at {path}.") from error
        raise NewsboatCacheError(f"{path} cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(mode):
        raise NewsboatCacheError(f"{path} is no file, so no cache of newsboat's.")
    if not os.access(path, os.R_OK):
        raise NewsboatCacheError(f"{path} cannot be read. Check its permissions.")


def _explained(error: sqlite3.Error, path: Path) -> NewsboatCacheError:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case sqlite3.SQLITE_NOTADB:
            return NewsboatCacheError(f"{path} is no database, so no cache of newsboat's.")
        case sqlite3.SQLITE_CORRUPT:
            return NewsboatCacheError(
                f"The cache {path} is damaged ({error}); what stands behind that cannot be read."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return NewsboatCacheError(f"newsboat is writing to {path}. Try again in a moment.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return NewsboatCacheError(
                f"newsboat was stopped while it wrote to {path}. Start it once, which mends that, and try again."
            )
    return NewsboatCacheError(f"The cache {path} cannot be read: {error}.")


def _cut(column: str, length: int = MAX_VALUE) -> str:
    return f"substr({column}, 1, {length})"


def _item(row: _Row) -> NewsboatItem:
    url, enclosure = _web(row.url), _web(row.enclosure_url)
    return NewsboatItem(
        feed_url=_web(row.feedurl),
        entry=Entry(
            key=row.guid or row.url or f"{row.feedurl} {row.title}",
            title=_plain(row.title),
            url=url,
            author=_plain(row.author) or None,
            published=_instant(row.pubDate),
            html=_paragraphs(row.content) if row.content_mime_type == "text/plain" else row.content,
            enclosures=(Enclosure(enclosure, clean(row.enclosure_type, one_line=True) or None),)
            if enclosure
            else (),
        ),
        is_read=row.unread == "0",
        flags=clean(row.flags, one_line=True),
    )


def _text(value: object) -> str:
    """The value as text; SQLite keeps in any column what is put there."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    """A title or name without the markup and entities that newsboat keeps as the feed had them."""
    return clean(unescape(_TAG.sub("", text)), one_line=True)


def _web(text: str) -> str | None:
    """The address, if it is one of the web."""
    if not text.lower().startswith(("http://", "https://")) or any(
        c.isspace() or not c.isprintable() for c in text
    ):
        return None
    return text


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


def _instant(seconds: str) -> str | None:
    """The moment in ISO 8601, of the seconds since 1970 that newsboat has; its 0 is for none."""
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if moment.timestamp() else None
