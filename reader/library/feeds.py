"""The feeds that the reader follows, what fetching them has taught, and the articles that each has given."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reader.library.conditions import json_array
from reader.library.database import Database
from reader.library.errors import FeedAmbiguousError, FeedNotFoundError
from reader.library.feed_records import Arrived
from reader.library.identity import now
from reader.library.selections import Tally
from reader.model import Feed, FeedState, FullText

if TYPE_CHECKING:
    from reader.query.tree import Named

FEED_COLUMNS = """id, url, own_title, added, given_title, site_url, folder, tags, paused, full_text, keep_days,
    keep_count, user, secret, trusted, unsubscribed"""
"""What `feed_of` makes a feed of."""

_SELECT = f"SELECT {FEED_COLUMNS} FROM feeds "  # noqa: S608
_STATE = """SELECT feed_id, etag, last_modified, body_sha256, fetched, succeeded, changed, due, interval, failures,
    error, not_before, gone FROM feed_states """
_values_of_state = attrgetter(*(field.name for field in fields(FeedState)))
_OF_ARTICLE = """WHERE id IN (SELECT feed_id FROM entries JOIN articles USING (arrival) WHERE articles.id = ?)
    ORDER BY id"""
_FOLLOWED = "unsubscribed IS NULL"
_AMBIGUOUS_SHOWN = 3
_GONE_WITH_FEED = 2
"""What `hidden` says of an article that went out of sight with its feed; 1 is that the reader or a rule hid it."""


class Feeds:
    """The followed feeds. Every method raises `LibraryError` when the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The feeds

    def all(self) -> list[Feed]:
        """The feeds that are followed, by folder and title."""
        feeds = [feed_of(row) for row in self._database.rows(f"{_SELECT}WHERE {_FOLLOWED}")]
        return sorted(feeds, key=lambda feed: ([part.casefold() for part in feed.folder], feed.title.casefold()))

    def get(self, feed_id: int) -> Feed:
        """The feed of that id, followed or not any more. Raises `FeedNotFoundError`."""
        rows = self._database.rows(_SELECT + "WHERE id = ?", feed_id)
        if not rows:
            raise FeedNotFoundError(f"There is no feed with the id {feed_id}. `postil feeds` lists them.")
        return feed_of(rows[0])

    def find(self, reference: str) -> Feed:
        """The followed feed of that id or address, or whose title is or alone begins like that, whatever the case.

        Raises:
            FeedNotFoundError: there is none.
            FeedAmbiguousError: there are several.
        """
        wanted = reference.strip().casefold()
        feeds = self.all()
        exact = [f for f in feeds if wanted in {str(f.id), f.url.casefold(), f.title.casefold()}]
        found = exact or [f for f in feeds if wanted and f.title.casefold().startswith(wanted)]
        if not found:
            raise FeedNotFoundError(
                f"No feed has the id, address or title “{reference[:200]}”. `postil feeds` lists them."
            )
        if len(found) > 1:
            named = "; ".join(f"{feed.id} ({feed.title})" for feed in found[:_AMBIGUOUS_SHOWN])
            raise FeedAmbiguousError(f"Several feeds go by “{reference[:200]}”: {named}. Give the id of one.")
        return found[0]

    def by_url(self, url: str) -> Feed | None:
        """The feed at that address, followed or not any more."""
        rows = self._database.rows(_SELECT + "WHERE url = ?", url)
        return feed_of(rows[0]) if rows else None

    def of_article(self, article_id: str) -> tuple[Feed, ...]:
        """The feeds that gave the article, the first first."""
        rows = self._database.rows(
            _SELECT + _OF_ARTICLE,
            article_id,
        )
        return tuple(feed_of(row) for row in rows)

    def of_accounts(self) -> frozenset[int]:
        """The ids of the feeds that a server fetches for the reader."""
        rows = self._database.rows("SELECT feed_id FROM account_feeds WHERE known_followed")
        return frozenset(row[0] for row in rows)

    def named(self, name: "Named") -> list[int]:
        """The ids of the feeds, followed or not any more, whose titles have the words of a query."""
        # Only a query needs them, and nothing that comes in does.
        from reader.query.predicates import predicate
        from reader.query.subjects import subject

        is_meant = predicate(name)
        feeds = map(feed_of, self._database.rows(_SELECT))
        return [feed.id for feed in feeds if is_meant(subject([], names={name.field: [feed.title]}))]

    # What the reader decides

    def follow(self, feeds: Iterable[Feed]) -> list[Feed]:
        """Follow feeds; their `id` is passed over and given anew. One that was followed before goes on as it was."""
        with self._database.transaction() as connection:
            ids = [follow_feed(connection, feed) for feed in feeds]
        return [self.get(feed_id) for feed_id in ids]

    def change(self, feeds: Iterable[Feed]) -> None:
        """Keep what the reader decided about feeds: all of their fields but `id`, `title` and `added`."""
        with self._database.transaction() as connection:
            for feed in feeds:
                connection.execute(
                    """UPDATE feeds SET url = ?, given_title = ?, site_url = ?, folder = ?, tags = ?, paused = ?,
                        full_text = ?, keep_days = ?, keep_count = ?, user = ?, secret = ?, trusted = ? WHERE id = ?""",
                    (feed.url, *_decided(feed), feed.id),
                )

    def unfollow(self, ids: Iterable[int], *, keep: Iterable[str] = ()) -> None:
        """Follow these feeds no longer; `follow_again` takes it back.

        The articles that no other feed has are hidden, but for those whose ids are in `keep`.
        """
        with self._database.transaction() as connection:
            for feed_id in ids:
                unfollow_feed(connection, feed_id, keep)

    def follow_again(self, ids: Iterable[int]) -> None:
        """Follow feeds again that were followed no longer, and show the articles that went out of sight with them."""
        with self._database.transaction() as connection:
            for feed_id in ids:
                follow_feed_again(connection, feed_id)

    # What fetching teaches

    def states(self) -> Mapping[int, FeedState]:
        """How every followed feed has been doing, by id."""
        rows = self._database.rows(f"{_STATE}JOIN feeds ON feeds.id = feed_id WHERE {_FOLLOWED}")
        return {row[0]: _state(row) for row in rows}

    def state(self, feed_id: int) -> FeedState:
        """How a feed has been doing; that of a new one if it was never fetched."""
        rows = self._database.rows(_STATE + "WHERE feed_id = ?", feed_id)
        return _state(rows[0]) if rows else FeedState(feed_id)

    def record(self, states: Iterable[FeedState]) -> None:
        """Keep how feeds have been doing."""
        with self._database.transaction() as connection:
            record_states(connection, states)

    def move(self, feed_id: int, url: str) -> bool:
        """Have a feed at another address from now on; False if another feed is there already."""
        with self._database.transaction() as connection:
            cursor = connection.execute("UPDATE OR IGNORE feeds SET url = ? WHERE id = ?", (url, feed_id))
            return cursor.rowcount == 1

    # Their articles

    def tallies(self) -> Mapping[int, Tally]:
        """How many articles each feed has given that are shown, and how many of them are unread."""
        rows = self._database.rows(
            """SELECT feed_id, count(*), sum(read = 0) FROM entries JOIN articles USING (arrival)
            WHERE hidden = 0 GROUP BY feed_id"""
        )
        return {feed_id: Tally(articles, unread) for feed_id, articles, unread in rows}

    def unread_of_groups(self, groups: Sequence[Collection[int]]) -> list[int]:
        """How many unread articles each group of feeds has given that are shown; what several gave counts once."""
        rows = self._database.rows(
            """SELECT groups.key, count(DISTINCT arrival)
            FROM json_each(?) AS groups, json_each(groups.value) AS feed
            JOIN entries ON feed_id = feed.value JOIN articles USING (arrival)
            WHERE hidden = 0 AND read = 0 GROUP BY groups.key""",
            json_array([*group] for group in groups),
        )
        counts = dict(rows)
        return [counts.get(number, 0) for number in range(len(groups))]

    def prune(self, feed: Feed, *, before: str | None, keep_count: int | None, keep: Iterable[str]) -> int:
        """Delete articles that this feed alone has given, with their texts; give how many.

        Those go that are older than the instant `before`, and those beyond the newest `keep_count`; never one whose
        id is in `keep`, nor one of which a server has yet to be told that it was read or is no longer starred. That
        they were there is remembered, so that they do not come again.
        """
        with self._database.transaction() as connection:
            cursor = connection.execute(
                """DELETE FROM articles WHERE arrival IN (
                    SELECT arrival FROM (
                        SELECT arrival, recency, row_number() OVER (ORDER BY recency DESC, arrival DESC) AS place
                        FROM articles WHERE arrival IN (SELECT arrival FROM entries WHERE feed_id = ?1)
                    ) WHERE recency < coalesce(?2, '') OR place > coalesce(?3, 9e18)
                ) AND path IS NULL AND id NOT IN (SELECT value FROM json_each(?4))
                AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.arrival = articles.arrival AND feed_id <> ?1)
                AND NOT EXISTS (SELECT 1 FROM account_items WHERE account_items.arrival = articles.arrival
                    AND (known_read <> read OR known_starred))""",
                (feed.id, before, keep_count, json_array(keep)),
            )
            return cursor.rowcount


def record_states(connection: sqlite3.Connection, states: Iterable[FeedState]) -> None:
    """Keep how feeds have been doing, within a transaction."""
    connection.executemany(
        "INSERT OR REPLACE INTO feed_states VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(_values_of_state, states),
    )


def record_names(connection: sqlite3.Connection, arrived: Arrived) -> None:
    """Keep what a feed calls itself and the page that it belongs to, within a transaction."""
    connection.execute(
        """UPDATE feeds SET own_title = ?1, site_url = coalesce(?2, site_url)
        WHERE id = ?3 AND (own_title <> ?1 OR site_url IS NOT coalesce(?2, site_url))""",
        (arrived.title, arrived.site_url, arrived.feed_id),
    )


def follow_feed(connection: sqlite3.Connection, feed: Feed) -> int:
    """Follow a feed, within a transaction, and give its id. One that was followed before goes on as it was."""
    row = connection.execute("SELECT id FROM feeds WHERE url = ?", (feed.url,)).fetchone()
    if row is not None:
        feed_id: int = row[0]
        follow_feed_again(connection, feed_id)
        return feed_id
    made = connection.execute(
        """INSERT INTO feeds (url, added, own_title, given_title, site_url, folder, tags, paused, full_text, keep_days,
            keep_count, user, secret, trusted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (feed.url, feed.added or now(), feed.title, *_decided(feed)),
    ).lastrowid
    assert made is not None
    return made


def follow_feed_again(connection: sqlite3.Connection, feed_id: int) -> None:
    """Follow a feed again and show the articles that went out of sight with it, within a transaction."""
    connection.execute("UPDATE feeds SET unsubscribed = NULL WHERE id = ?", (feed_id,))
    connection.execute(
        """UPDATE articles SET hidden = 0
        WHERE arrival IN (SELECT arrival FROM entries WHERE feed_id = ?) AND hidden = ?""",
        (feed_id, _GONE_WITH_FEED),
    )


def unfollow_feed(connection: sqlite3.Connection, feed_id: int, keep: Iterable[str]) -> None:
    """Follow a feed no longer and hide the articles that it alone has but for `keep`, within a transaction."""
    connection.execute("UPDATE feeds SET unsubscribed = ? WHERE id = ?", (now(), feed_id))
    connection.execute(
        f"""UPDATE articles SET hidden = {_GONE_WITH_FEED}
        WHERE arrival IN (SELECT arrival FROM entries WHERE feed_id = ?1) AND path IS NULL AND hidden = 0
        AND id NOT IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (
            SELECT 1 FROM entries JOIN feeds ON feeds.id = feed_id
            WHERE entries.arrival = articles.arrival AND {_FOLLOWED})""",  # noqa: S608
        (feed_id, json_array(keep)),
    )


def _state(row: tuple[Any, ...]) -> FeedState:
    return replace(FeedState(*row), gone=bool(row[-1]))


def _decided(feed: Feed) -> tuple[object, ...]:
    return (
        feed.given_title,
        feed.site_url,
        json.dumps(feed.folder),
        json.dumps(feed.tags),
        feed.paused,
        feed.full_text,
        feed.keep_days,
        feed.keep_count,
        feed.user,
        feed.secret,
        feed.trusted,
    )


def feed_of(row: tuple[Any, ...]) -> Feed:
    """The feed in the columns of `FEED_COLUMNS`."""
    (id_, url, own, added, given, site, folder, tags, paused, full, days, count, user, secret, trusted, until) = (
        row
    )
    return Feed(
        id=id_,
        url=url,
        title=given or own or url,
        added=added,
        given_title=given,
        site_url=site,
        folder=tuple(json.loads(folder)),
        tags=tuple(json.loads(tags)),
        paused=bool(paused),
        full_text=FullText(full),
        keep_days=days,
        keep_count=count,
        user=user,
        secret=secret,
        trusted=bool(trusted),
        unsubscribed=until,
    )
