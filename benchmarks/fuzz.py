"""Whether any feed or page can break what reads it.

    python -m benchmarks.fuzz [--seconds N] [--engine hypothesis|atheris] [--target feeds|pages|both] [--save FOLDER]

Small samples are mutated and read for N seconds in all. A crash is anything raised that is no sentence for the reader,
a feed that is not clean, a feed that the two ways of reading it disagree about, and what takes longer than 2 seconds
of CPU. Of each kind of crash the shortest input is saved in FOLDER. Hypothesis makes mutations blindly; atheris, which
has to be installed for it (`pip install atheris`), follows what they reach.
"""

import argparse
import faulthandler
import importlib.util
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.figures import table
from benchmarks.fuzz_samples import MAX_LENGTH, PIECES, SAMPLES, mutation
from reader.model import PostilError

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

URL = "https://site.example/feed.xml"
SLOW = 2.0
"""Seconds of CPU above which an input counts as a crash."""
HANGING = 120.0
"""Seconds after which the whole run is given up, with the input that it was at in FOLDER/running."""
BATCH = 500


def check_feed(data: bytes) -> None:
    """Read a feed in both ways; a feed that is read has to be clean and the same in both."""
    from reader.sources.feeds import conformant, fast, parse
    from reader.sources.feeds.encodings import to_utf8
    from reader.sources.feeds.making import make
    from reader.sources.feeds.sniffing import sniff
    from reader.text.sanitize import clean

    feed = parse(data, url=URL)
    keys = [entry.key for entry in feed.entries]
    assert all(keys), "an entry without a key"
    assert len(set(keys)) == len(keys), "a key twice"
    for text in (feed.title, *(entry.title for entry in feed.entries)):
        assert clean(text, one_line=True) == text, "a title that is not clean"
    utf8 = to_utf8(data).data.strip()
    raw = None if utf8.startswith((b"{", b"[")) else fast.read(utf8, URL)
    if raw is not None:
        other = make(conformant.read(utf8, sniff(utf8.decode("utf-8", "replace")), URL), URL)
        assert make(raw, URL) == replace(other, notices=()), "two readings of one feed"


def check_page(data: bytes) -> None:
    """Read a page as a document, find its feeds, and extract its article where that is built in."""
    from reader.document.html import from_html
    from reader.sources.feeds import discover

    page = data.decode("utf-8", "replace")
    discover(page, URL)
    from_html(page)
    if importlib.util.find_spec("reader.sources.pages") is not None:
        from reader.sources import pages

        pages.content_document(page, title="t", base_url=URL)
        pages.page_document(pages.extract(page, url=URL))


CHECKS: dict[str, Callable[[bytes], None]] = {"feeds": check_feed, "pages": check_page}


@dataclass(slots=True)
class Crash:
    """One kind of crash: how often it was met, and the shortest input that does it."""

    error: str
    shortest: bytes
    times: int = 1


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one target."""

    target: str
    folder: Path
    executions: int = 0
    refused: int = 0
    seconds: float = 0.0
    crashes: dict[str, Crash] = field(default_factory=dict)

    def run(self, data: bytes) -> None:
        """Read one input."""
        (self.folder / "running").write_bytes(data)
        faulthandler.dump_traceback_later(HANGING, exit=True)
        begun = time.process_time()
        try:
            CHECKS[self.target](data)
        except PostilError:
            self.refused += 1
        except Exception as error:  # noqa: BLE001 - any error at all is what is looked for
            self._crashed(_place(error), f"{type(error).__name__}: {error}", data)
        taken = time.process_time() - begun
        if taken > SLOW:
            self._crashed("slow", f"slow: more than {SLOW:g} s", data)
        self.executions += 1
        self.seconds += taken

    def _crashed(self, place: str, error: str, data: bytes) -> None:
        crash = self.crashes.setdefault(place, Crash(error, data, 0))
        crash.times += 1
        if crash.times == 1 or len(data) < len(crash.shortest):
            crash.shortest = data
            self.saved_as(place).write_bytes(data)

    def saved_as(self, place: str) -> Path:
        """The file that an input of one kind of crash is in."""
        return self.folder / f"{self.target}-{sha256(place.encode()).hexdigest()[:10]}"


def _place(error: Exception) -> str:
    """The innermost line of postil's or of this program's that an error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if {"reader", "benchmarks"} & set(Path(frame.filename).parts)]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"


def run_hypothesis(tally: Tally, seconds: float) -> Tally:
    """Blind mutations for so many seconds."""

    @settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.randoms(use_true_random=True))
    def batch(chance: Random) -> None:
        tally.run(mutation(SAMPLES[tally.target], chance))

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        batch()
    return tally


def run_atheris(tally: Tally, seconds: float) -> Tally:
    """Mutations that follow the code they reach, in a process of their own, since libFuzzer ends the one it is in."""
    results: SimpleQueue[Tally] = multiprocessing.get_context("spawn").SimpleQueue()
    process = multiprocessing.get_context("spawn").Process(target=_follow, args=(tally, seconds, results))
    process.start()
    while process.is_alive():
        process.join(1)
        while not results.empty():
            tally = results.get()
    return tally


def _follow(tally: Tally, seconds: float, results: "SimpleQueue[Tally]") -> None:
    import atheris

    with atheris.instrument_imports(include=["reader.sources", "reader.document", "feedparser"]):
        CHECKS[tally.target](SAMPLES[tally.target][0])
    corpus = tally.folder / f"corpus-{tally.target}"
    corpus.mkdir(exist_ok=True)
    for number, sample in enumerate(SAMPLES[tally.target]):
        (corpus / str(number)).write_bytes(sample)
    words = tally.folder / "words"
    words.write_text(
        "".join('"' + "".join(f"\\x{byte:02x}" for byte in piece) + '"\n' for piece in PIECES if piece)
    )
    last = time.monotonic()

    def one_input(data: bytes) -> None:
        nonlocal last
        tally.run(data)
        if time.monotonic() - last > 1:
            last = time.monotonic()
            results.put(tally)

    options = [f"-max_total_time={int(seconds)}", f"-dict={words}", f"-max_len={MAX_LENGTH}", "-verbosity=0"]
    atheris.Setup([sys.argv[0], str(corpus), *options], one_input)
    atheris.Fuzz()


def report(tallies: list[Tally]) -> str:
    """What was run, and what crashed."""
    rows = [
        (
            t.target,
            f"{t.executions:,}",
            f"{t.executions / max(t.seconds, 1e-9):,.0f}",
            f"{t.refused:,}",
            len(t.crashes),
        )
        for t in tallies
    ]
    crashes = [
        (tally.target, place, crash.error[:80], f"{crash.times:,}", str(tally.saved_as(place)))
        for tally in tallies
        for place, crash in tally.crashes.items()
    ]
    lines = [table(("target", "executions", "a second of CPU", "refused", "kinds of crashes"), rows)]
    if crashes:
        lines += ["", table(("target", "where", "what", "times", "shortest input"), crashes)]
    return "\n".join(lines)


def main() -> None:
    """Fuzz for a while and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--target", choices=("feeds", "pages", "both"), default="both")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="a new temporary folder if it is left out")
    arguments = parser.parse_args()
    if arguments.engine == "atheris" and importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed; `pip install atheris`, or leave out --engine.")
    folder = arguments.save or Path(tempfile.mkdtemp(prefix="postil-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    targets = tuple(CHECKS) if arguments.target == "both" else (arguments.target,)
    run = run_atheris if arguments.engine == "atheris" else run_hypothesis
    print(report([run(Tally(target, folder), arguments.seconds / len(targets)) for target in targets]))


if __name__ == "__main__":
    main()
