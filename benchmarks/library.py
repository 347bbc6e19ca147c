"""How postil does with many articles: `python -m benchmarks.library [--sizes 100 10000 100000] [--feeds N]`.

For each size, in one run and in turn, an empty Textual app, postil and, where it is installed, newsboat with the same
feeds and articles: how long until the list is on the screen, a key in the list, opening an article, finding a word in
all articles, and memory. Times are medians in milliseconds, in a pseudo-terminal of 120x40.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import milliseconds, percentile, table
from benchmarks.followed import BEGINNING, RARE, fill_newsboat, fill_postil
from benchmarks.programs import EMPTY, EMPTY_READY, POSTIL, first_paint, keys, memory, start, time_to_show

HEADER = ("program", "articles", "first paint", "ratio", "a key p50", "p95", "open", "find a word", "MB")
STARTS = 5
KEYS = 60
WAIT = 120.0
"""Seconds that a program may take to show what it was asked for."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--feeds", type=int, default=1_000)
    options = parser.parse_args()
    rows = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            rows += _measure(Path(folder), min(options.feeds, size), size)
    print(table(HEADER, rows))


def _measure(folder: Path, feeds: int, size: int) -> list[tuple[str, ...]]:
    fill_postil(folder / "postil", feeds, size)
    cases = {"empty app": (EMPTY, EMPTY_READY), "postil": (POSTIL, "report 0")}
    if shutil.which("newsboat"):
        cases["newsboat"] = (tuple(fill_newsboat(folder / "newsboat", feeds, size)), "Feed 0")
    paints: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(STARTS):
        for name, (command, wanted) in cases.items():
            paints[name].append(first_paint(command, wanted, folder / "postil")[0])
    empty = statistics.median(paints["empty app"])
    rows = []
    for name, times in paints.items():
        median = statistics.median(times)
        rest = _IN_USE[name](cases[name][0], folder / "postil") if name in _IN_USE else ("",) * 5
        rows.append((name, f"{size:,}", milliseconds(median), f"{median / empty:.2f}", *rest))
    return rows


def _postil(command: tuple[str, ...], home: Path) -> tuple[str, ...]:
    with start(command, home) as terminal:
        terminal.wait_for("report 0", WAIT)
        terminal.settle(1.5, WAIT)
        pressed = keys(terminal, ["j"] * 20 + ["k"] * 20, KEYS)
        opened, _ = time_to_show(terminal, "l", BEGINNING)
        found = _found_in_library(home)
        return _row(pressed, opened, found, memory(terminal.pid))


def _found_in_library(home: Path) -> float:
    """Seconds until the library knows which articles have a word."""
    from datetime import date

    from reader.library import Library, Query, Selection
    from reader.query.parser import parse

    with Library(home / "library.db") as library:
        query = Query(parse(RARE, today=date.today()), lambda _: ())  # noqa: DTZ011
        times = []
        for _ in range(STARTS):
            begun = time.perf_counter()
            library.list(ids=library.ids(Selection(query=query)))
            times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _newsboat(command: tuple[str, ...], home: Path) -> tuple[str, ...]:
    with start(command, home) as terminal:
        terminal.wait_for("Feed 0", WAIT)
        terminal.settle(1.0, WAIT)
        pressed = keys(terminal, ["j"] * 20 + ["k"] * 20, KEYS)
        terminal.send("enter")
        terminal.wait_for("report ", WAIT)
        opened, _ = time_to_show(terminal, "\r", BEGINNING)
        terminal.send("q", "q")
        terminal.settle(0.5)
        terminal.send("/")
        terminal.settle(0.3)
        terminal.send(RARE)
        terminal.settle(0.3)
        found, _ = time_to_show(terminal, "\r", "report ")
        return _row(pressed, opened, found, memory(terminal.pid))


_IN_USE: dict[str, Callable[[tuple[str, ...], Path], tuple[str, ...]]] = {
    "postil": _postil,
    "newsboat": _newsboat,
}


def _row(pressed: list[float], opened: float, found: float, megabytes: float) -> tuple[str, ...]:
    return (
        milliseconds(percentile(pressed, 0.5)),
        milliseconds(percentile(pressed, 0.95)),
        milliseconds(opened),
        milliseconds(found),
        f"{megabytes:.0f}",
    )


if __name__ == "__main__":
    main()
