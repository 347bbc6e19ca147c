"""Notes on a disk that is really full, and then read-only: run in a mount namespace of its own.

    unshare --user --map-root-user --mount python -m tests.full_disk FOLDER

Mounts a small tmpfs on FOLDER, and ends with 0 if nothing that was reported as saved is lost.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from reader.annotations.checkpoint import checkpoint
from reader.annotations.errors import NotesError
from reader.annotations.identifiers import new_uid, now
from reader.annotations.store import AnnotationStore, Put
from reader.model import Annotation, ArticleRef, Target

SIZE = "512k"


def mount(folder: Path, options: str) -> None:
    """Mount a tmpfs, or mount it again otherwise."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=True)


def save_until_full(store: AnnotationStore, saved: list[str]) -> None:
    """Save notes until that fails."""
    while True:
        note = Annotation(
            new_uid(), ArticleRef("a" * 16, "A"), Target(0, 4, "boat"), now(), now(), note="n" * 500
        )
        try:
            store.apply([Put(note)])
        except NotesError:
            return
        saved.append(note.uid)
        if len(saved) % 50 == 0:
            _tried(lambda: checkpoint(store._storage))


def _tried(work: Callable[[], object]) -> None:
    try:
        work()
    except (OSError, NotesError):
        return


def check(path: Path, saved: list[str]) -> None:
    """Both postil and TinyDB have all that was reported as saved, and nothing is wrong."""
    with AnnotationStore(path) as store:
        assert [each.uid for each in store.all()] == saved, (len(store.all()), len(saved))
        assert store.problems == [], store.problems
    with TinyDB(path) as stock:
        assert [document["uid"] for document in stock.table("annotations")] == saved


def main() -> None:
    """Fill the disk, make room, take writing away and give it back."""
    folder = Path(sys.argv[1])
    mount(folder, f"size={SIZE}")
    path, ballast, saved = folder / "notes.json", folder / "ballast", list[str]()
    ballast.write_bytes(b"x" * 200_000)
    store = AnnotationStore(path)
    save_until_full(store, saved)
    assert len(saved) > 50, saved
    assert [each.uid for each in store.all()] == saved
    store.close()
    with AnnotationStore(path) as full:
        assert [each.uid for each in full.all()] == saved
        ballast.unlink()
        before = len(saved)
        save_until_full(full, saved)
        assert len(saved) > before
    mount(folder, "remount,size=8m")
    check(path, saved)
    mount(folder, "remount,ro")
    with AnnotationStore(path) as read_only:
        assert read_only.read_only is not None
        before = len(saved)
        save_until_full(read_only, saved)
        assert len(saved) == before
        mount(folder, "remount,rw,size=8m")
        read_only.apply([Put(Annotation("Z" * 26, ArticleRef("b", "B"), Target(0, 1, "x"), now(), now()))])
        saved.append("Z" * 26)
    check(path, saved)


if __name__ == "__main__":
    main()
