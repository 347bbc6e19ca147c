"""How postil does with many articles, beside newsboat where that is installed.

    python -m benchmarks.library [--sizes 100 10000 100000] [--feeds 1000] [--texts FOLDER] [--home FOLDER]

For each size, in one run and in turn, an empty Textual app, postil and newsboat with the same feeds and articles, put
together from the sentences of the articles in a folder (those that postil ships with): how long until the list is on
the screen and how much processor time by then, a key in the list, opening an article, a letter of a filter, finding a
word in all articles (from the last key that is typed for it: its last letter, or Enter), and memory.
Times are milliseconds in a pseudo-terminal of 120x40, medians unless it says otherwise. Filling takes minutes: with
--home what was filled is kept and used again.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import milliseconds, percentile, table
from benchmarks.followed import BEGINNING, RARE, Followed, fill_newsboat, fill_postil, newsboat, sentences_of
from benchmarks.programs import (
    EMPTY,
    EMPTY_READY,
    POSTIL,
    UNCOUNTED,
    first_paint,
    keys,
    memory,
    start,
    time_to_show,
)
from reader.paths import bundled
from tests.pty.terminal import Terminal

HEADER = (
    *("articles", "program", "first paint", "ratio", "CPU", "ratio"),
    *("a key", "p95", "open", "a letter", "p95", "a word", "MB"),
)
STARTS = 5
KEYS = 60
TYPED = "harbour wa"
"""A filter that lets everything through, so that all of it has to be listed again at each letter."""
WAIT = 120.0
"""Seconds that a program may take to show what it was asked for."""

Cells = tuple[str, ...]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--texts", type=Path, default=bundled("seeds"))
    parser.add_argument("--home", type=Path, default=None)
    options = parser.parse_args()
    sentences = sentences_of(options.texts)
    rows: list[Cells] = []
    with tempfile.TemporaryDirectory() as temporary:
        for size in options.sizes:
            folder = (options.home or Path(temporary)) / str(size)
            followed = Followed(min(options.feeds, size), size, sentences)
            _fill(folder / "postil", followed, fill_postil)
            if shutil.which("newsboat"):
                _fill(folder / "newsboat", followed, fill_newsboat)
            rows += _measure(folder, size)
    print(table(HEADER, rows))


def _fill(home: Path, followed: Followed, fill: Callable[[Path, Followed], None]) -> None:
    """Fill a home, unless an earlier run has; one that was begun and left is begun anew."""
    if not home.exists():
        unfinished = home.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        fill(unfinished, followed)
        unfinished.rename(home)


def _measure(folder: Path, size: int) -> list[Cells]:
    cases = {"empty app": (EMPTY, EMPTY_READY), "postil": (POSTIL, "report 0")}
    if (folder / "newsboat").exists():
        cases["newsboat"] = (newsboat(folder / "newsboat"), "Feed 0")
    paints: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(STARTS + 1):  # the first is not counted
        for name, (command, wanted) in cases.items():
            paints[name].append(first_paint(command, wanted, folder / "postil"))
    medians = {name: [*map(statistics.median, zip(*runs[1:], strict=True))] for name, runs in paints.items()}
    rows = []
    for name, (command, wanted) in cases.items():
        pairs = zip(medians[name], medians["empty app"], strict=True)
        starting = [cell for took, empty in pairs for cell in (milliseconds(took), f"{took / empty:.2f}")]
        in_use: Cells = ()
        if name in _IN_USE:
            with start(command, folder / "postil") as terminal:
                terminal.wait_for(wanted, WAIT)
                terminal.settle(1.5, WAIT)
                in_use = _IN_USE[name](terminal)
        rows.append((f"{size:,}", name, *starting, *in_use))
    return [(*row, *[""] * (len(HEADER) - len(row))) for row in rows]


def _postil(terminal: Terminal) -> Cells:
    in_list = keys(terminal, ["j"] * 20 + ["k"] * 20, KEYS)
    listed = memory(terminal.pid)
    opened, _ = time_to_show(terminal, "l", BEGINNING)
    terminal.send("h", "/")
    terminal.settle(0.5)
    typed = [*TYPED, *["backspace"] * len(TYPED)]
    letters = keys(terminal, typed, 2 * len(typed) - UNCOUNTED)  # so that nothing is left of it
    terminal.settle(1.0)
    terminal.send(RARE[:-1])
    terminal.settle(1.0)
    found, _ = time_to_show(terminal, RARE[-1], f"with “{RARE}”")
    return _cells(in_list, opened, letters, found, listed)


def _newsboat(terminal: Terminal) -> Cells:
    in_list = keys(terminal, ["j"] * 20 + ["k"] * 20, KEYS)
    listed = memory(terminal.pid)
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
    return _cells(in_list, opened, [], found, listed)


_IN_USE: dict[str, Callable[[Terminal], Cells]] = {"postil": _postil, "newsboat": _newsboat}


def _cells(in_list: list[float], opened: float, letters: list[float], found: float, megabytes: float) -> Cells:
    return (
        *(milliseconds(percentile(in_list, share)) for share in (0.5, 0.95)),
        milliseconds(opened),
        *(milliseconds(percentile(letters, share)) if letters else "" for share in (0.5, 0.95)),
        milliseconds(found),
        f"{megabytes:.0f}",
    )


if __name__ == "__main__":
    main()
