"""What befalls a notes file: damage, full disks, read-only places, traps for the temporary file."""

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotations.backups import list_backups
from reader.annotations.errors import NotesDamaged, NotesNotSaved, NotesReadOnly
from reader.annotations.identifiers import new_uid, now
from reader.annotations.layout import Layout
from reader.annotations.store import AnnotationStore, Put
from reader.model import Annotation, ArticleRef, Target


def note() -> Annotation:
    return Annotation(new_uid(), ArticleRef("a" * 16, "Harbour"), Target(0, 4, "boat"), now(), now())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
        store.apply([Put(note())])
    return path


def _nested(levels: int) -> bytes:
    return b'{"annotations": {"1": {"deep": ' + b"[" * levels + b"]" * levels + b"}}}"


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "zeros": (lambda whole: b"\0" * len(whole), "zero bytes"),
    "zeros at the end": (lambda whole: whole[:100] + b"\0" * 100, "zero bytes"),
    "truncated": (lambda whole: whole[: len(whole) // 2], "ends in the middle"),
    "not JSON": (lambda whole: b"uid: 1\n}", "not JSON at line 1"),
    "not UTF-8": (lambda whole: whole.replace(b"boat", b"b\xffat"), "not UTF-8"),
    "a list": (lambda whole: b"[1, 2]", "no TinyDB file"),
    "a table that is a list": (lambda whole: b'{"annotations": [1]}', "no TinyDB file"),
    "a document that is text": (lambda whole: b'{"annotations": {"1": "x"}}', "no TinyDB document"),
    "nested without an end": (lambda whole: b"[" * 100_000, "inside one another"),
    "nested too deeply to be saved again": (lambda whole: _nested(900), "inside one another"),
    "nested too deeply to be read": (lambda whole: _nested(2000), "inside one another"),
    "a document id of 5000 digits": (
        lambda whole: b'{"annotations": {"%b": {}}}' % (b"9" * 5000),
        "no TinyDB doc",
    ),
    "a document id beyond 64 bits": (
        lambda whole: b'{"annotations": {"9999999999999999999": {}}}',
        "no TinyDB doc",
    ),
    "a document id with a zero before it": (lambda whole: b'{"annotations": {"01": {}}}', "no TinyDB document"),
    "a number of 5000 digits": (lambda whole: b'{"annotations": {"1": {"x": %b}}}' % (b"9" * 5000), "not JSON"),
    "a table that stands there twice": (
        lambda whole: whole.rstrip()[:-1] + b', "annotations" : {}}',
        '"annotations" twice',
    ),
    "a document that stands there twice": (lambda whole: whole.replace(b'"2"', b'"1"'), '"1" twice'),
    "a document id that is no number": (lambda whole: b'{"annotations": {"x": {}}}', "no TinyDB document"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_described_and_left_byte_for_byte(path: Path, kind: str) -> None:
    damage, said = DAMAGE[kind]
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(NotesDamaged, match=said) as raised:
        AnnotationStore(path)
    assert str(path) in str(raised.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b'{"annotations": {"%b": {}}}' % (b"9" * 5000)])
def test_damage_while_open_is_not_overwritten_and_memory_stays(path: Path, content: bytes) -> None:
    with AnnotationStore(path) as store:
        path.write_bytes(content)
        with pytest.raises(NotesDamaged):
            store.refresh()
        with pytest.raises(NotesDamaged):
            store.apply([Put(note())])
        assert len(store.all()) == 2
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"{}"])
def test_an_empty_or_blank_file_is_a_file_without_notes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(content)
    with AnnotationStore(path) as store:
        assert store.all() == []
        store.apply([Put(note())])
        assert len(store.all()) == 1


def test_a_byte_order_mark_is_no_damage(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    with AnnotationStore(path) as store:
        assert len(store.all()) == 2


def test_what_python_json_wrote_and_strict_json_refuses_still_opens_and_saves(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"boat", rb"b\ud800at"))
    with AnnotationStore(path) as store:
        assert len(store.all()) == 2
        store.apply([Put(note())])
    with AnnotationStore(path) as store:
        assert len(store.all()) == 3


@pytest.mark.parametrize("call", ["pwrite", "fdatasync"])
def test_a_full_disk_leaves_file_and_memory_as_they_were(
    path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = path.read_bytes()
    with AnnotationStore(path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(os, call, full)
            with pytest.raises(NotesNotSaved, match="full"):
                store.apply([Put(note())])
        assert len(store.all()) == 2
        assert path.read_bytes() == before
        assert not path.with_name("notes.json.tmp").exists()
        store.apply([Put(note())])
        assert len(store.all()) == 3


def test_after_a_failed_sync_saving_goes_on_in_a_new_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with AnnotationStore(path) as store:
        store.apply([Put(note())])
        before = Layout(path).journals()
        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", fail)
            with pytest.raises(NotesNotSaved, match="Input/output"):
                store.apply([Put(note())])
        assert len(store.all()) == 3
        store.apply([Put(note())])
        assert Layout(path).journals() == [*before, before[-1] + 1]
    with AnnotationStore(path) as store:
        assert len(store.all()) == 4


def test_a_disk_that_fills_up_during_a_checkpoint_costs_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = path.read_bytes()
    store = AnnotationStore(path)
    store.apply([Put(note())])
    monkeypatch.setattr(os, "fsync", full)
    store.close()
    assert any("No note is lost" in problem for problem in store.problems)
    assert path.read_bytes() == before
    monkeypatch.undo()
    with AnnotationStore(path) as again:
        assert len(again.all()) == 3
    assert path.read_bytes() != before


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_read_only_place_can_be_read(path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    open_file = os.open

    def refuse(name: str, flags: int, *rest: int) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(number, os.strerror(number))
        return open_file(name, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with AnnotationStore(path) as store:
        assert len(store.all()) == 2
        assert store.read_only is not None
        assert str(path.parent) in store.read_only
        with pytest.raises(NotesReadOnly):
            store.apply([Put(note())])
        assert store.refresh() is False


def test_without_locks_notes_can_be_read_but_not_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with AnnotationStore(path) as store:
        assert len(store.all()) == 2
        assert store.read_only is not None
        assert "locks" in store.read_only


def test_without_hard_links_backups_are_copies(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    before = path.read_bytes()
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
    assert store.problems == []
    assert before in [backup.path.read_bytes() for backup in list_backups(Layout(path))]


def test_damage_is_read_once_however_often_one_asks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AnnotationStore(path) as store:
        path.write_bytes(b"{")
        with pytest.raises(NotesDamaged):
            store.refresh()
        monkeypatch.setattr("reader.annotations.loading.load", lambda *_: pytest.fail("read again"))
        with pytest.raises(NotesDamaged):
            store.refresh()


def test_a_link_put_where_the_temporary_file_goes_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    path.with_name("notes.json.tmp").symlink_to(victim)
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
    assert victim.read_text() == "mine"
    assert not path.is_symlink()


def test_a_notes_file_that_is_a_link_stays_one(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "notes.json"
    link.parent.mkdir()
    link.symlink_to(path)
    with AnnotationStore(link) as store:
        store.apply([Put(note())])
    assert link.is_symlink()
    with AnnotationStore(path) as store:
        assert len(store.all()) == 3


def test_the_file_before_the_last_checkpoint_is_among_the_backups(path: Path) -> None:
    before = path.read_bytes()
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
    assert before in [backup.path.read_bytes() for backup in list_backups(Layout(path))]
