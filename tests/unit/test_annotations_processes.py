"""Several processes on one notes file, also when they are killed: nothing that was saved is lost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.annotations.store import AnnotationStore

ADD = """
import sys
from pathlib import Path
from reader.annotations.identifiers import new_uid, now
from reader.annotations.store import AnnotationStore, Put
from reader.model import Annotation, ArticleRef, Target

store = AnnotationStore(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    uid = new_uid()
    store.apply([Put(Annotation(uid, ArticleRef("a" * 16, "Harbour"), Target(0, 4, "boat"), now(), now()))])
    print(uid, flush=True)
    if len(sys.argv) > 3 and number % 10 == 9:
        from reader.annotations.checkpoint import checkpoint
        checkpoint(store._storage)
store.close()
"""


def start(path: Path, number: int, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", ADD, str(path), str(number), *more], stdout=subprocess.PIPE, text=True
    )


def test_processes_at_once_lose_nothing_and_are_seen_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with AnnotationStore(path) as watching:
        children = [start(path, 30), start(path, 30, "with checkpoints"), start(path, 30)]
        saved = [uid for child in children for uid in child.communicate()[0].split()]
        began = time.monotonic()
        watching.refresh()
        assert time.monotonic() - began < 1
        assert sorted(note.uid for note in watching.all()) == sorted(saved)
        assert len(set(saved)) == 90
        assert watching.problems == []


@pytest.mark.parametrize("seconds", [0.02, 0.06, 0.15])
def test_a_killed_process_loses_nothing_that_was_saved(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "notes.json"
    saved: list[str] = []
    for _ in range(2):
        child = start(path, 100_000, "with checkpoints")
        assert child.stdout is not None
        saved.append(child.stdout.readline().strip())
        time.sleep(seconds)
        child.kill()
        saved += child.stdout.read().split()
        child.wait()
        child.stdout.close()
    with AnnotationStore(path) as store:
        assert set(saved) <= {note.uid for note in store.all()}
        assert store.problems == []
        assert len(store.all()) <= len(saved) + 2
