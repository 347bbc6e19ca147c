"""How the entries of feeds become articles: at once as they came, and soon after with their text as a document."""

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from reader.document.blocks import TEXT_VERSION
from reader.library.addresses import url_key
from reader.library.conditions import json_array
from reader.library.database import Database
from reader.library.feed_records import Arrived, Settled, TakenIn, Waiting
from reader.library.feeds import record_names, record_states
from reader.library.identity import possible_ids, recency
from reader.library.writing import give_text
from reader.model import Entry

TELLING_LENGTH = 200
"""How many characters of HTML an entry must have for the same ones elsewhere to be the same article."""

_ORDER_OF_ARRIVAL = "ORDER BY arrival DESC LIMIT ?"
_WAITING = "SELECT id, title, html, url, language FROM incoming JOIN articles USING (arrival) "
_ADD = """INSERT INTO articles (id, title, text_sha256, text_version, words, added, source, author, url,
        published, language, recency, url_key, content_sha256, excerpt)
    VALUES (?, ?, '', ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"""


class Arrivals:
    """The library's door for feeds. Every method raises `LibraryError` when the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_in(self, arrived: Iterable[Arrived]) -> list[TakenIn]:
        """Take in what feeds had, as a whole or not at all, and give what came of each.

        An entry is an article that is known if its feed gave it before under the same key; else if the addresses are
        those of one article, unless that is another entry of the same feed; else if title and content are the same.
        """
        feeds = [*arrived]
        taken = []
        with self._database.transaction() as connection:
            for feed in feeds:
                record_names(connection, feed)
                taken.append(_Intake(connection, feed).take_in())
            record_states(connection, [feed.state for feed in feeds])
        return taken

    def ids_of(self, feed_id: int, keys: Iterable[str]) -> list[str]:
        """The ids of the articles that a feed has given under these keys, as far as they are there."""
        return [
            row[0]
            for row in self._database.rows(
                """SELECT id FROM entries JOIN articles USING (arrival)
                WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))""",
                feed_id,
                json_array(keys),
            )
        ]

    def waiting(self, limit: int) -> list[Waiting]:
        """Articles whose text is yet to be made a document, the latest first, `limit` at most."""
        return [Waiting(*row) for row in self._database.rows(_WAITING + _ORDER_OF_ARRIVAL, limit)]

    def waiting_for(self, article_id: str) -> Waiting | None:
        """What is waiting to be the text of this article; None if it has its text."""
        rows = self._database.rows(_WAITING + "WHERE id = ?", article_id)
        return Waiting(*rows[0]) if rows else None

    def waiting_count(self) -> int:
        """How many articles wait for their text."""
        number: int = self._database.rows("SELECT count(*) FROM incoming")[0][0]
        return number

    def settle(self, settled: Sequence[Settled]) -> None:
        """Give articles their documents. One that has got another text meanwhile keeps that."""
        with self._database.transaction() as connection:
            for each in settled:
                if _is_waiting(connection, each.id):
                    give_text(connection, each)


class _Intake:
    """Takes in the entries of one feed, within a transaction."""

    def __init__(self, connection: sqlite3.Connection, arrived: Arrived) -> None:
        self._connection = connection
        self._feed = arrived
        self._keys = {entry.key for entry in arrived.entries}
        self._known = self._known_before()
        self._new: list[str] = []
        self._changed: list[str] = []

    def take_in(self) -> TakenIn:
        """Take in all entries, the last first: feeds have the newest at the top."""
        for entry in reversed(self._feed.entries):
            content = _digest(entry)
            known = self._known.get(entry.key)
            if known is None:
                self._take_unknown(entry, content)
            elif known[1] != content:
                self._take_change(entry, content, known[0])
        return TakenIn(tuple(reversed(self._new)), tuple(reversed(self._changed)))

    def _known_before(self) -> dict[str, tuple[int | None, bytes]]:
        """What the feed has given before of what it has now: its article, None if that has gone, and its content."""
        rows = self._connection.execute(
            """SELECT key, arrival, content_sha256 FROM entries
            WHERE feed_id = ? AND key IN (SELECT value FROM json_each(?))""",
            (self._feed.feed_id, json_array(self._keys)),
        )
        return {key: (arrival, content) for key, arrival, content in rows}

    def _take_unknown(self, entry: Entry, content: bytes) -> None:
        key = url_key(entry.url)
        same = self._by_address(key) or self._by_content(entry, content)
        if same is None:
            arrival = self._add(entry, key, content)
        else:
            arrival, is_excerpt = same
            if is_excerpt and not entry.is_excerpt:
                self._replace_text(arrival, entry, content)
        self._connection.execute(
            "INSERT INTO entries (feed_id, key, arrival, content_sha256, seen) VALUES (?, ?, ?, ?, ?)",
            (self._feed.feed_id, entry.key, arrival, content, self._feed.at),
        )
        self._known[entry.key] = (arrival, content)

    def _take_change(self, entry: Entry, content: bytes, arrival: int | None) -> None:
        self._connection.execute(
            "UPDATE entries SET content_sha256 = ? WHERE feed_id = ? AND key = ?",
            (content, self._feed.feed_id, entry.key),
        )
        row = self._connection.execute(
            "SELECT id, excerpt FROM articles WHERE arrival = ?", (arrival,)
        ).fetchone()
        if row is None:
            return
        article_id, is_excerpt = row
        # A page's whole text is not given up for the feed's excerpt of it.
        if is_excerpt or not entry.is_excerpt:
            assert arrival is not None
            self._replace_text(arrival, entry, content)
            self._changed.append(article_id)

    def _by_address(self, key: str | None) -> tuple[int, bool] | None:
        """The article at the address, unless the feed has it as another entry even now."""
        if key is None:
            return None
        row = self._connection.execute(
            "SELECT arrival, excerpt FROM articles WHERE url_key = ? ORDER BY arrival LIMIT 1", (key,)
        ).fetchone()
        if row is None or self._is_another_entry(row[0]):
            return None
        return row[0], bool(row[1])

    def _is_another_entry(self, arrival: int) -> bool:
        keys = self._connection.execute(
            "SELECT key FROM entries WHERE arrival = ? AND feed_id = ?", (arrival, self._feed.feed_id)
        )
        return any(key in self._keys for (key,) in keys)

    def _by_content(self, entry: Entry, content: bytes) -> tuple[int, bool] | None:
        if len(entry.html) < TELLING_LENGTH:
            return None
        row = self._connection.execute(
            "SELECT arrival, excerpt FROM articles WHERE content_sha256 = ? ORDER BY arrival LIMIT 1", (content,)
        ).fetchone()
        return (row[0], bool(row[1])) if row else None

    def _add(self, entry: Entry, key: str | None, content: bytes) -> int:
        origin = f"url:{key}" if key else f"entry:{self._feed.feed_id}:{entry.key}"
        at = self._feed.at
        about = (
            entry.title,
            TEXT_VERSION,
            at,
            self._feed.source,
            entry.author,
            entry.url,
            entry.published,
            entry.language or self._feed.language,
            recency(entry.published or entry.updated, at),
            key,
            content,
            entry.is_excerpt,
        )
        article_id, arrival = next(
            (article_id, added.lastrowid)
            for article_id in possible_ids(origin)
            if (added := self._connection.execute(_ADD, (article_id, *about))).rowcount
        )
        assert arrival is not None
        self._await_text(arrival, entry)
        self._new.append(article_id)
        return arrival

    def _replace_text(self, arrival: int, entry: Entry, content: bytes) -> None:
        self._connection.execute(
            """UPDATE articles SET title = ?, author = coalesce(?, author), content_sha256 = ?, excerpt = ?
            WHERE arrival = ?""",
            (entry.title, entry.author, content, entry.is_excerpt, arrival),
        )
        self._await_text(arrival, entry)

    def _await_text(self, arrival: int, entry: Entry) -> None:
        self._connection.execute("INSERT OR REPLACE INTO incoming VALUES (?, ?)", (arrival, entry.html))
        for enclosure in entry.enclosures:
            self._connection.execute(
                "INSERT OR REPLACE INTO enclosures VALUES (?, ?, ?, ?)",
                (arrival, enclosure.url, enclosure.media_type, enclosure.size),
            )


def _digest(entry: Entry) -> bytes:
    """What tells that an entry says something else than before."""
    return blake2b(f"{entry.title}\0{entry.html}".encode(errors="surrogatepass"), digest_size=16).digest()


def _is_waiting(connection: sqlite3.Connection, article_id: str) -> bool:
    query = "SELECT 1 FROM incoming JOIN articles USING (arrival) WHERE id = ?"
    return connection.execute(query, (article_id,)).fetchone() is not None
