"""How long it takes many notes to go out in each format and to come in again, and the memory of it.

    python -m benchmarks.exchange [--notes N] [--folder FOLDER] [--formats FORMAT...]

Each export is one run of the program on a home with so many notes, ten to an article, and each import one on an empty
home. What is above "no format" is what the format costs: there, going out is opening the notes and looking at each,
and coming in is making notes up and saving them a thousand at a time. Seconds are of the clock and of the processor,
rates by the processor; memory is the most that the process ever had, in MB, as Linux tells it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import table
from benchmarks.homes import fill_notes

FORMATS = ("jsonl", "jsonld", "csv", "html", "markdown", "bibtex", "csl")
WITHOUT_NOTES = {"bibtex", "csl"}
COST = """
import resource, sys
def tell_cost():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    with open("/proc/self/status") as status:  # what getrusage says counts the process that this one was forked from
        peak = [line.split()[1] for line in status if line.startswith("VmHWM")]
    print(usage.ru_utime + usage.ru_stime, *peak, file=sys.stderr)
"""
RUN = f"""{COST}
from reader.cli.program import run
code = run(sys.argv[1:])
tell_cost()
sys.exit(code)
"""
SAVE = f"""{COST}
import random
from itertools import islice
from pathlib import Path
from benchmarks.storage import annotations
from reader.annotations.overlaid import OverlaidStore
from reader.annotations.store import Put
store = OverlaidStore(Path(sys.argv[1]))
rest = annotations(int(sys.argv[2]), random.Random(7))
while batch := [*islice(rest, 1000)]:
    store.apply([Put(annotation) for annotation in batch])
store.close()
tell_cost()
"""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of the clock and of the processor, and the most memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def postil(home: Path, *arguments: str) -> Cost:
    """Run the program and give what that cost."""
    return run(RUN, *arguments, home=home)


def run(code: str, *arguments: str, home: Path) -> Cost:
    """Run some code of Python and give what that cost."""
    environ = {**os.environ, "POSTIL_HOME": str(home)}
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environ, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    if ran.returncode not in {0, 1}:  # 1 is that nothing was found
        raise SystemExit(ran.stderr)
    processor, kilobytes = map(float, ran.stderr.split()[-2:])
    return Cost(seconds, processor, kilobytes / 1024)


def measure(folder: Path, home: Path, name: str, notes: int) -> list[object]:
    """A row about one format."""
    out = folder / f"notes.{name}"
    going = postil(home, "export", "--format", name, "-o", str(out))
    size = sum(file.stat().st_size for file in (out.rglob("*") if out.is_dir() else [out]))
    row = [name, f"{size / 1e6:.0f}", *_cells(going, notes)]
    if name in WITHOUT_NOTES:
        return [*row, "", "", "", ""]
    coming = postil(folder / f"home-{name}", "import", str(out))
    return [*row, *_cells(coming, notes)]


def _cells(cost: Cost, notes: int) -> list[object]:
    return [
        f"{cost.seconds:.1f}",
        f"{cost.processor:.1f}",
        f"{notes / cost.processor:,.0f}",
        f"{cost.megabytes:.0f}",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=None, help="where to work; a disk, for figures that count")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=wanted.folder) as temporary:
        folder = Path(temporary)
        home = folder / "home"
        home.mkdir()
        fill_notes(home, wanted.notes)
        opening = postil(home, "export", "nothing-has-this-word", "--format", "csv")
        saving = run(SAVE, str(folder / "saved.json"), str(wanted.notes), home=home)
        none = ["no format", "", *_cells(opening, wanted.notes), *_cells(saving, wanted.notes)]
        rows = [none] + [measure(folder, home, name, wanted.notes) for name in wanted.formats]
    header = [
        "format",
        "MB",
        "out, s",
        "processor",
        "notes/s",
        "memory",
        "in, s",
        "processor",
        "notes/s",
        "memory",
    ]
    print(table(header, rows))


if __name__ == "__main__":
    main()
