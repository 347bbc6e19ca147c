"""How usable very many annotations are: the first frame, the screen of all notes, and searching them as one types.

    python -m benchmarks.notes_screen [--notes 100000] [--articles 10000] [--repeat 9] [--keys 120] [--home FOLDER]

Measured from the terminal's side, as `benchmarks.screen` does, at 80x24. Of a key the first figures are the time until
the list is another one, the second until the last byte that it made the program draw: all is found and counted.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import milliseconds, percentile, table
from benchmarks.homes import fill_library
from benchmarks.programs import EMPTY, EMPTY_READY, POSTIL, cpu_seconds, memory, start
from benchmarks.storage import annotations
from reader.annotations.store import AnnotationStore, Put
from reader.library import Library
from tests.pty.terminal import Terminal

SIZE = (80, 24)
QUIET = 0.3
"""Seconds without a byte after which all that a key made the program draw is there."""
READY = "story 19"
TYPED = (
    ("a tag, letter by letter, and back", [*"#tag07", *["backspace"] * 6]),
    ("a word, letter by letter, and back", [*"w4f1a", *["backspace"] * 5]),
    ("a word with a capital letter", [*"W4F1", *["backspace"] * 4]),
    ("two words and one not", [*"w1 w2 -w3", *["backspace"] * 9]),
)
LONGEST = 1.0
"""So many seconds are waited for another list."""

Row = tuple[str, ...]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=9, help="how often each program is started")
    parser.add_argument("--keys", type=int, default=120, help="how many keys of each kind are timed")
    parser.add_argument(
        "--home", type=Path, default=None, help="a home that an earlier run made, or a place for one"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name) / "few", options.home or Path(name) / "many"
        fill_library(few, 0)
        if not many.exists():
            fill_library(many, options.articles)
            annotate(many, options.notes)
        print(table(("first paint", "p50 ms", "p95 ms", "ratio", "CPU ms", "ratio"), starts(few, many, options)))
        header = ("a key", "p50 ms, first", "p95", "p50 ms, all", "p95", "most", "times")
        print("\n" + table(header, keys(many, options)))


def annotate(home: Path, count: int) -> None:
    """Put annotations on the articles of a home, made on the texts that these have."""
    with Library(home / "library.db") as library:
        texts = {article.id: article.text_sha256 for article in library.list()}
    with AnnotationStore(home / "notes.json") as notes:
        made = annotations(count, random.Random(7))
        articles = ((each, replace(each.article, text_sha256=texts.get(each.article.id, ""))) for each in made)
        notes.apply([Put(replace(each, article=article)) for each, article in articles])


def starts(few: Path, many: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Each program started in turn, until its list is on the screen."""
    cases = {
        "empty app": (EMPTY, EMPTY_READY, few),
        "postil, 20 articles, no notes": (POSTIL, READY, few),
        f"postil, {options.articles} articles, {options.notes} notes": (POSTIL, READY, many),
    }
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(options.repeat + 1):
        for name, (command, wanted, home) in cases.items():
            with start(command, home, SIZE) as terminal:
                took = terminal.time_until(wanted, terminal.started)
                runs[name].append((took, cpu_seconds(terminal.pid)))
    empty, empty_cpu = (percentile(values, 0.5) for values in zip(*runs["empty app"][1:], strict=True))
    for name, figures in runs.items():
        times, cpu = zip(*figures[1:], strict=True)
        median, median_cpu = percentile(times, 0.5), percentile(cpu, 0.5)
        of_cpu = (milliseconds(median_cpu), f"{median_cpu / empty_cpu:.2f}")
        yield (
            name,
            milliseconds(median),
            milliseconds(percentile(times, 0.95)),
            f"{median / empty:.2f}",
            *of_cpu,
        )


def keys(home: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Opening the notes, looking through them, searching, changing one of them."""
    total = f"{options.notes:,}"
    opened: list[tuple[float, float]] = []
    for _ in range(max(3, options.repeat // 2)):
        with start(POSTIL, home, SIZE) as terminal:
            terminal.wait_for(READY)
            terminal.settle(1.5)
            opened.append(time_to_count(terminal, total))
    yield row("open the notes, the first time", opened)
    with start(POSTIL, home, SIZE) as terminal:
        terminal.wait_for(READY)
        terminal.settle(1.5)
        time_to_count(terminal, total)
        yield row("j, while what is searched is worked out", timed(terminal, ["j"], 40, quiet=0.05))
        terminal.settle(3.0, timeout=60)
        yield row("a line", timed(terminal, ["j", "k"], options.keys, quiet=0.06))
        yield row("half a page", timed(terminal, ["ctrl+d"] * 6 + ["ctrl+u"] * 6, options.keys, quiet=0.06))
        terminal.send("/")
        terminal.settle(QUIET)
        for name, typed in TYPED:
            yield row(name, searched(terminal, typed, -(-options.keys // len(typed)) * len(typed)))
        terminal.send("escape")
        terminal.settle(1.0)
        yield row("delete one, and undo that", timed(terminal, ["d", "u"], 20, quiet=1.0))
        terminal.send("q")
        terminal.settle(1.0)
        again = []
        for _ in range(5):
            again.append(time_to_count(terminal, total))
            terminal.send("q")
            terminal.settle(1.0)
        yield row("open the notes again", again)
        print(f"\nThe process uses {memory(terminal.pid):.0f} MB then.")


def time_to_count(terminal: Terminal, total: str) -> tuple[float, float]:
    """Open the notes: seconds until the first byte, and until they are counted."""
    began = time.perf_counter()
    terminal.send("g", "n")
    terminal.read(5)
    first = time.perf_counter() - began
    return first, terminal.time_until(total, began, 120)


def timed(
    terminal: Terminal, names: Sequence[str], count: int, quiet: float = QUIET
) -> list[tuple[float, float]]:
    """Seconds to the first and to the last byte of each of `count` keys."""
    return [terminal.time_key(names[n % len(names)], quiet=quiet) for n in range(count)]


def searched(terminal: Terminal, names: Sequence[str], count: int) -> list[tuple[float, float]]:
    """Seconds from each of `count` keys until the list is another one, and until the last byte.

    Keys after which the list stays as it was are not among them: nobody can see when those are answered. The screen is
    drawn as it comes, which takes a few milliseconds of what is measured.
    """
    times = []
    for number in range(count):
        before, began, changed = terminal.lines()[1:-2], time.perf_counter(), 0.0
        terminal.send(names[number % len(names)])
        last = began
        while terminal.read(QUIET if changed else max(QUIET, began + LONGEST - time.perf_counter())):
            last = time.perf_counter()
            if not changed and terminal.lines()[1:-2] != before:
                changed = last
        if changed:
            times.append((changed - began, last - began))
    return times


def row(name: str, times: Sequence[tuple[float, float]]) -> Row:
    """A line of the table."""
    firsts, lasts = zip(*times, strict=True)
    figures = [percentile(values, share) for values in (firsts, lasts) for share in (0.5, 0.95)]
    return (name, *map(milliseconds, (*figures, max(lasts))), str(len(times)))


if __name__ == "__main__":
    main()
