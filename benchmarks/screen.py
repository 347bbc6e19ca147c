"""How fast the screen answers, measured from the terminal's side beside an empty Textual app.

    python -m benchmarks.screen [--repeat 9] [--keys 100] [--articles 10000] [--notes 10000]

The programs run in turn in pseudo-terminals of 120x40, so that a busy machine slows all alike: the ratios are to what
the empty app took for keys meanwhile. A key's time ends with the last byte of what it made the program draw; while
other work goes on, with the first. Linux only.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.articles import article
from benchmarks.figures import milliseconds, percentile, table
from benchmarks.homes import fill_library, fill_notes
from benchmarks.programs import (
    EMPTY,
    EMPTY_READY,
    POSTIL,
    Row,
    first_paint,
    keys,
    keys_while,
    memory,
    row,
    start,
    time_to_show,
)
from tests.pty.terminal import Terminal

SMALL, LARGE = 5_000, 1_000_000
KNOWN, COMING_IN = 40, 400
"""Files that are in the library already, and all."""
HEADER = ("p50 ms", "p95 ms", "p99 ms", "times")
RATIOS = ("p50 ratio", "p95 ratio")
BEGINNING = 0.6
"""How many seconds after its first words are there an article counts as just opened."""
ANALYSING = "looking for names"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=9, help="how often each program is started")
    parser.add_argument("--keys", type=int, default=100, help="how many keys of each kind are timed")
    parser.add_argument("--articles", type=int, default=10_000, help="articles in the large library")
    parser.add_argument("--notes", type=int, default=10_000, help="annotations beside it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = folder / "few", folder / "many"
        fill_library(few, 0)
        fill_library(many, options.articles)
        fill_notes(many, options.notes)
        measure_starts(few, many, options.repeat, f"{options.articles} articles, {options.notes} notes")
        with start(EMPTY, few) as empty:
            empty.wait_for(EMPTY_READY)
            empty.settle()
            beside = Beside(empty)
            print(table(("a key", *HEADER, *RATIOS), measure_keys(beside, many, folder, options.keys)))
            count = max(6, options.keys // 8)
            print("\n" + table(("to open an article", *HEADER, *RATIOS), measure_opening(beside, folder, count)))
            print("\n" + table(("a key beside", *HEADER, *RATIOS), measure_beside(beside, folder)))


class Beside:
    """The empty app, asked for keys in between those of postil."""

    def __init__(self, empty: Terminal) -> None:
        self._empty = empty

    def row(self, name: str, times: Sequence[float]) -> Row:
        """A line of a table with the ratios to as many keys of the empty app, at most 100, right now."""
        beside = keys(self._empty, ["j", "k"], min(len(times), 100))
        ratios = (percentile(times, share) / percentile(beside, share) for share in (0.5, 0.95))
        return (*row(name, times), *(f"{ratio:.1f}" for ratio in ratios))


def measure_starts(few: Path, many: Path, repeat: int, many_name: str) -> None:
    """Start each program in turn; print when it has its list on the screen."""
    cases = {
        "empty app": (EMPTY, EMPTY_READY, few),
        "postil, 20 articles": (POSTIL, "story 19", few),
        f"postil, {many_name}": (POSTIL, "story 19", many),
    }
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(repeat + 1):
        for name, case in cases.items():
            runs[name].append(first_paint(*case))
    rows = []
    empty, empty_cpu = (percentile(values, 0.5) for values in zip(*runs["empty app"][1:], strict=True))
    for name, figures in runs.items():
        times, cpu = zip(*figures[1:], strict=True)
        median, median_cpu = percentile(times, 0.5), percentile(cpu, 0.5)
        ratios = (f"{median / empty:.2f}", milliseconds(median_cpu), f"{median_cpu / empty_cpu:.2f}")
        rows.append((*row(name, times), *ratios))
    print(table(("first paint", *HEADER, "ratio", "CPU ms", "ratio"), rows) + "\n")


def measure_keys(beside: Beside, many: Path, folder: Path, count: int) -> Iterator[Row]:
    """Keys in the list, in articles, and in the search box over all notes."""
    with start(POSTIL, many) as terminal:
        terminal.wait_for("story 19")
        terminal.settle(1.5)
        yield beside.row("long list, a line", keys(terminal, ["j"] * 60 + ["k"] * 60, count))
        yield beside.row("long list, half a page", keys(terminal, ["ctrl+d"] * 6 + ["ctrl+u"] * 6, count))
        yield beside.row("long list, its ends", keys(terminal, ["G", "gg"], count))
        in_use = f"{memory(terminal.pid):.0f} MB"
        terminal.send("g", "N")
        terminal.settle(1.0)
        yield beside.row("all notes, as you type", keys(terminal, [*"tag0"] + ["backspace"] * 4, count))
        print(f"The process of the long list uses {in_use}; its notes searched, {memory(terminal.pid):.0f} MB.\n")
    for size, name in ((SMALL, "5 KB"), (LARGE, "1 MB")):
        path = write_article(folder / name, size)
        with start((*POSTIL, str(path)), folder / f"home {name}") as terminal:
            terminal.wait_for("Harbour wall, story")
            until_analysed(terminal)
            lines, sentences = ["j"] * 12 + ["k"] * 12, [")"] * 12 + ["("] * 12
            for moves, label in ((lines, "a line"), (sentences, "a sentence"), ([" ", "b"], "a page")):
                terminal.send("g", "g")
                terminal.settle(0.2)
                yield beside.row(f"{name}, {label}", keys(terminal, moves, count))


def measure_opening(beside: Beside, folder: Path, count: int) -> Iterator[Row]:
    """Opening one article and another in turn, from the list: until its first words are there, and all else."""
    for size, name in ((SMALL, "5 KB"), (LARGE, "1 MB")):
        articles = folder / f"open {name}"
        for seed in (7, 8):
            write_article(articles, size, seed)
        with start((*POSTIL, str(articles)), folder / f"home to open {name}") as terminal:
            terminal.wait_for("story 7", timeout=60)
            screen = terminal.wait_for("story 8", timeout=60)
            order = sorted((7, 8), key=lambda seed: screen.index(f"story {seed}"))
            seen, done, pressed = [], [], []
            for number in range(count + 4):
                terminal.send(*("h" * (number > 0)), *("G" if number % 2 else "gg"))
                terminal.settle(1.0)
                words = opening(order[number % 2])
                if number < 4:
                    time_to_show(terminal, "l", words)
                    until_analysed(terminal)
                elif number % 4 < 2:
                    times = time_to_show(terminal, "l", words)
                    seen.append(times[0])
                    done.append(times[1])
                else:
                    pressed += keys_after(terminal, "l", words)
            yield beside.row(f"{name}, its first words", seen)
            yield beside.row(f"{name}, all that changes", done)
            yield beside.row(f"{name}, a key right after", pressed)


def keys_after(terminal: Terminal, key: str, wanted: str) -> list[float]:
    """Type a key; seconds that keys take which are typed as soon as `wanted` is there, for a moment."""
    terminal.send(key)
    terminal.time_until(wanted, time.perf_counter())
    end = time.perf_counter() + BEGINNING
    return keys_while(terminal, ["j", "k"], lambda: time.perf_counter() < end)


def until_analysed(terminal: Terminal) -> None:
    """Wait until names are no longer looked for in the background, as they are once in each article."""
    while ANALYSING in terminal.settle(1.0):
        pass


def write_article(folder: Path, size: int, seed: int = 7) -> Path:
    """An article of about `size` characters in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seed}.md"
    title, _, text = article(size, seed).partition("\n\n")
    path.write_text(f"{title}\n\n{opening(seed)}\n\n{text}", encoding="utf-8")
    return path


def opening(seed: int) -> str:
    """The first words of an article, which no other has."""
    return f"It begins with number {seed}."


def measure_beside(beside: Beside, folder: Path) -> Iterator[Row]:
    """Keys in the list while many files come in, and in a long article while names are looked for in it."""
    known, new, home = folder / "known", folder / "new", folder / "home for files"
    for seed in range(COMING_IN):
        write_article(known if seed < KNOWN else new, 10_000, seed)
    with start((*POSTIL, str(known)), home) as terminal:
        terminal.wait_for(f"All articles {KNOWN}", timeout=60)
    with start((*POSTIL, str(known), str(new)), home) as terminal:
        terminal.wait_for("reading ", timeout=60)
        times = keys_while(terminal, ["j", "k"], lambda: "reading " in terminal.text())
        yield beside.row("files coming in", times)
    path = write_article(folder / "analysed", LARGE)
    with start((*POSTIL, str(path)), folder / "home analysed") as terminal:
        terminal.wait_for(ANALYSING, timeout=60)
        end = time.perf_counter() + 20
        moves = ["j"] * 12 + ["k"] * 12
        times = keys_while(terminal, moves, lambda: ANALYSING in terminal.text() and time.perf_counter() < end)
        yield beside.row("names looked for in 1 MB", times)


if __name__ == "__main__":
    main()
