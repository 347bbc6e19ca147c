"""How long it takes to read a query, and to ask it of many.

    python -m benchmarks.query [--count N]

The subjects are notes of made-up text, some 240 characters each, all of them in memory. A median of seven runs.
"""

import argparse
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from benchmarks.articles import article
from benchmarks.figures import milliseconds, table
from reader.query.parser import parse
from reader.query.predicates import predicate
from reader.query.subjects import Subject, subject
from reader.query.tree import Fact, Field

TODAY = date(2025, 2, 3)
QUERIES = (
    "zeppelin",
    "tomas",
    "Tomas",
    "spring",
    "s",
    '"after engineers"',
    "tag:cla",
    "speaker:brill",
    "is:unread",
    "after:1y",
    "engineers court -tag:claim is:unread",
    "(spring OR verdict) tag:claim before:6m",
)
RUNS = 7


def made_up(count: int) -> list[Subject]:
    """That many notes, the same each time."""
    r = random.Random(7)
    words = article(2_000_000).split()

    def note() -> Subject:
        at = r.randrange(len(words) - 40)
        tag, speaker = r.choice(("claim", "doubt", "economy")), r.choice(("Ada Venn", "Tomas Brill"))
        texts = (" ".join(words[at : at + 30]), " ".join(words[at + 30 : at + 38]), tag, speaker)
        return subject(
            texts,
            names={Field.TAG: [tag], Field.SPEAKER: [speaker]},
            facts=[r.choice((Fact.READ, Fact.UNREAD))],
            day=TODAY - timedelta(days=r.randrange(1_500)),
        )

    return [note() for _ in range(count)]


def seconds(run: Callable[[], object]) -> float:
    """How long that takes."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How long queries take.")
    parser.add_argument("--count", type=int, default=100_000, metavar="N", help="notes (default: %(default)s)")
    subjects = made_up(parser.parse_args().count)
    rows = []
    for query in QUERIES:
        asked = predicate(parse(query, today=TODAY))
        found = sum(map(asked, subjects))
        reading = seconds(lambda query=query: predicate(parse(query, today=TODAY)))
        filtering = seconds(lambda asked=asked: list(filter(asked, subjects)))
        rows.append((f"`{query}`", f"{found:,}", f"{reading * 1e6:.0f}", milliseconds(filtering)))
    print(table(("query", f"found of {len(subjects):,}", "read, µs", "asked of all, ms"), rows))


if __name__ == "__main__":
    main()
