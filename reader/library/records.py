"""What goes into the library and comes out of it, beside `Article` and `Document`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from reader.document.blocks import Document
from reader.model import Entry, Feed, FeedState
from reader.query.tree import Leaf, Node


class SourceFormat(StrEnum):
    """What an article's source is written in."""

    MARKDOWN = "markdown"
    PLAIN = "plain"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The source that an article's document was made from."""

    text: str
    format: SourceFormat


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into the library.

    `path` is that of the file it was read from, absolute and resolved; a part of a file has the part's name after
    "#". `is_excerpt` says that its text is not the whole.
    """

    title: str
    words: int
    original: ArticleSource
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    path: str | None = None
    is_excerpt: bool = False


@dataclass(frozen=True, slots=True)
class FileState:
    """A file and what tells that it has changed: when it was modified, in nanoseconds, and its size in bytes.

    `path` is absolute and resolved. Both figures include the sidecar's, if there is one.
    """

    path: str
    mtime_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that an article has had; `captured` is the ISO 8601 instant in UTC when it was first seen."""

    text_sha256: str
    text_version: int
    captured: str


@dataclass(frozen=True, slots=True)
class Capture:
    """What a server answered when a text came in, as evidence of it.

    `url` was asked for and `final_url` answered, with `status`, at the ISO 8601 instant `captured` in UTC.
    `body_sha256` is that of the answer's bytes, which are `body`.
    """

    text_sha256: str
    url: str
    final_url: str
    captured: str
    status: int
    media_type: str | None
    charset: str | None
    body_sha256: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a feed had at the ISO 8601 instant `at` in UTC: what it calls itself, its page, and its entries.

    `source` is what its articles give as where they are from; `state` is how the feed is doing now.
    """

    feed_id: int
    at: str
    title: str
    source: str
    entries: Sequence[Entry]
    state: FeedState
    site_url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a feed's entries: ids of articles that are new, in the feed's order, and that have changed."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article from a feed whose text has not been made a document yet, with the HTML it is to be made from."""

    id: str
    title: str
    html: str
    url: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A document made of what waited as the article `id`."""

    id: str
    words: int
    original: ArticleSource
    document: Document


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


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, and who knows the ids of articles which the reader's own notes make what a leaf asks for."""

    tree: Node
    ids_of: Callable[[Leaf], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles a list shows: those that every field lets pass which is not None.

    `feeds` are the ids of feeds that gave it, `ids` those of articles, `since` the earliest instant to be ordered by
    (see `identity.recency`), `has_feed` whether any feed gave it. What is hidden is passed over unless `hidden` says
    otherwise.
    """

    feeds: tuple[int, ...] | None = None
    has_feed: bool | None = None
    read: bool | None = None
    since: str | None = None
    ids: frozenset[str] | None = None
    hidden: bool | None = False
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles there are, and how many of them are unread."""

    articles: int = 0
    unread: int = 0
