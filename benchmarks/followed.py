"""The same feeds with the same articles as postil keeps them and as newsboat does."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.articles import article
from reader.document.html import from_html
from reader.library import Arrived, ArticleSource, Library, Settled, SourceFormat
from reader.model import Entry, Feed, FeedState

TEXTS = 50
"""How many different texts the articles have."""
RARE = "quicksilver"
"""A word that one article in a thousand has."""
BEGINNING = "It begins here"
"""The first words of each."""

_AT_A_TIME = 500
_SECONDS_APART = 600


def entries(feed: int, feeds: int, count: int) -> Iterator[tuple[int, str, str, str]]:
    """The articles of a feed, the newest first: their number among all of `count`, title, address and HTML."""
    for number in range(feed, count, feeds):
        rare = f" {RARE}" if number % 1_000 == 0 else ""
        title = f"Harbour wall, report {number}"
        yield (
            number,
            title,
            f"https://site{feed}.example/{number}",
            f"<p>{BEGINNING}{rare}.</p>{_html(number % TEXTS)}",
        )


def fill_postil(home: Path, feeds: int, count: int) -> None:
    """Follow `feeds` feeds with `count` articles in all, read in and indexed."""
    home.mkdir(parents=True, exist_ok=True)
    with Library(home / "library.db") as library:
        followed = library.feeds.follow(
            [Feed(0, f"https://site{number}.example/feed", f"Feed {number}", "") for number in range(feeds)]
        )
        for number, feed in enumerate(followed):
            given = tuple(
                Entry(str(n), title, url=url, published=_day(n), html=html)
                for n, title, url, html in entries(number, feeds, count)
            )
            state = FeedState(feed.id, due="2999-01-01T00:00:00.000Z")
            library.arrivals.take_in([Arrived(feed.id, _day(0), feed.title, feed.title, given, state)])
        while waiting := library.arrivals.waiting(_AT_A_TIME):
            library.arrivals.settle(
                [
                    Settled(
                        each.id,
                        each.html.count(" "),
                        ArticleSource(each.html, SourceFormat.HTML),
                        from_html(each.html, title=each.title),
                    )
                    for each in waiting
                ]
            )


def fill_newsboat(home: Path, feeds: int, count: int) -> list[str]:
    """Have newsboat know the same, in a cache with the statistics that it makes none of; the command to run it."""
    home.mkdir(parents=True, exist_ok=True)
    urls = [f"https://site{number}.example/feed" for number in range(feeds)]
    (home / "urls").write_text("\n".join(urls))
    (home / "config").write_text("auto-reload no\n")
    places = ["-C", str(home / "config"), "-u", str(home / "urls"), "-c", str(home / "cache.db")]
    command = ["newsboat", *places]
    subprocess.run([*command, "-x", "print-unread"], check=True, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(home / "cache.db")) as cache, cache:
        cache.execute("DELETE FROM rss_feed")
        cache.executemany(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
            [(url, url.removesuffix("/feed"), f"Feed {number}") for number, url in enumerate(urls)],
        )
        cache.executemany(
            """INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url,
                enclosure_type, flags) VALUES (?, ?, '', ?, ?, ?, ?, 1, '', '', '')""",
            (
                (f"{number}-{n}", title, address, url, 1_750_000_000 - n * _SECONDS_APART, html)
                for number, url in enumerate(urls)
                for n, title, address, html in entries(number, feeds, count)
            ),
        )
        cache.execute("ANALYZE")
    return command


def _html(seed: int) -> str:
    if seed not in _texts:
        paragraphs = article(1_500, seed).split("\n\n")[1:]
        _texts[seed] = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return _texts[seed]


_texts: dict[int, str] = {}


def _day(number: int) -> str:
    return datetime.fromtimestamp(1_750_000_000 - number * _SECONDS_APART, UTC).isoformat()
