"""How long an analysis takes: cold, warm, in bulk, and whether it stays linear on texts of any shape.

    python -m benchmarks.analysis_speed FILE.jsonl[.xz] [--largest CHARACTERS]

The texts of FILE (documents with a "text": PolNeAR's, for instance) are the news that is read. Seconds are processor
time, of one thread. The rules beside the model (quotations, indirect speech, entities, speakers) are timed on texts of
six shapes with a finder that takes every word with a capital for a name; the model on news. A last column says how much
longer ten times the text takes than ten times as long; near 1 is linear.
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import table
from benchmarks.quotations import documents
from reader.analysis.names import Name, NameFinder
from reader.analysis.pipeline import analyse
from reader.analysis.shipped_names import load
from reader.model import EntityType, Span

SIZES = (10_000, 100_000, 1_000_000)
ARTICLE_WORDS = 600
BULK_WORDS = 40_000
_COLD = "import sys; from reader.analysis.shipped_names import load; load().find(sys.stdin.read())"


class CapitalNames:
    """Takes every run of words with capitals for a name, of each type in turn."""

    version = "capitals"
    _NAMES = re.compile(r"[A-Z]\w+(?: [A-Z]\w+){0,2}")
    _TYPES = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.OTHER)

    def has_learnt(self, language: str | None) -> bool:  # noqa: ARG002 - it goes by capitals
        """Capitals are the same in all languages."""
        return True

    def find(self, text: str) -> list[Name]:
        """All of them, in order."""
        found = self._NAMES.finditer(text)
        return [
            Name(Span(*match.span()), self._TYPES[number % len(self._TYPES)], 0.95)
            for number, match in enumerate(found)
        ]


def shapes(news: str) -> Iterator[tuple[str, Callable[[int], str]]]:
    """The shapes of text, each by its name, as functions of the number of characters."""
    yield "news", lambda size: repeated(news, size)
    yield "one line", lambda size: repeated(news.replace("\n", " "), size)
    yield "only symbols", lambda size: repeated("— … % & § ¶ ™ { } [ ] ~ ^ ", size)
    yield (
        "mixed scripts",
        lambda size: repeated("Роман said «да», 外相は「はい」と述べた。 قال “نعم” Ada Roe. ", size),
    )
    yield "quotation marks", lambda size: repeated("“ ” ‘ ’ « \" „ ' 「 “a ", size)
    yield "a list of names", lambda size: "".join(f"Ada{n} Roe{n}, " for n in range(size // 14))[:size]


def repeated(text: str, size: int) -> str:
    """A text over and over until there is enough of it."""
    return (text * (size // len(text) + 1))[:size]


def seconds(text: str, names: NameFinder) -> float:
    """The processor time of one analysis."""
    begun = time.process_time()
    analyse(text, names=names, language="en")
    return time.process_time() - begun


def growth(times: list[float]) -> str:
    """How much longer the largest took than it would if time grew with the text, from the one before."""
    return f"{times[-1] / times[-2] / 10:.2f}" if len(times) > 1 else ""


def cold_start(article: str) -> tuple[float, float]:
    """The processor time and the memory, in MB, of a new process that loads the model and reads an article."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", _COLD], input=article, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def main() -> None:
    """Prints a list of figures and two tables."""
    parser = argparse.ArgumentParser(description="How long an analysis takes.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="characters of the largest text")
    arguments = parser.parse_args()
    news = "\n\n".join(document["text"] for document in documents(arguments.file))
    words = news.split()
    article = " ".join(words[:ARTICLE_WORDS])
    cold, memory = cold_start(article)
    finder = load()
    seconds(article, finder)
    warm = min(seconds(article, finder) for _ in range(5))
    print(f"{ARTICLE_WORDS} words, warm: {warm * 1000:.0f} ms")
    print(f"cold start: {cold - warm:.2f} s beside; {memory:.0f} MB at most")
    bulk = news[: len(" ".join(words[:BULK_WORDS]))]
    print(f"in bulk: {len(bulk.split()) / seconds(bulk, finder):,.0f} words a second\n")
    sizes = [size for size in SIZES if size <= arguments.largest]
    header = ["", *(f"{size // 1000:,} KB" for size in sizes), "growth"]
    rows = []
    times = [seconds(repeated(news, size), finder) for size in sizes]
    rows.append(["news, with the model", *(f"{taken:.2f} s" for taken in times), growth(times)])
    for name, text_of in shapes(news):
        times = [seconds(text_of(size), CapitalNames()) for size in sizes]
        rows.append([f"{name}, rules alone", *(f"{taken:.2f} s" for taken in times), growth(times)])
    print(table(header, rows))


if __name__ == "__main__":
    main()
