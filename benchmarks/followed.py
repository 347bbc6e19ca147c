"""The same feeds with the same articles as postil keeps them and as newsboat does.

The articles are put together from the sentences of others: no two are the same, and their words are as common as in
those.
"""

import random
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from reader.document.assembly import Draft, assemble
from reader.document.blocks import BlockKind
from reader.library import Arrived, ArticleSource, Library, Settled, SourceFormat
from reader.model import Entry, Feed, FeedState
from reader.sources.files import discover, load
from reader.text.segment import sentences

RARE = "quicksilver"
"""A word that one article in a thousand has."""
BEGINNING = "It begins here"
"""The first words of each."""

_PARAGRAPHS, _SENTENCES = 5, 3
_FEEDS_AT_A_TIME = 20
_NEWEST = 1_750_000_000
_SECONDS_APART = 600


@dataclass(frozen=True, slots=True)
class Followed:
    """`count` articles of `feeds` feeds, put together from `sentences`."""

    feeds: int
    count: int
    sentences: Sequence[str]

    def numbers(self, feed: int) -> range:
        """The articles of a feed, the newest first."""
        return range(feed, self.count, self.feeds)

    def paragraphs(self, number: int) -> list[str]:
        """The text of an article."""
        chance = random.Random(number)
        made = [" ".join(chance.choices(self.sentences, k=_SENTENCES)) for _ in range(_PARAGRAPHS)]
        rare = f" {RARE}" if number % 1_000 == 0 else ""
        return [f"{BEGINNING}{rare}.", *made]


def sentences_of(folder: Path) -> tuple[str, ...]:
    """The sentences of the articles that are in a folder as files."""
    documents = [document for path in discover([folder]) for _, document in load(path).parts]
    texts = [block.text for document in documents for block in document.blocks[1:]]
    return tuple(text[span.start : span.end] for text in texts for span in sentences(text))


def fill_postil(home: Path, followed: Followed) -> None:
    """Have a library with the articles, read in and indexed."""
    home.mkdir(parents=True)
    with Library(home / "library.db") as library:
        feeds = library.feeds.follow(
            [Feed(0, _feed_url(feed), f"Feed {feed}", "") for feed in range(followed.feeds)]
        )
        for first in range(0, len(feeds), _FEEDS_AT_A_TIME):
            together = range(first, min(first + _FEEDS_AT_A_TIME, len(feeds)))
            taken = library.arrivals.take_in(_arrived(feeds[feed], feed, followed) for feed in together)
            ids = (article_id for of_feed in taken for article_id in of_feed.new)
            numbers = (number for feed in together for number in followed.numbers(feed))
            library.arrivals.settle([_settled(*pair, followed) for pair in zip(ids, numbers, strict=True)])


def fill_newsboat(home: Path, followed: Followed) -> None:
    """Have a cache of newsboat's with the articles, and with the statistics that it makes none of."""
    home.mkdir(parents=True)
    urls = [_feed_url(feed) for feed in range(followed.feeds)]
    (home / "urls").write_text("\n".join(urls))
    (home / "config").write_text("auto-reload no\n")
    subprocess.run([*newsboat(home), "-x", "print-unread"], check=True, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(home / "cache.db")) as cache, cache:
        cache.execute("DELETE FROM rss_feed")
        cache.executemany(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
            [(url, url.removesuffix("/feed"), f"Feed {feed}") for feed, url in enumerate(urls)],
        )
        cache.executemany(
            """INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url,
                enclosure_type, flags) VALUES (?, ?, '', ?, ?, ?, ?, 1, '', '', '')""",
            _newsboat_rows(followed),
        )
        cache.execute("ANALYZE")


def newsboat(home: Path) -> tuple[str, ...]:
    """The command that runs newsboat on what is in `home`."""
    return ("newsboat", "-C", f"{home}/config", "-u", f"{home}/urls", "-c", f"{home}/cache.db")


def _newsboat_rows(followed: Followed) -> Iterator[tuple[object, ...]]:
    for feed in range(followed.feeds):
        for number in followed.numbers(feed):
            html = _html(followed.paragraphs(number))
            yield f"{number}", _title(number), _url(number), _feed_url(feed), _second(number), html


def _arrived(feed: Feed, index: int, followed: Followed) -> Arrived:
    entries = tuple(
        Entry(
            str(number),
            _title(number),
            url=_url(number),
            published=datetime.fromtimestamp(_second(number), UTC).isoformat(),
            html=_html(followed.paragraphs(number)),
        )
        for number in followed.numbers(index)
    )
    state = FeedState(feed.id, due="2999-01-01T00:00:00.000Z")
    return Arrived(feed.id, "2025-06-15T12:00:00.000Z", feed.title, feed.title, entries, state)


def _settled(article_id: str, number: int, followed: Followed) -> Settled:
    paragraphs = followed.paragraphs(number)
    source = ArticleSource(_html(paragraphs), SourceFormat.HTML)
    document = assemble([Draft(BlockKind.PARAGRAPH, text) for text in paragraphs], _title(number))
    return Settled(article_id, document.text.count(" "), source, document)


def _html(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _title(number: int) -> str:
    return f"Harbour wall, report {number}"


def _url(number: int) -> str:
    return f"https://site{number % 1_000}.example/{number}"


def _feed_url(feed: int) -> str:
    return f"https://site{feed}.example/feed"


def _second(number: int) -> int:
    return _NEWEST - number * _SECONDS_APART
