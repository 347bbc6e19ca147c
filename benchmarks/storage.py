"""What saving, opening and finding notes costs, beside other ways of keeping them.

    python -m benchmarks.storage [--sizes 1000 10000 100000] [--rounds N] [--folder FOLDER]

All ways save the same annotations, one each in turn, so that the disk's moods strike all alike. FOLDER should be
on the disk in question, not in memory. Times are milliseconds.
"""

import argparse
import os
import random
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage

from benchmarks.figures import percentile, table
from reader.annotations.checkpoint import checkpoint
from reader.annotations.documents import annotation_document
from reader.annotations.identifiers import new_uid, now
from reader.annotations.mainfile import ANNOTATIONS
from reader.annotations.store import AnnotationStore, Put
from reader.annotations.table import NotesDatabase
from reader.model import Annotation, ArticleRef, Target

SLOW_ROUNDS = 4
STRETCHES = 9
STRETCH_SECONDS = 0.5


class ReplacingStorage(Storage):
    """TinyDB's whole file through orjson, kept in memory and replaced atomically at every save."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data: dict[str, Any] | None = orjson.loads(path.read_bytes()) if path.exists() else None

    def read(self) -> dict[str, Any] | None:
        """What is in memory."""
        return self._data

    def write(self, data: dict[str, Any]) -> None:
        """Write another file, sync it, and rename it."""
        temporary = self._path.with_suffix(".tmp")
        with temporary.open("wb") as file:
            file.write(orjson.dumps(data))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._path)
        self._data = data


@dataclass
class Way:
    """One way of saving, and how often it is tried."""

    name: str
    save: Callable[[Annotation], object]
    rounds: int


def annotations(number: int, chance: random.Random) -> Iterator[Annotation]:
    """Annotations of a size with ten to an article, sixty tags of falling frequency, notes on two in five."""
    words = [f"w{chance.randrange(1 << 20):x}" for _ in range(5000)]

    def some(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    for _ in range(number):
        article = chance.randrange(max(1, number // 10))
        tags = {f"tag{min(59, int(chance.expovariate(0.15))):02}" for _ in range(chance.randrange(3))}
        yield Annotation(
            new_uid(),
            ArticleRef(f"{article:016x}", some(5), f"https://example.org/{article}", some(2), "2025-05-11"),
            Target(article, article + 60, some(9), some(3), some(3)),
            now(),
            now(),
            tags=tuple(sorted(tags)),
            note=some(8) if chance.random() < 0.4 else "",
        )


def fill(folder: Path, size: int, chance: random.Random) -> Path:
    """A notes file of a size, folded."""
    path = folder / "ours" / "notes.json"
    store = AnnotationStore(path)
    store.apply([Put(annotation) for annotation in annotations(size, chance)])
    store.close()
    return path


@contextmanager
def ways(folder: Path, path: Path, size: int, rounds: int) -> Iterator[list[Way]]:
    """All ways of saving, each with the same annotations already there."""
    slow = rounds if size <= 1000 else max(SLOW_ROUNDS, rounds * 1000 // size)
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    shutil.copy(path, folder / "stock.json")
    shutil.copy(path, folder / "replaced.json")
    shutil.copytree(path.parent, folder / "ours-table")
    stock = TinyDB(folder / "stock.json")
    replaced = TinyDB(folder / "replaced.json", storage=ReplacingStorage)
    rows = sqlite3.connect(folder / "rows.db", isolation_level=None)
    rows.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE notes (id INTEGER PRIMARY KEY, d)"
    )
    with rows:
        rows.execute("BEGIN")
        for document in stock.table(ANNOTATIONS):
            rows.execute("INSERT INTO notes (d) VALUES (?)", (orjson.dumps(document),))
    database = NotesDatabase(folder / "ours-table" / "notes.json")
    store = AnnotationStore(path)

    def append(annotation: Annotation) -> None:
        os.write(raw, orjson.dumps(annotation_document(annotation)))
        os.fdatasync(raw)

    def insert_row(annotation: Annotation) -> None:
        rows.execute("INSERT INTO notes (d) VALUES (?)", (orjson.dumps(annotation_document(annotation)),))

    try:
        yield [
            Way("raw append, fdatasync", append, rounds),
            Way("postil, store", lambda annotation: store.apply([Put(annotation)]), rounds),
            Way(
                "postil, TinyDB insert",
                lambda a: database.table(ANNOTATIONS).insert(annotation_document(a)),
                rounds,
            ),
            Way("SQLite, WAL FULL", insert_row, rounds),
            Way(
                "TinyDB, orjson, replaced",
                lambda a: replaced.table(ANNOTATIONS).insert(annotation_document(a)),
                slow,
            ),
            Way("TinyDB as it is", lambda a: stock.table(ANNOTATIONS).insert(annotation_document(a)), slow),
        ]
    finally:
        os.close(raw)
        rows.close()
        stock.close()
        database.close()
        store.close()


def measure_saves(folder: Path, path: Path, size: int, rounds: int, chance: random.Random) -> list[list[object]]:
    """Save one annotation each way in turn; a row a way."""
    times: dict[str, list[float]] = {}
    with ways(folder, path, size, rounds) as all_ways:
        for round_number, annotation in enumerate(annotations(rounds, chance)):
            for way in all_ways:
                if round_number < way.rounds:
                    began = time.perf_counter()
                    way.save(annotation)
                    times.setdefault(way.name, []).append(time.perf_counter() - began)
    raw = times["raw append, fdatasync"]
    return [
        [
            size,
            name,
            *(f"{1000 * percentile(seconds, share):.2f}" for share in (0.5, 0.95)),
            *(f"{percentile(seconds, share) / percentile(raw, share):.2f}" for share in (0.5, 0.95)),
        ]
        for name, seconds in times.items()
    ]


def timed(function: Callable[[], object]) -> float:
    """How many seconds a call takes."""
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def measure_reads(path: Path, size: int, chance: random.Random) -> list[object]:
    """Opening, and the two commonest questions, asked for the first time and again."""
    opening = []
    for _ in range(7):
        began = time.perf_counter()
        store = AnnotationStore(path)
        opening.append(time.perf_counter() - began)
        store.close()
    with AnnotationStore(path) as store:
        articles = chance.sample(list(store.counts()), min(200, size // 20))
        by_article = [timed(lambda article=article: store.by_article(article)) for article in articles]  # type: ignore[misc]
        tags = list(store.tags())
        common, middling = tags[0], tags[len(tags) // 2]
        by_tag = [1000 * timed(lambda tag=tag: store.by_tag(tag)) for tag in (middling, middling, common, common)]  # type: ignore[misc]
        numbers = [len(store.by_tag(tag)) for tag in (middling, common)]
        counts = 1000 * timed(store.counts)
        nothing_new = timed(store.refresh)
    return [
        size,
        f"{1000 * percentile(opening, 0.5):.0f}",
        f"{1000 * percentile(by_article, 0.5):.3f} / {1000 * percentile(by_article, 0.95):.3f}",
        f"{numbers[0]}: {by_tag[0]:.1f}, {by_tag[1]:.2f}",
        f"{numbers[1]}: {by_tag[2]:.1f}, {by_tag[3]:.2f}",
        f"{counts:.1f}",
        f"{1_000_000 * nothing_new:.0f} µs",
    ]


def measure_stalls(path: Path, size: int, chance: random.Random) -> list[object]:
    """The longest that a thread which wakes every millisecond is kept waiting: alone, and during all the work.

    Of several stretches, the median of their longest and the longest of all: other programs keep it waiting too.
    """
    some = cycle(list(annotations(5000, chance)))
    stopped = threading.Event()
    with AnnotationStore(path) as store:

        def work() -> None:
            while not stopped.is_set():
                for _ in range(50):
                    store.apply([Put(next(some))])
                checkpoint(store._storage)  # the thread that makes them would wait for more changes than this

        alone = [_longest_wait() for _ in range(STRETCHES)]
        worker = threading.Thread(target=work)
        worker.start()
        working = [_longest_wait() for _ in range(STRETCHES)]
        stopped.set()
        worker.join()
    return [
        size,
        *(f"{1000 * percentile(waits, 0.5):.1f} / {1000 * max(waits):.1f}" for waits in (alone, working)),
    ]


def _longest_wait() -> float:
    last, longest = time.perf_counter(), 0.0
    end = last + STRETCH_SECONDS
    while last < end:
        time.sleep(0.001)
        current = time.perf_counter()
        longest, last = max(longest, current - last - 0.001), current
    return longest


def main() -> None:
    """Print three tables: saving, reading, stalls."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    saves, reads, stalls = [], [], []
    for size in options.sizes:
        chance = random.Random(size)
        folder = Path(tempfile.mkdtemp(dir=options.folder))
        try:
            path = fill(folder, size, chance)
            reads.append(measure_reads(path, size, chance))
            saves += measure_saves(folder, path, size, options.rounds, chance)
            stalls.append(measure_stalls(path, size, chance))
        finally:
            shutil.rmtree(folder)
    print(table(["notes", "saving one", "p50", "p95", "p50 / raw", "p95 / raw"], saves))
    print()
    header = [
        "notes",
        "open",
        "by article p50 / p95",
        "by middling tag: first, again",
        "by commonest tag",
        "counts",
    ]
    print(table([*header, "refresh"], reads))
    print()
    print(table(["notes", "longest wait alone, median / most", "while saving and folding"], stalls))


if __name__ == "__main__":
    main()
