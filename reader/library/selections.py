"""Which articles a list shows, and how many those are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.query.tree import Leaf, Node


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, and who knows the ids of articles which the reader's own notes make what a leaf asks for."""

    tree: "Node"
    ids_of: Callable[["Leaf"], Iterable[str]]


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
