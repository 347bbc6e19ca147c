"""The articles of accounts: which article each is here, and as its server is known to have it."""

from collections.abc import Iterable

from reader.library.account_records import AccountItem, KnownItem, NewItem
from reader.library.conditions import json_array
from reader.library.database import Database


class AccountItems:
    """What has come from servers. An article may be several items, of one account or of many."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, account_id: int) -> list[AccountItem]:
        """The items of an account."""
        rows = self._database.rows(
            """SELECT item, known_read, known_starred, id, coalesce(read, known_read)
            FROM account_items LEFT JOIN articles USING (arrival) WHERE account_id = ?""",
            account_id,
        )
        return [
            AccountItem(article_id, bool(read), KnownItem(item, bool(known_read), bool(known_starred)))
            for item, known_read, known_starred, article_id, read in rows
        ]

    def take_in(self, account_id: int, items: Iterable[NewItem]) -> None:
        """Keep which articles new items are, and as their server has them."""
        with self._database.transaction() as connection:
            connection.executemany(
                """INSERT OR IGNORE INTO account_items (account_id, item, known_read, known_starred, stray, arrival)
                VALUES (?1, ?2, ?3, ?4, iif(?5 IS NULL, ?6, NULL),
                    (SELECT arrival FROM entries WHERE feed_id = ?5 AND key = ?7))""",
                [
                    (
                        account_id,
                        item.there.id,
                        item.there.read,
                        item.there.starred,
                        item.feed_id,
                        item.stream,
                        item.key,
                    )
                    for item in items
                ],
            )

    def know(self, account_id: int, items: Iterable[KnownItem]) -> None:
        """Keep what the server is known to have of items."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE account_items SET known_read = ?, known_starred = ? WHERE account_id = ? AND item = ?",
                [(item.read, item.starred, account_id, item.id) for item in items],
            )

    def forget_strays(self, account_id: int, streams: Iterable[str]) -> None:
        """Have the items of these streams that came before their feeds were followed here be new again."""
        with self._database.transaction() as connection:
            connection.execute(
                """DELETE FROM account_items
                WHERE account_id = ? AND stray IN (SELECT value FROM json_each(?)) AND arrival IS NULL""",
                (account_id, json_array(streams)),
            )
