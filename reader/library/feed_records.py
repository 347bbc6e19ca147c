"""What feeds give the library, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.document.blocks import Document
from reader.library.records import ArticleSource
from reader.model import Entry, FeedState


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
