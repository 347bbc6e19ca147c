"""The reader's accounts on servers that fetch feeds, and how synchronising them has been going."""

from reader.library.account_feeds import AccountFeeds
from reader.library.account_items import AccountItems
from reader.library.account_records import ServerAccount
from reader.library.database import Database
from reader.library.errors import AccountAmbiguousError, AccountNotFoundError
from reader.library.identity import now

_SELECT = "SELECT id, url, user, secret, added, tried, succeeded, error, not_before FROM accounts "
_FEEDS_FETCHED = """INSERT INTO feed_states (feed_id, fetched, succeeded, failures, error)
    SELECT feed_id, ?2, iif(?3 IS NULL, ?2, NULL), ?3 IS NOT NULL, ?3
    FROM account_feeds WHERE account_id = ?1 AND known_followed
    ON CONFLICT (feed_id) DO UPDATE SET fetched = excluded.fetched,
        succeeded = coalesce(excluded.succeeded, succeeded), error = excluded.error,
        failures = iif(excluded.error IS NULL, 0, failures + 1), not_before = NULL, gone = 0"""
_SHOWN = 200


class Accounts:
    """The accounts: what is known of their `feeds`, and of the articles in them, their `items`.

    Every method, theirs too, raises `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.feeds = AccountFeeds(database)
        self.items = AccountItems(database)

    def all(self) -> list[ServerAccount]:
        """The accounts, the first first."""
        return [ServerAccount(*row) for row in self._database.rows(_SELECT + "ORDER BY id")]

    def find(self, reference: str) -> ServerAccount:
        """The account of that id, address, user or name, whatever the case.

        Raises:
            AccountNotFoundError: there is none.
            AccountAmbiguousError: there are several.
        """
        wanted = reference.strip().casefold()
        found = [
            account
            for account in self.all()
            if wanted in {str(account.id), *map(str.casefold, (account.url, account.user, account.name))}
        ]
        if not found:
            raise AccountNotFoundError(
                f"No account has the id, address or name “{reference[:_SHOWN]}”. `postil accounts` lists them."
            )
        if len(found) > 1:
            named = "; ".join(f"{account.id} ({account.name})" for account in found)
            raise AccountAmbiguousError(
                f"Several accounts go by “{reference[:_SHOWN]}”: {named}. Give the id of one."
            )
        return found[0]

    def add(self, url: str, user: str, secret: str) -> ServerAccount:
        """Have an account from now on; one that is there already has its password under the name `secret` now."""
        with self._database.transaction() as connection:
            (account_id,) = connection.execute(
                """INSERT INTO accounts (url, user, secret, added) VALUES (?, ?, ?, ?)
                ON CONFLICT (url, user) DO UPDATE SET secret = excluded.secret RETURNING id""",
                (url, user, secret, now()),
            ).fetchone()
        return self.find(str(account_id))

    def remove(self, account_id: int) -> None:
        """Have an account no longer. Its feeds and articles stay, as ones that are fetched from where they are."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM accounts WHERE id = ?", (account_id,))

    def record(
        self, account_id: int, at: str, *, error: str | None = None, not_before: str | None = None
    ) -> None:
        """Keep that an account was synchronised at an ISO 8601 instant in UTC, and its feeds with it.

        If it could not be, `error` says why; the server then may have asked for no visit before `not_before`.
        """
        with self._database.transaction() as connection:
            connection.execute(
                """UPDATE accounts SET tried = ?2, succeeded = iif(?3 IS NULL, ?2, succeeded), error = ?3,
                    not_before = ?4 WHERE id = ?1""",
                (account_id, at, error, not_before),
            )
            connection.execute(_FEEDS_FETCHED, (account_id, at, error))
