"""How fast the screen answers, measured from the terminal's side beside an empty Textual app.

    python -m benchmarks.screen [--repeat 9] [--keys 100] [--articles 10000] [--notes 10000]

The programs run in turn in pseudo-terminals of 120x40, so that a busy machine slows all alike. A key's time ends
with the last byte of what it made the program draw; while other work goes on, with the first. Linux only.
"""

import argparse
import tempfile
from collections.abc import Iterator
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
    wait,
)

SMALL, LARGE = 5_000, 1_000_000
KNOWN, COMING_IN = 40, 400
"""Files that are in the library already, and all."""
HEADER = ("p50 ms", "p95 ms", "p99 ms", "times")


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
        print(table(("a key", *HEADER), measure_keys(many, folder, options.keys)))
        print("\n" + table(("to open an article", *HEADER), measure_opening(folder, max(6, options.keys // 8))))
        print("\n" + table(("a key beside", *HEADER), measure_beside(folder)))


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


def measure_keys(many: Path, folder: Path, count: int) -> Iterator[Row]:
    """Keys in the list, in articles, and in the search box over all notes."""
    with start(EMPTY, many) as terminal:
        terminal.wait_for(EMPTY_READY)
        terminal.settle()
        yield row("empty app, a line changes", keys(terminal, ["j", "k"], count))
    with start(POSTIL, many) as terminal:
        terminal.wait_for("story 19")
        terminal.settle(1.5)
        yield row("long list, a line", keys(terminal, ["j", "k"], count))
        yield row("long list, half a page", keys(terminal, ["ctrl+d"] * 6 + ["ctrl+u"] * 6, count))
        terminal.send("g", "/")
        terminal.settle(1.0)
        yield row("all notes, as you type", keys(terminal, [*"tag0"] + ["backspace"] * 4, count))
        print(f"The process of the long list, with its notes searched, uses {memory(terminal.pid):.0f} MB.\n")
    for size, name in ((SMALL, "5 KB"), (LARGE, "1 MB")):
        path = write_article(folder / name, size)
        with start((*POSTIL, str(path)), folder / f"home {name}") as terminal:
            terminal.wait_for("Harbour wall, story")
            terminal.settle(3.0, timeout=120)  # names are looked for once, in the background
            lines, sentences = ["j"] * 12 + ["k"] * 12, [")"] * 12 + ["("] * 12
            for moves, label in ((lines, "a line"), (sentences, "a sentence"), ([" ", "b"], "a page")):
                terminal.send("g", "g")
                terminal.settle(0.2)
                yield row(f"{name}, {label}", keys(terminal, moves, count))


def measure_opening(folder: Path, count: int) -> Iterator[Row]:
    """Opening one article and another in turn, from the list: until its first words are there, and all else."""
    for size, name in ((SMALL, "5 KB"), (LARGE, "1 MB")):
        articles = folder / f"open {name}"
        for seed in (7, 8):
            write_article(articles, size, seed)
        with start((*POSTIL, str(articles)), folder / f"home to open {name}") as terminal:
            terminal.wait_for("story 7", timeout=60)
            screen = terminal.wait_for("story 8", timeout=60)
            order = sorted((7, 8), key=lambda seed: screen.index(f"story {seed}"))
            seen, done = [], []
            for number in range(count + 4):
                terminal.send(*(("h", "G") if number % 2 else ("h", "g", "g")))
                terminal.settle(1.0, timeout=120)
                times = time_to_show(terminal, "l", opening(order[number % 2]))
                seen.append(times[0])
                done.append(times[1])
            yield row(f"{name}, its first words", seen[4:])
            yield row(f"{name}, all that changes", done[4:])


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


def measure_beside(folder: Path) -> Iterator[Row]:
    """Keys in the list while many files come in, and in an article while names are looked for in it."""
    known, new, home = folder / "known", folder / "new", folder / "home for files"
    for seed in range(COMING_IN):
        write_article(known if seed < KNOWN else new, 10_000, seed)
    with start((*POSTIL, str(known)), home) as terminal:
        terminal.wait_for(f"All articles {KNOWN}", timeout=60)
    with start((*POSTIL, str(known), str(new)), home) as terminal:
        terminal.wait_for("reading ", timeout=60)
        yield row("files coming in", keys_while(terminal, ["j", "k"], lambda: "reading " in terminal.text()))
    path = write_article(folder / "analysed", 100_000)
    with start((*POSTIL, str(path)), folder / "home analysed") as terminal:
        terminal.wait_for("looking for names", timeout=60)
        limit = wait(20)
        times = keys_while(
            terminal, ["j"] * 12 + ["k"] * 12, lambda: "looking for names" in terminal.text() and limit()
        )
        yield row("names being looked for", times)


if __name__ == "__main__":
    main()
