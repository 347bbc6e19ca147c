"""The reader itself killed while notes are written in it: is anything lost that its screen called saved?

    python -m benchmarks.killed_screens [--kills N]

Two postils at a time stand in pseudo-terminals over one home. In each a sentence is found, a note is typed and saved,
and so on, a few times, and once more until SIGKILL at a random moment of it. After each round the notes are read by
postil and by TinyDB as it comes: every note that a screen called saved must be there, on its own sentence.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tinydb import TinyDB

from benchmarks.programs import POSTIL, start
from reader.annotations.mainfile import ANNOTATIONS
from reader.annotations.store import AnnotationStore
from reader.paths import HOME_VARIABLE, find_places
from tests.pty.terminal import Terminal

AT_A_TIME = 2
A_LIFE = 5
"""Sentences that one reader has to itself, more than it gets to."""
MOST_SAVED = 3
"""Notes that a reader sees saved at most before the one at which it is killed."""
LAST_NOTE = 0.6
"""Seconds of that one, at most: typing takes some, saving a few hundredths."""
PATIENCE = 30.0
"""Seconds that a reader may take for one step."""
SAVED = "note · saved"

Reached = Callable[[str], bool]


def sentence(number: int) -> str:
    """A sentence like no other in the article."""
    return f"This is sentence number {number:05}."


def note(number: int) -> str:
    """The note that is written on that sentence."""
    return f"about {number:05}"


def shows(terminal: Terminal, reached: Reached, until: float) -> bool:
    """Wait for a screen with which something is reached; False if the time is up before."""
    while not reached(terminal.text()):
        left = until - time.perf_counter()
        if left <= 0:
            return False
        terminal.read(min(left, 0.05))
    return True


def steps(number: int) -> list[tuple[str, Reached]]:
    """What is typed to write a note, each with what the screen then shows."""
    return [
        ("/", lambda text: "PROMPT" in text),
        (f"number {number:05}", lambda text: f"number {number:05}" in text.splitlines()[-3]),
        ("enter", lambda text: "1 of 1" in text),
        ("a", lambda text: "Esc leave" in text),
        (note(number), lambda text: note(number) in text),
        ("ctrl+s", lambda text: SAVED in text),
    ]


def write_note(terminal: Terminal, number: int, seconds: float) -> bool:
    """Write a note on a sentence; whether the screen called it saved before the time was up."""
    until = time.perf_counter() + seconds
    for key, reached in steps(number):
        terminal.send(key)
        if not shows(terminal, reached, until):
            return False
    return True


def life(home: Path, article: Path, first: int, saved: int, last: float) -> list[int]:
    """A reader that saves so many notes and is killed so many seconds into the next; the sentences called noted."""
    with start((*POSTIL, str(article)), home) as terminal:
        terminal.wait_for(sentence(1), timeout=PATIENCE)
        noted = [number for number in range(first, first + saved) if write_note(terminal, number, PATIENCE)]
        if write_note(terminal, first + saved, last):
            noted.append(first + saved)
        return noted


def written(path: Path) -> tuple[dict[str, str], int]:
    """The notes that postil finds, with their sentences; and how many things are wrong with the file."""
    with AnnotationStore(path) as store:
        notes = {annotation.note: annotation.target.exact for annotation in store.all()}
        problems = len(store.problems)
    with TinyDB(path) as stock:
        same = {document["note"] for document in stock.table(ANNOTATIONS)} == set(notes)
    return notes, problems + (not same)


def kill_readers(kills: int, folder: Path) -> tuple[set[int], dict[str, str], int]:
    """Kill so many readers; the sentences called noted, the notes on the disk, and the faults found on the way."""
    home, article = folder / "home", folder / "article.txt"
    sentences = (sentence(number) for number in range(1, (kills + AT_A_TIME) * A_LIFE))
    article.write_text("Sentences\n\n" + "\n\n".join(sentences), encoding="utf-8")
    notes_file = find_places({HOME_VARIABLE: str(home)}).notes
    chance = random.Random(1)
    saved: set[int] = set()
    notes: dict[str, str] = {}
    faults = 0
    with ThreadPoolExecutor(AT_A_TIME) as threads:
        for kill in range(0, kills, AT_A_TIME):
            lives = [
                threads.submit(
                    life,
                    home,
                    article,
                    1 + (kill + n) * A_LIFE,
                    chance.randint(0, MOST_SAVED),
                    chance.random() * LAST_NOTE,
                )
                for n in range(AT_A_TIME)
            ]
            saved = saved.union(*(one.result() for one in lives))
            notes, wrong = written(notes_file)
            faults += wrong
    return saved, notes, faults


def main() -> None:
    """Print what was saved, lost and misplaced; exit with 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500, help="how many readers to kill")
    options = parser.parse_args()
    # What was killed leaves its background process behind, which ends with its job and may write until then.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        saved, notes, faults = kill_readers(options.kills, Path(folder))
    lost = sum(note(number) not in notes for number in saved)
    misplaced = sum(exact != sentence(int(text.split()[-1])) for text, exact in notes.items())
    print(f"{options.kills} readers killed: {len(saved)} notes called saved, {lost} of them lost;")
    print(f"{len(notes)} notes on the disk, {misplaced} misplaced; {faults} faults in the file")
    if lost or misplaced or faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
