"""How fast the screen answers, measured from the terminal's side beside an empty Textual app.

    python -m benchmarks.screen [--repeat 5] [--keys 100]

Starts both programs in turn in pseudo-terminals of 120x40, so that a busy machine slows both alike. A key's time
ends with the last byte of what it made the program draw.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import article
from benchmarks.figures import milliseconds, percentile, table
from tests.pty.terminal import Terminal

SIZE = (120, 40)
SMALL, LARGE = 5_000, 1_000_000
EMPTY = (sys.executable, "-m", "benchmarks.empty_app")
POSTIL = (sys.executable, "-m", "reader")


def first_paint(command: tuple[str, ...], wanted: str, environ: dict[str, str]) -> float:
    """Seconds from starting the program to the first screen that shows `wanted`."""
    with Terminal(command, size=SIZE, environ=environ) as terminal:
        terminal.wait_for(wanted, timeout=60)
        return time.perf_counter() - terminal.started


def keys(terminal: Terminal, names: list[str], count: int) -> list[float]:
    """Seconds from each of `count` keys to its last byte on the terminal."""
    return [terminal.time_key(names[n % len(names)])[1] for n in range(count)]


def row(name: str, times: list[float]) -> tuple[str, ...]:
    """A line of the table."""
    return (name, *(milliseconds(percentile(times, share)) for share in (0.5, 0.95, 0.99)))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="how often each program is started")
    parser.add_argument("--keys", type=int, default=100, help="how many keys of each kind are timed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.repeat, options.keys)


def measure(folder: Path, repeat: int, count: int) -> None:
    """Make the articles, import them, then time everything."""
    small, large = folder / "articles" / "small.md", folder / "articles" / "large.md"
    small.parent.mkdir()
    small.write_text(article(SMALL), encoding="utf-8")
    large.write_text(article(LARGE, seed=8), encoding="utf-8")
    environ = {"POSTIL_HOME": str(folder / "home"), "PYTHONPATH": str(Path.cwd())}
    with Terminal((*POSTIL, str(small.parent)), size=SIZE, environ=environ) as terminal:
        terminal.wait_for("story 8", timeout=60)
        terminal.settle(0.5)

    empties, paints = [], []
    for _ in range(repeat):
        empties.append(first_paint(EMPTY, "empty app ready", environ))
        paints.append(first_paint(POSTIL, "story 8", environ))
    ratio = percentile(paints, 0.5) / percentile(empties, 0.5)
    print(
        table(
            ("start", "p50 ms", "p95 ms", "p99 ms"), [row("empty app", empties), row("postil, its list", paints)]
        )
    )
    print(f"\npostil's list is on screen after {ratio:.2f} times the empty app's first paint.\n")

    rows = []
    with Terminal(EMPTY, size=SIZE, environ=environ) as terminal:
        terminal.wait_for("empty app ready")
        terminal.settle()
        rows.append(row("empty app, a line changes", keys(terminal, ["j", "k"], count)))
    with Terminal(POSTIL, size=SIZE, environ=environ) as terminal:
        terminal.wait_for("story 8")
        terminal.settle(0.3)
        rows.append(row("list, down and up", keys(terminal, ["j", "k"], count)))
    for path, name in ((small, "5 KB"), (large, "1 MB")):
        rows.extend(in_article(path, name, environ, count))
    print(table(("a key", "p50 ms", "p95 ms", "p99 ms"), rows))


def in_article(path: Path, name: str, environ: dict[str, str], count: int) -> list[tuple[str, ...]]:
    """Opening one article again and again, then moving in it."""
    title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    with Terminal((*POSTIL, str(path)), size=SIZE, environ=environ) as terminal:
        terminal.wait_for(title)
        # The article opens by itself; the names are looked for once, in the background.
        terminal.settle(1.0, timeout=120)
        opened = []
        for _ in range(max(5, count // 10)):
            terminal.send("h")
            terminal.settle(0.2)
            opened.append(terminal.time_key("l", quiet=0.3)[1])
        rows = [row(f"open {name}", opened)]
        for label, names in (("line", ["j"] * 12 + ["k"] * 12), ("sentence", [")"] * 12 + ["("] * 12), ("page", [" ", "b"])):
            terminal.send("g", "g")
            terminal.settle(0.2)
            rows.append(row(f"{name}, {label}", keys(terminal, names, count)))
        return rows


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
