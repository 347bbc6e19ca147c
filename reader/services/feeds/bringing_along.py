"""Bringing along what other programs have: their feeds, and newsboat's articles with what was read."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import Arrived
from reader.model import Feed, FeedState, PostilError
from reader.model.subscription import Subscription, SubscriptionList
from reader.services.session import Session

if TYPE_CHECKING:
    from reader.library.newsboat_cache import NewsboatItem

_AT_A_TIME = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Import:
    """What a file has to bring along, before anything is done with it.

    `new` are the feeds that are not followed yet, `known` counts the others. `articles` counts those of `cache`,
    the file that they are in. `notices` are about what is left out.
    """

    new: tuple[Subscription, ...]
    known: int
    articles: int = 0
    cache: Path | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What came of an import: the feeds that are followed now, and how many articles are new."""

    feeds: tuple[Feed, ...]
    articles: int = 0


class UnknownImportError(PostilError):
    """A file that is nothing which can be brought along."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” has neither feeds nor notes in it that postil knows. `postil import --help` says what it "
            "takes."
        )


def default_sources() -> list[Path]:
    """Newsboat's own files, as far as they are there."""
    from reader.sources.newsboat import find_places

    places = find_places(Path.home(), os.environ)
    return [path for path in (places.urls, places.cache) if path.exists()]


def examine(session: Session, path: Path) -> Import:
    """What the file has: OPML, newsboat's `urls` or its `cache.db`, told by its content.

    Raises:
        SourceError: it cannot be read, or is a list that cannot be used.
        UnknownImportError: it is none of these.
        NewsboatCacheError: it is a database, but not newsboat's.
    """
    from reader.library.newsboat_cache import is_database
    from reader.sources.list_limits import MAX_LIST
    from reader.sources.opening import read_bytes
    from reader.sources.opml import read_opml

    if is_database(path):
        return _examine_cache(session, path)
    data = read_bytes(path, MAX_LIST)
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    found = read_opml(data) if is_xml else _urls(path, data)
    new, known = _split(session, found.subscriptions)
    return Import(new, known, notices=found.notices)


def carry_out(session: Session, found: Import, progress: Progress | None = None) -> ImportDone:
    """Follow the feeds that are new, and take in the articles of newsboat's cache with what was read."""
    feeds = session.library.feeds.follow(map(as_feed, found.new))
    taken = _take_cache(session, found, progress) if found.cache else 0
    return ImportDone(tuple(feeds), taken)


def as_feed(subscription: Subscription) -> Feed:
    """A feed to follow, as a list of subscriptions has it."""
    return Feed(
        id=0,
        url=subscription.url,
        title=subscription.title,
        added="",
        site_url=subscription.site_url,
        folder=subscription.folder,
        tags=subscription.tags,
    )


def as_subscription(feed: Feed) -> Subscription:
    """A feed as lists of subscriptions have it, for other programs."""
    return Subscription(feed.url, feed.title, feed.site_url, feed.folder, feed.tags)


def _urls(path: Path, data: bytes) -> SubscriptionList:
    from reader.sources.newsboat import read_urls

    try:
        found = read_urls(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnknownImportError(path) from error
    if not found.subscriptions:
        raise UnknownImportError(path)
    return found


def _split(session: Session, subscriptions: Sequence[Subscription]) -> tuple[tuple[Subscription, ...], int]:
    followed = {feed.url for feed in session.library.feeds.all()}
    new = tuple(each for each in subscriptions if each.url not in followed)
    return new, len(subscriptions) - len(new)


def _examine_cache(session: Session, path: Path) -> Import:
    from reader.library.newsboat_cache import NewsboatCache

    with NewsboatCache(path) as cache:
        new, known = _split(session, cache.feeds())
        return Import(new, known, cache.count(), path)


def _take_cache(session: Session, found: Import, progress: Progress | None) -> int:
    from reader.library.newsboat_cache import NewsboatCache

    assert found.cache is not None
    before = session.library.count()
    done = 0
    with NewsboatCache(found.cache) as cache:
        items = cache.items()
        while batch := [*islice(items, _AT_A_TIME)]:
            _take_items(session, batch)
            done += len(batch)
            if progress:
                progress(done, found.articles)
    return session.library.count() - before


def _take_items(session: Session, items: "Sequence[NewsboatItem]") -> None:
    """Take in articles of newsboat's, and mark those read that were."""
    from reader.annotations.identifiers import now

    feeds = {feed.url: feed for feed in session.library.feeds.all()}
    states = session.library.feeds.states()
    with_feed = sorted((item for item in items if item.feed_url in feeds), key=lambda item: item.feed_url or "")
    for url, of_feed in groupby(with_feed, key=lambda item: item.feed_url or ""):
        feed, given = feeds[url], [*of_feed]
        state = states.get(feed.id, FeedState(feed.id))
        entries = tuple(item.entry for item in given)
        session.library.arrivals.take_in([Arrived(feed.id, now(), feed.title, feed.title, entries, state)])
        read = [item.entry.key for item in given if item.is_read]
        session.library.set_read(session.library.arrivals.ids_of(feed.id, read), True)
