"""How fast feeds are read, and whether the fast way of reading them sees what feedparser sees.

    python -m benchmarks.feeds FEEDS [--show N]

FEEDS is a folder or an archive (tar, packed or not) of feeds as their servers gave them, one a file. Each is read in
both ways, a few times each, and the best time counts; a feed that only feedparser reads is counted with its time in
both. A field differs where the two give different values for a feed or for an entry of it; which feeds the fast way
leaves to feedparser is no difference. In the end a made feed of 10 entries with short texts is read alone.
"""

import argparse
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from benchmarks.figures import milliseconds, percentile, table
from reader.model import Entry, ParsedFeed
from reader.sources.feeds import FeedError, conformant, fast, parse
from reader.sources.feeds.encodings import to_utf8
from reader.sources.feeds.making import make
from reader.sources.feeds.sniffing import sniff

Result = TypeVar("Result")

URL = "https://site.example/feed.xml"
TIMES = 3
MADE_TIMES = 200
# What is noticed on the way differs by design.
NOT_COMPARED = {"notices", "entries"}


def feeds(path: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each feed."""
    if path.is_dir():
        yield from ((each.name, each.read_bytes()) for each in sorted(path.iterdir()) if each.is_file())
        return
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                yield Path(member.name).name, file.read()


def read_slowly(data: bytes) -> ParsedFeed:
    """The feed as feedparser reads it."""
    return make(conformant.read(data, sniff(data.decode("utf-8", "replace")), URL), URL)


def best(run: Callable[[], Result], times: int) -> tuple[Result, float]:
    """What it gives, and the shortest of several times in seconds of CPU."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        result = run()
        seconds.append(time.process_time() - begun)
    return result, min(seconds)


def differences(one: ParsedFeed, other: ParsedFeed) -> Iterator[tuple[str, object, object]]:
    """The fields in which two readings differ, with the values of both."""
    yield from _differing(one, other, "feed")
    if len(one.entries) != len(other.entries):
        yield "feed.entries", len(one.entries), len(other.entries)
    for mine, theirs in zip(one.entries, other.entries, strict=False):
        yield from _differing(mine, theirs, "entry")


def _differing(
    one: ParsedFeed | Entry, other: ParsedFeed | Entry, kind: str
) -> Iterator[tuple[str, object, object]]:
    for field in fields(one):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name not in NOT_COMPARED and mine != theirs:
            yield f"{kind}.{field.name}", mine, theirs


class Score:
    """What is counted over all feeds."""

    def __init__(self) -> None:
        self.total = 0
        self.fast = 0
        self.entries = 0
        self.seconds: list[float] = []
        self.slow_seconds: list[float] = []
        self.differing: Counter[str] = Counter()
        self.examples: list[str] = []
        self.refused: list[str] = []

    def add(self, name: str, body: bytes) -> None:
        """Read a feed in both ways."""
        self.total += 1
        try:
            feed, seconds = best(lambda: parse(body, url=URL), TIMES)
        except FeedError as error:
            self.refused.append(f"{name}: {error}")
            return
        self.entries += len(feed.entries)
        self.seconds.append(seconds)
        data = to_utf8(body).data.strip()
        if data.startswith(b"{"):
            self.slow_seconds.append(seconds)
            return
        slow_feed, slow_seconds = best(lambda: read_slowly(data), 1)
        self.slow_seconds.append(slow_seconds)
        if fast.read(data, URL) is not None:
            self.fast += 1
            for field, mine, theirs in differences(feed, slow_feed):
                self.differing[field] += 1
                self.examples.append(f"{name} {field}: {mine!r:.200} / {theirs!r:.200}")

    def report(self) -> str:
        """All of it as tables."""
        rows = [
            (
                way,
                milliseconds(percentile(values, 0.5)),
                milliseconds(percentile(values, 0.95)),
                f"{sum(values):.1f}",
            )
            for way, values in (("postil", self.seconds), ("feedparser, for all", self.slow_seconds))
        ]
        share = self.fast / max(1, self.total)
        differing = ", ".join(f"{field} {count}" for field, count in self.differing.most_common()) or "none"
        return "\n".join(
            (
                f"{self.total} feeds, {self.entries:,} entries; read the fast way: {self.fast} ({share:.1%})",
                table(("", "ms a feed, median", "p95", "s, all feeds"), rows),
                f"fields that differ among those: {differing}",
                *(f"refused: {each}" for each in self.refused),
            )
        )


def made_feed(entries: int) -> bytes:
    """A feed as blogs have them, with short texts."""
    items = "".join(
        f"<item><title>Title number {number} of the day</title><link>https://site.example/2024/05/{number}</link>"
        f'<guid isPermaLink="true">https://site.example/2024/05/{number}</guid><dc:creator>Ada Venn</dc:creator>'
        f"<pubDate>Fri, 31 May 2024 10:{number % 60:02}:00 +0200</pubDate><category>harbour</category>"
        "<description>A short text about what happened &lt;b&gt;today&lt;/b&gt; in the harbour.</description></item>"
        for number in range(entries)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Harbour</title><link>https://site.example/</link>{items}</channel></rss>"
    ).encode()


def main() -> None:
    """Read all feeds and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feeds", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences too")
    arguments = parser.parse_args()
    score = Score()
    for name, body in feeds(arguments.feeds):
        score.add(name, body)
    print(score.report())
    for example in score.examples[: arguments.show]:
        print(example)
    rows = []
    for count in (10, 1_000, 50_000):
        body = made_feed(count)
        _, seconds = best(lambda body=body: parse(body, url=URL), max(1, MADE_TIMES // count))
        rows.append((f"{count:,}", f"{len(body):,}", f"{seconds * 1000:.2f}", f"{seconds / count * 1e6:.0f}"))
    print(table(("entries of a made feed", "bytes", "ms", "us an entry"), rows))


if __name__ == "__main__":
    main()
