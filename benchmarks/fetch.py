"""How fast feeds are fetched: `python -m benchmarks.fetch [--feeds N] [--entries N]`.

A server on loopback has the feeds. postil and, where it is installed, newsboat fetch all of them twice in one run: the
first time everything is new, the second time nothing has changed. Prints feeds a second and a second of the processor
(of all that a program starts, but not of the server), and how long postil takes after that to make documents of what
came and index their words.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.feed_server import host
from benchmarks.figures import table
from reader.library import Library
from reader.model import Feed

HOSTS = 100
_FETCH_ALONE = """
import asyncio
from reader.paths import find_places
from reader.services.fetching.engine import fetch, wanted
from reader.services.session import Session

if __name__ == "__main__":
    session = Session(find_places())
    report = asyncio.run(fetch(session, wanted(session)))
    session.close()
    assert not report.failures, report.failures[0].failure
"""
"""What `postil fetch` does before it makes documents of what came."""


@contextmanager
def _server(feeds: int, entries: int) -> Iterator[list[str]]:
    """The addresses of the feeds, served by another process."""
    arguments = [sys.executable, "-m", "benchmarks.feed_server", *map(str, (feeds, entries, HOSTS))]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        try:
            yield [f"http://{host(number % HOSTS)}:{port}/{number}.xml" for number in range(feeds)]
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class Taken:
    """The seconds that a program took, and those that it had the processor for."""

    wall: float
    processor: float


def _run(command: Sequence[str], environ: dict[str, str]) -> Taken:
    begun = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Taken(wall, usage.ru_utime + usage.ru_stime)


def _postil(home: Path, urls: Sequence[str]) -> Callable[[], Taken]:
    with Library(home / "library.db") as library:
        library.feeds.follow([Feed(0, url, "", "", trusted=True) for url in urls])
    # As it is where it is installed: with its byte code beside it.
    compiled = {"PYTHONPYCACHEPREFIX": str(home.parent / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    return lambda: _run([sys.executable, "-c", _FETCH_ALONE], {"POSTIL_HOME": str(home), **compiled})


def _newsboat(home: Path, urls: Sequence[str], threads: int) -> Callable[[], Taken]:
    program = shutil.which("newsboat")
    assert program is not None
    home.mkdir()
    (home / "urls").write_text("\n".join(urls))
    (home / "config").write_text(f"reload-threads {threads}\n")
    places = ("-C", str(home / "config"), "-u", str(home / "urls"), "-c", str(home / "cache.db"))
    return lambda: _run([program, *places, "-x", "reload"], {"HOME": str(home)})


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--entries", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _server(options.feeds, options.entries) as urls:
        _postil(Path(folder, "compiling"), urls)()
        programs = {"postil fetch": _postil(Path(folder, "postil"), urls)}
        if shutil.which("newsboat"):
            programs["newsboat -x reload"] = _newsboat(Path(folder, "newsboat"), urls, 1)
            programs["newsboat, 8 threads"] = _newsboat(Path(folder, "newsboat8"), urls, 8)
        print(f"{options.feeds:,} feeds of {options.entries} entries at {HOSTS} hosts on loopback")
        rows = [[name, *_rates(options.feeds, fetch)] for name, fetch in programs.items()]
        print(table(("feeds a second", "new", "unchanged", "new, of processor", "unchanged, of processor"), rows))
        home = {"POSTIL_HOME": str(Path(folder, "postil"))}
        taken = _run([sys.executable, "-m", "reader", "fetch", "--due"], home)
        articles = options.feeds * options.entries
        print(f"read in and indexed afterwards: {articles / taken.wall:,.0f} articles a second")


def _rates(feeds: int, fetch: Callable[[], Taken]) -> list[str]:
    """Feeds a second, of the time and of the processor's time: where all are new, and where nothing has changed."""
    new, unchanged = fetch(), fetch()
    taken = (new.wall, unchanged.wall, new.processor, unchanged.processor)
    return [f"{feeds / seconds:,.0f}" for seconds in taken]


if __name__ == "__main__":
    main()
