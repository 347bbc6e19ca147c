"""The feeds of accounts: as they are here, and as their servers are known to have them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from reader.library.account_records import AccountFeed, KnownFeed
from reader.library.addresses import url_key
from reader.library.conditions import json_array
from reader.library.database import Database
from reader.library.feeds import FEED_COLUMNS, feed_of, follow_feed, follow_feed_again, unfollow_feed
from reader.model import Feed

_OF_ACCOUNT = f"""SELECT {FEED_COLUMNS}, stream, known_followed, known_title, known_folder, own_title
    FROM account_feeds JOIN feeds ON id = feed_id WHERE account_id = ?"""  # noqa: S608
_PUT = """INSERT OR REPLACE INTO account_feeds
    (account_id, feed_id, stream, known_followed, known_title, known_folder) VALUES (?, ?, ?, ?, ?, ?)"""


class AccountFeeds:
    """Which feeds are those of which account. A feed may be one of several."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accounts_of(self, feed_ids: Iterable[int]) -> frozenset[int]:
        """The ids of the accounts that any of these feeds belongs to."""
        rows = self._database.rows(
            "SELECT account_id FROM account_feeds WHERE feed_id IN (SELECT value FROM json_each(?))",
            json_array(feed_ids),
        )
        return frozenset(row[0] for row in rows)

    def of(self, account_id: int) -> list[AccountFeed]:
        """The feeds of an account, also those that are not followed any more, here or there."""
        return [_account_feed(row) for row in self._database.rows(_OF_ACCOUNT, account_id)]

    # What the server says

    def follow(self, account_id: int, feeds: Iterable[Feed]) -> None:
        """Follow feeds that an account has. One that there is already becomes the account's.

        It is called and kept as it is there; its articles and its other settings stay.
        """
        with self._database.transaction() as connection:
            known = {
                url_key(url): (feed_id, is_followed)
                for feed_id, url, is_followed in connection.execute(
                    "SELECT id, url, unsubscribed IS NULL FROM feeds ORDER BY unsubscribed IS NULL"
                )
            }
            for feed in feeds:
                same = known.get(url_key(feed.url))
                feed_id = _join(connection, feed, *same) if same else follow_feed(connection, feed)
                there = KnownFeed("", True, feed.title, feed.folder)
                connection.execute(_PUT, (account_id, feed_id, *_known_values(there)))

    def unfollow(self, account_id: int, feed_ids: Iterable[int], *, keep: Iterable[str]) -> None:
        """Follow feeds no longer that an account does not have any more, but for those that another account has.

        Articles that no other feed has are hidden, but for those whose ids are in `keep`.
        """
        with self._database.transaction() as connection:
            for feed_id in feed_ids:
                connection.execute(
                    "DELETE FROM account_feeds WHERE account_id = ? AND feed_id = ?", (account_id, feed_id)
                )
                others = "SELECT 1 FROM account_feeds WHERE feed_id = ? AND known_followed"
                if connection.execute(others, (feed_id,)).fetchone() is None:
                    unfollow_feed(connection, feed_id, keep)

    def change(self, changes: Iterable[tuple[AccountFeed, str, tuple[str, ...]]]) -> None:
        """Call feeds and put them into folders as they are there; what is not as it was before stays as it is now."""
        with self._database.transaction() as connection:
            for before, title, folder in changes:
                feed = before.feed
                if title != before.title:
                    connection.execute(
                        """UPDATE feeds SET own_title = ?, given_title = ''
                        WHERE id = ? AND own_title = ? AND given_title = ?""",
                        (title, feed.id, before.own_title, feed.given_title),
                    )
                if folder != feed.folder:
                    connection.execute(
                        "UPDATE feeds SET folder = ? WHERE id = ? AND folder = ?",
                        (json.dumps(folder), feed.id, json.dumps(feed.folder)),
                    )

    def know(self, account_id: int, known: Mapping[int, KnownFeed]) -> None:
        """Keep what the server is known to have of feeds, by their ids."""
        with self._database.transaction() as connection:
            connection.executemany(
                _PUT, [(account_id, feed_id, *_known_values(there)) for feed_id, there in known.items()]
            )

    # What the reader says

    def hand_over(self, account_id: int, feed_ids: Iterable[int]) -> None:
        """Have an account follow feeds that are followed here; its server does not know of it yet."""
        with self._database.transaction() as connection:
            connection.executemany(
                """INSERT OR IGNORE INTO account_feeds
                (account_id, feed_id, stream, known_followed, known_title, known_folder)
                VALUES (?, ?, '', 0, '', '[]')""",
                [(account_id, feed_id) for feed_id in feed_ids],
            )


def _join(connection: sqlite3.Connection, feed: Feed, feed_id: int, is_followed: bool) -> int:
    """Have the feed of that id followed under the title and in the folder of `feed`, and give its id."""
    if not is_followed:
        follow_feed_again(connection, feed_id)
    connection.execute(
        "UPDATE feeds SET own_title = ?, given_title = '', folder = ? WHERE id = ?",
        (feed.title, json.dumps(feed.folder), feed_id),
    )
    return feed_id


def _known_values(there: KnownFeed) -> tuple[object, ...]:
    return there.stream, there.is_followed, there.title, json.dumps(there.folder)


def _account_feed(row: tuple[Any, ...]) -> AccountFeed:
    *of_feed, stream, is_followed, title, folder, own_title = row
    there = KnownFeed(stream, bool(is_followed), title, tuple(json.loads(folder)))
    return AccountFeed(feed_of(tuple(of_feed)), own_title, there)
