"""Places that fail and come back: saving goes on by itself, and nothing is begun in the place of what is missing."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotations.errors import NotesError, NotesGone, NotesReadOnly
from reader.annotations.identifiers import new_uid, now
from reader.annotations.layout import Layout
from reader.annotations.store import AnnotationStore, Put
from reader.model import Annotation, ArticleRef, Target


def note() -> Annotation:
    return Annotation(new_uid(), ArticleRef("a" * 16, "Harbour"), Target(0, 4, "boat"), now(), now())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "notes.json"
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
    return path


@pytest.fixture
def store(path: Path) -> Iterator[AnnotationStore]:
    with AnnotationStore(path) as store:
        yield store


def saved(path: Path) -> list[str]:
    """The uids of the notes that a program finds which opens the file now."""
    copy = path.parent.with_name("copy")
    shutil.copytree(path.parent, copy)
    with AnnotationStore(copy / path.name) as store:
        uids = [each.uid for each in store.all()]
    shutil.rmtree(copy)
    return uids


def refuse(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no file opened for writing."""
    open_file = os.open

    def refusing(name: str, flags: int, *rest: int) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(number, os.strerror(number))
        return open_file(name, flags, *rest)

    monkeypatch.setattr(os, "open", refusing)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_notes_that_could_only_be_read_are_saved_when_they_can_be(
    number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        refuse(number, patch)
        store = AnnotationStore(path)
        with pytest.raises(NotesReadOnly):
            store.apply([Put(note())])
    assert store.read_only is not None
    store.apply([Put(note())])
    assert store.read_only is None
    assert [each.uid for each in store.all()] == saved(path)
    store.close()


def test_a_change_that_a_killed_program_left_is_there_in_a_place_that_becomes_writable(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = AnnotationStore(path)
    killed.apply([Put(note())])
    killed._storage.close()
    with monkeypatch.context() as patch:
        refuse(errno.EROFS, patch)
        store = AnnotationStore(path)
        assert len(store.all()) == 2
    store.apply([Put(note())])
    assert len(saved(path)) == 3
    store.close()


def test_looking_for_locks_where_there_are_none_keeps_no_file_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    store = AnnotationStore(path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(NotesReadOnly):
            store.apply([Put(note())])
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    store.close()


def test_a_lock_file_that_somebody_deleted_still_keeps_others_out(path: Path, store: AnnotationStore) -> None:
    with AnnotationStore(path) as other:
        Layout(path).lock.unlink()
        for each in (store, other, store, other):
            each.apply([Put(note())])
        store.refresh()
        assert len(store.all()) == len(other.all()) == 5
        assert Layout(path).lock.exists()
    assert len(saved(path)) == 5


@pytest.mark.parametrize("what", ["folder", "journal"])
def test_a_journal_that_somebody_deleted_costs_nothing_that_a_running_program_has(
    what: str, path: Path, store: AnnotationStore
) -> None:
    store.apply([Put(note())])
    layout = Layout(path)
    if what == "folder":
        shutil.rmtree(layout.folder)
    else:
        for generation in layout.journals():
            layout.journal(generation).unlink()
    store.apply([Put(note())])
    assert len(store.all()) == 3
    assert [each.uid for each in store.all()] == saved(path)


def test_a_folder_that_somebody_deleted_costs_nothing_when_the_program_ends(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
        shutil.rmtree(Layout(path).folder)
    with TinyDB(path) as stock:
        assert len(stock.table("annotations")) == 2


def test_while_their_disk_is_gone_notes_stay_in_memory_and_nothing_is_begun_in_its_place(
    path: Path, store: AnnotationStore
) -> None:
    store.apply([Put(note())])
    away = path.parent.rename(path.parent.with_name("away"))
    path.parent.mkdir()
    for attempt in (store.refresh, lambda: store.apply([Put(note())])):
        with pytest.raises(NotesGone, match="not there any more"):
            attempt()
    assert len(store.all()) == 2
    assert list(path.parent.iterdir()) == []
    path.parent.rmdir()
    away.rename(path.parent)
    store.apply([Put(note())])
    assert len(store.all()) == 3
    assert [each.uid for each in store.all()] == saved(path)


def test_a_program_that_ends_while_the_disk_is_gone_leaves_what_was_saved_on_it(path: Path) -> None:
    store = AnnotationStore(path)
    store.apply([Put(note())])
    away = path.parent.rename(path.parent.with_name("away"))
    with pytest.raises(NotesGone):
        store.refresh()
    store.close()
    assert not path.parent.exists()
    away.rename(path.parent)
    assert len(saved(path)) == 2


def test_where_there_were_no_notes_none_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "home" / "notes.json"
    with AnnotationStore(path) as store:
        shutil.rmtree(path.parent)
        store.apply([Put(note())])
        assert len(saved(path)) == 1


def test_another_disk_in_the_place_of_the_one_that_was_read_is_read(path: Path, store: AnnotationStore) -> None:
    elsewhere = path.parent.with_name("elsewhere") / path.name
    with AnnotationStore(elsewhere) as other:
        other.apply([Put(note()), Put(note()), Put(note())])
    path.parent.rename(path.parent.with_name("away"))
    elsewhere.parent.rename(path.parent)
    store.apply([Put(note())])
    assert len(store.all()) == 4
    assert [each.uid for each in store.all()] == saved(path)


def test_damage_that_is_mended_is_noticed_without_a_restart(path: Path, store: AnnotationStore) -> None:
    whole = path.read_bytes()
    path.write_bytes(b"{")
    with pytest.raises(NotesError):
        store.apply([Put(note())])
    path.write_bytes(whole)
    store.refresh()
    store.apply([Put(note())])
    assert len(saved(path)) == 2


def test_a_closed_store_is_closed_for_good(path: Path) -> None:
    store = AnnotationStore(path)
    store.close()
    with pytest.raises(NotesReadOnly, match="is closed"):
        store.apply([Put(note())])
    assert not store.refresh()
