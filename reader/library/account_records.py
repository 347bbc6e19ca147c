"""Accounts on servers, and what of feeds and articles is there and here."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.model import Feed


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """An account on a server that fetches feeds for the reader. Instants are ISO 8601 in UTC.

    `url` is where the server's API is; `secret` names the password, and never is it. `tried` is when the account was
    last synchronised, `succeeded` when that last went well; else it did not for the reason in `error`. The server asked
    for no visit before `not_before`.
    """

    id: int
    url: str
    user: str
    secret: str
    added: str
    tried: str | None = None
    succeeded: str | None = None
    error: str | None = None
    not_before: str | None = None

    @property
    def name(self) -> str:
        """What it is called: "ann at reader.example"."""
        return f"{self.user} at {urlsplit(self.url).netloc}"


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed as a server is known to have it, or to have had it, if it is not followed there any more.

    `stream` is what the server calls it, and empty if that is not known yet.
    """

    stream: str
    is_followed: bool
    title: str
    folder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountFeed:
    """A feed of an account as it is here, followed or not any more, and as its server is known to have it.

    `title` is what it is called here, and empty if it has no name at all; `own_title` the same without the reader's
    say in it.
    """

    feed: Feed
    own_title: str
    there: KnownFeed

    @property
    def is_here(self) -> bool:
        """Whether it is followed here."""
        return self.feed.unsubscribed is None

    @property
    def title(self) -> str:
        """What it is called here."""
        return self.feed.given_title or self.own_title


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An article as a server is known to have it; `id` is the server's."""

    id: str
    read: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class AccountItem:
    """An article of an account, whether it is read here, and as its server is known to have it.

    `article_id` is None where there is no article of it, or none any more; it then is as it is on the server.
    """

    article_id: str | None
    read: bool
    there: KnownItem


@dataclass(frozen=True, slots=True)
class NewItem:
    """An article that has come from a server, as the entry with the key `key` of a feed.

    One whose feed is not followed here has no `feed_id`; it is remembered by `stream`, what the server calls its feed.
    """

    there: KnownItem
    stream: str
    key: str
    feed_id: int | None
