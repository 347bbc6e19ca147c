"""Every power cut during random work on the notes: is nothing lost that was saved, and does the file open?

    python -m benchmarks.crash_states [--seeds N] [--states N]

The work is inserting, changing and removing, with checkpoints, reopening, and edits by another program. After every
effect on the disk, states that a power cut there may leave are built, opened and compared with what
was saved. Then each kind of sync is left out in turn: the check must find states that are bad.
"""

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tinydb import TinyDB, where

from benchmarks.power_cuts import Acknowledged, Disk, Effect, Mode, TracingFs
from reader.annotations.checkpoint import checkpoint
from reader.annotations.errors import NotesError
from reader.annotations.fs import CREATE
from reader.annotations.table import NotesDatabase

SYNCS = ("sync_data", "sync", "sync_folder True", "sync_folder False")
"""Of the journal; of the next main file; of the folder with the journals; of the folder with the main file."""

State = frozenset[int]
"""The steps whose documents are there; each has the number of the last step that changed it."""


def work(
    path: Path, steps: int, chance: random.Random, without: str | None = None
) -> tuple[list[Effect], list[State]]:
    """Do random work; the effects on the disk, and the documents after every step that was acknowledged."""
    effects: list[Effect] = []
    states: list[State] = [frozenset()]
    filesystem = TracingFs(effects, without)
    database = NotesDatabase(path, fs=filesystem, background=False)
    for step in range(steps):
        states.append(_do_step(database, step, chance, states[-1]))
        effects.append(Acknowledged(len(states) - 1))
        if step % 7 == 6:
            checkpoint(database.journal)
        if step % 11 == 10 and path.exists():
            states.append(_edit_as_another_program(path, filesystem, 1000 + step, states[-1]))
            effects.append(Acknowledged(len(states) - 1))
        if step % 17 == 16:
            database.close()
            database = NotesDatabase(path, fs=filesystem, background=False)
    database.close()
    return effects, states


def _do_step(database: NotesDatabase, step: int, chance: random.Random, before: State) -> State:
    """Insert, change or remove a document."""
    table = database.table("notes")
    document = {"step": step, "note": "n" * chance.randrange(120)}
    kind = chance.random()
    if kind < 0.6 or not before:
        table.insert(document)
        return before | {step}
    chosen = chance.choice(sorted(before))
    if kind < 0.8:
        table.update(document, where("step") == chosen)
        return before - {chosen} | {step}
    table.remove(where("step") == chosen)
    return before - {chosen}


def _edit_as_another_program(path: Path, filesystem: TracingFs, step: int, before: State) -> State:
    """Add a document to the main file under the next id there, which the journal may have given to another."""
    tables = json.loads(path.read_bytes())
    notes = tables.setdefault("notes", {})
    notes[str(max(map(int, notes), default=0) + 1)] = {"step": step}
    other = path.with_name("other")
    descriptor = filesystem.open(other, CREATE)
    filesystem.write(descriptor, json.dumps(tables).encode(), 0)
    filesystem.force(descriptor)
    os.close(descriptor)
    filesystem.replace(other, path)
    filesystem.force_folder(path.parent)
    return before | {step}


def judge(found: Mapping[Path, bytes | None], base: Path, acknowledged: int, states: list[State]) -> str | None:
    """What is wrong with a state of the disk, or None: it must open with what was saved, or one step more."""
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        for path in sorted(found):
            content = found[path]
            copy = Path(folder) / path.relative_to(base)
            if content is None:
                copy.mkdir()
            else:
                copy.write_bytes(content)
        return _judge_opened(Path(folder) / "notes.json", states[acknowledged : acknowledged + 2])


def _judge_opened(path: Path, allowed: list[State]) -> str | None:
    try:
        database = NotesDatabase(path, background=False)
    except NotesError as error:
        return f"does not open: {error}"
    seen = sorted(document["step"] for document in database.table("notes"))
    if seen not in map(sorted, allowed):
        database.close()
        return f"shows {len(seen)} documents that are not those saved"
    database.table("notes").insert({"step": -1})
    database.close()
    with TinyDB(path) as stock:
        stock_sees = sorted(document["step"] for document in stock.table("notes"))
    return None if stock_sees == [-1, *seen] else "stock TinyDB sees something else"


def survey(seed: int, steps: int, states_each: int, without: str | None = None) -> tuple[int, list[str]]:
    """How many states of one random work were opened, and what was wrong with the bad ones."""
    chance = random.Random(seed)
    base = Path(tempfile.mkdtemp(dir=_fast_folder()))
    try:
        effects, states = work(base / "notes.json", steps, chance, without)
    finally:
        shutil.rmtree(base)
    disk, count = Disk(), 0
    bad: list[str] = []
    for effect in effects:
        disk.do(effect)
        for number in range(states_each):
            mode: Mode = "keep" if number == 0 else "drop" if number == 1 else "mix"
            count += 1
            wrong = judge(disk.after_power_cut(mode, chance), base, disk.acknowledged, states)
            if wrong is not None:
                bad.append(f"after {effect!r:.100}: {wrong}")
    return count, bad


def main() -> None:
    """Print how many states were opened and how many are bad; exit with 1 if the result is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=14, help="how many random works")
    parser.add_argument("--states", type=int, default=6, help="states after each effect")
    options = parser.parse_args()
    began, total = time.monotonic(), 0
    bad: list[str] = []
    for seed in range(options.seeds):
        count, wrong = survey(seed, 120, options.states)
        total, bad = total + count, bad + wrong
        print(f"{total} states, {len(bad)} bad, {time.monotonic() - began:.0f} s", flush=True)
    for line in bad[:5]:
        print(" ", line)
    blind = []
    for sync in SYNCS:
        count, wrong = survey(0, 60, options.states, without=sync)
        print(f"without {sync:18} {count} states, {len(wrong)} bad", flush=True)
        if not wrong:
            blind.append(sync)
    if bad or blind:
        raise SystemExit(1)


def _fast_folder() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    main()
