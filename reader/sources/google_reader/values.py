"""What a server has and what is asked of it, as values."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from reader.model import Entry
from reader.model.subscription import Subscription
from reader.sources.google_reader.identifiers import ItemId


@dataclass(frozen=True, slots=True)
class Account:
    """Whose feeds on which server. `url` is where its API is: before `/reader/api/0` and `/accounts/ClientLogin`.

    `secret` names the password, and never is it.
    """

    url: str
    user: str
    secret: str


class Flag(StrEnum):
    """What a server keeps of an article for its reader."""

    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class ItemState:
    """An article as its reader left it."""

    read: bool = False
    starred: bool = False

    def has(self, flag: Flag) -> bool:
        """Whether the flag is set."""
        return self.read if flag is Flag.READ else self.starred


@dataclass(frozen=True, slots=True)
class ServerFeed:
    """A feed of the account; `stream` is what the server calls it, like `feed/42`.

    The first of its labels is the subscription's folder, the others are its tags.
    """

    stream: str
    subscription: Subscription


@dataclass(frozen=True, slots=True)
class FeedList:
    """The account's feeds, and a sentence for each that was left out."""

    feeds: tuple[ServerFeed, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerItem:
    """An article of the feed that the server calls `stream`; the entry's key is its id."""

    id: ItemId
    stream: str
    entry: Entry
    state: ItemState


@dataclass(frozen=True, slots=True)
class ItemBatch:
    """Articles that were asked for, and the ids of those that the server did not give."""

    items: tuple[ServerItem, ...]
    missing: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids of the articles of a stream; `is_whole` says that there are no others."""

    ids: AbstractSet[ItemId]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class ServerState:
    """Which articles the server has, which of them are unread, and which starred.

    `articles` has to be listed first: one that comes in later is then known to be unread, not taken for read.
    """

    articles: Listing
    unread: Listing
    starred: Listing

    def known(self) -> AbstractSet[ItemId]:
        """All articles that it is sure to have."""
        return self.articles.ids | self.unread.ids | self.starred.ids

    def has(self, item: ItemId) -> bool:
        """Whether it is sure to have the article."""
        return item in self.articles.ids or item in self.unread.ids or item in self.starred.ids

    def lacks(self, item: ItemId) -> bool:
        """Whether it is sure not to have the article."""
        return self.articles.is_whole and not self.has(item)

    def value(self, item: ItemId, flag: Flag) -> bool | None:
        """Whether the flag is set there, None where that cannot be told."""
        listing, listed = (self.unread, False) if flag is Flag.READ else (self.starred, True)
        if item in listing.ids:
            return listed
        return not listed if listing.is_whole and self.has(item) else None
