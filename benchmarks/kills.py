"""Programs killed while they save notes: is anything lost that was reported as saved?

    python -m benchmarks.kills [--kills N] [--folder FOLDER]

Three processes at a time save to one notes file, fold its journal into it after every tenth note, say of each note
when it is saved, and are killed (SIGKILL) at a random moment. After each round the file is opened, by postil and by
TinyDB as it comes, and compared with what was said.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tinydb import TinyDB

from reader.annotations.checkpoint import checkpoint
from reader.annotations.identifiers import new_uid, now
from reader.annotations.mainfile import ANNOTATIONS
from reader.annotations.store import AnnotationStore
from reader.annotations.table import NotesDatabase

AT_A_TIME = 3
LONGEST_LIFE = 0.3
"""Seconds from the first note until the kill."""


def save_until_killed(path: Path) -> None:
    """Save notes, and print the uid of each when it is on the disk."""
    database = NotesDatabase(path, background=False)
    passage = {"article": {"id": "a" * 16}, "target": {"start": 0, "end": 4, "exact": "boat"}, "note": "n" * 200}
    number = 0
    while True:
        number += 1
        uid = new_uid()
        database.table(ANNOTATIONS).insert({"uid": uid, "created": now(), "updated": now(), **passage})
        print(uid, flush=True)
        if number % 10 == 0:
            checkpoint(database.journal)


def killed_round(path: Path, chance: random.Random) -> set[str]:
    """Let processes save, and kill them; the uids that they said are saved."""
    command = [sys.executable, "-m", "benchmarks.kills", "--save-to", str(path)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(AT_A_TIME)]
    said: set[str] = set()
    outputs = [child.stdout for child in children if child.stdout is not None]
    said.update(output.readline().strip() for output in outputs)
    for child in children:
        time.sleep(chance.random() * LONGEST_LIFE / AT_A_TIME)
        child.kill()
    for child, output in zip(children, outputs, strict=True):
        said.update(output.read().split())
        child.wait()
        output.close()
    return said


def seen(path: Path) -> tuple[set[str], int]:
    """The uids that postil finds, which are those that TinyDB finds; and how many things postil calls wrong."""
    with AnnotationStore(path) as store:
        uids, problems = {note.uid for note in store.all()}, len(store.problems)
    with TinyDB(path) as stock:
        same = {document["uid"] for document in stock.table(ANNOTATIONS)} == uids
    return uids, problems + (not same)


def main() -> None:
    """Print what was saved and what was lost; exit with 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500, help="how many processes to kill")
    parser.add_argument("--folder", type=Path, default=None, help="where the notes file is; on a disk")
    parser.add_argument("--save-to", type=Path, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.save_to:
        save_until_killed(options.save_to)
    chance = random.Random(1)
    said: set[str] = set()
    kills = faults = unsaid = 0
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "notes.json"
        while kills < options.kills:
            said |= killed_round(path, chance)
            kills += AT_A_TIME
            uids, wrong = seen(path)
            faults += wrong
            unsaid = len(uids - said)
    lost = len(said - uids)
    print(
        f"{kills} kills: {len(said)} notes reported as saved, {lost} of them lost; {faults} faults in the file;"
    )
    print(f"{unsaid} notes on the disk whose report the kill cut off (at most one a kill)")
    if lost or faults or unsaid > kills:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
