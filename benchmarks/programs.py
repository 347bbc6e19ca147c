"""postil and an empty Textual app in pseudo-terminals: starting them, timing keys, and what they use."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import milliseconds, percentile
from tests.pty.terminal import Terminal

SIZE = (120, 40)
QUIET = 0.06
"""Seconds without a byte after which what a key made the program draw is complete."""
EMPTY = (sys.executable, "-m", "benchmarks.empty_app")
EMPTY_READY = "empty app ready"
POSTIL = (sys.executable, "-m", "reader")
UNCOUNTED = 2
"""How many keys are typed before those that are timed."""

Row = tuple[str, ...]


def start(command: Sequence[str], home: Path, size: tuple[int, int] = SIZE) -> Terminal:
    """Start a program whose home is `home`.

    Its modules are compiled once, as those of an installed program are, whatever the environment of this process says.
    """
    compiled = Path(tempfile.gettempdir()) / "postil-benchmarks-compiled"
    environ = {
        "POSTIL_HOME": str(home),
        "PYTHONPATH": str(Path.cwd()),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(compiled),
    }
    return Terminal(command, size=size, environ=environ)


def first_paint(command: Sequence[str], wanted: str, home: Path) -> tuple[float, float]:
    """Seconds from starting a program until it has sent `wanted`, and the seconds of CPU that it used by then."""
    with start(command, home) as terminal:
        took = terminal.time_until(wanted, terminal.started)
        return took, cpu_seconds(terminal.pid)


def keys(terminal: Terminal, names: Sequence[str], count: int) -> list[float]:
    """Seconds from each of `count` keys to its last byte on the terminal, after `UNCOUNTED` others."""
    times = [terminal.time_key(names[n % len(names)], quiet=QUIET)[1] for n in range(count + UNCOUNTED)]
    return times[UNCOUNTED:]


def keys_while(terminal: Terminal, names: Sequence[str], go_on: Callable[[], bool]) -> list[float]:
    """Seconds from each key to its first byte, until `go_on` says no; what else is drawn is no answer to it."""
    times: list[float] = []
    while go_on():
        times.append(terminal.time_key(names[len(times) % len(names)], quiet=0.02, timeout=10)[0])
    return times


def time_to_show(terminal: Terminal, key: str, wanted: str) -> tuple[float, float]:
    """Type a key; seconds until the program has sent `wanted`, and until the last byte that it then sends."""
    began = time.perf_counter()
    terminal.send(key)
    shown = terminal.time_until(wanted, began)
    last = began + shown
    while terminal.read(0.25):
        last = time.perf_counter()
    return shown, last - began


def row(name: str, times: Sequence[float]) -> Row:
    """A line of a table: median, 95th and 99th percentile in milliseconds, and of how many."""
    return (name, *(milliseconds(percentile(times, share)) for share in (0.5, 0.95, 0.99)), str(len(times)))


def cpu_seconds(pid: int) -> float:
    """The seconds of CPU that the threads of a process have used."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


def memory(pid: int) -> float:
    """The MB of memory that a process has in use."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def wait(seconds: float) -> Callable[[], bool]:
    """True until that many seconds have passed."""
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() < end
