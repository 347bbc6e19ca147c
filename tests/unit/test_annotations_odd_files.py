"""Files that are not what postil put there: pipes, endless devices, circles of links, an index of another shape."""

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.annotations import checking, files
from reader.annotations.errors import NotesDamaged, NotesError
from reader.annotations.framing import frame, unframe
from reader.annotations.identifiers import new_uid, now
from reader.annotations.jsonbytes import dumps
from reader.annotations.layout import Layout
from reader.annotations.store import AnnotationStore, Put
from reader.model import Annotation, ArticleRef, Target


def note() -> Annotation:
    return Annotation(
        new_uid(), ArticleRef("a" * 16, "Harbour"), Target(0, 4, "boat"), now(), now(), tags=("sea",)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
        store.apply([Put(note()), Put(note())])
    return path


def test_a_pipe_in_the_place_of_the_notes_is_refused_without_waiting_for_a_writer(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(NotesDamaged, match="no ordinary file"):
        AnnotationStore(path)
    assert any("no ordinary file" in finding.sentence for finding in checking.check(path))


def test_a_device_that_never_ends_is_refused(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(NotesDamaged, match="no ordinary file"):
        AnnotationStore(path)


def test_a_pipe_that_takes_the_place_of_the_notes_meanwhile_is_refused_and_memory_stays(path: Path) -> None:
    with AnnotationStore(path) as store:
        path.unlink()
        os.mkfifo(path)
        with pytest.raises(NotesDamaged, match="no ordinary file"):
            store.refresh()
        with pytest.raises(NotesDamaged, match="no ordinary file"):
            store.apply([Put(note())])
        assert len(store.all()) == 3
    assert path.is_fifo()


@pytest.mark.parametrize("name", ["journal-00000009", "index"])
def test_a_pipe_in_the_folder_is_never_waited_for(path: Path, name: str) -> None:
    odd = Layout(path).folder / name
    odd.unlink(missing_ok=True)
    os.mkfifo(odd)
    if name == "index":
        with AnnotationStore(path) as store:
            assert len(store.all()) == 3
    else:
        with pytest.raises(NotesDamaged, match=name):
            AnnotationStore(path)


def test_a_file_beyond_the_limit_is_refused_unread(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(files.MOST_BYTES + 1)
    with pytest.raises(NotesDamaged, match=r"2\.0 GiB"):
        AnnotationStore(path)


@pytest.mark.parametrize("use", [AnnotationStore, checking.check])
def test_links_that_lead_back_to_themselves_are_told(tmp_path: Path, use: Callable[[Path], object]) -> None:
    path = tmp_path / "notes.json"
    path.symlink_to(tmp_path / "other.json")
    (tmp_path / "other.json").symlink_to(path)
    with pytest.raises(NotesError, match="leads back to itself"):
        use(path)


def test_where_the_folder_is_closed_the_notes_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_file, list_folder, folder = os.open, Path.iterdir, str(Layout(path).folder)

    def refused(name: object) -> bool:
        return str(name).startswith(folder)

    def open_outside(name: str, flags: int, *rest: int) -> int:
        if refused(name):
            raise PermissionError(errno.EACCES, "Permission denied", str(name))
        return open_file(name, flags, *rest)

    def list_outside(self: Path) -> Any:
        if refused(self):
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return list_folder(self)

    monkeypatch.setattr(os, "open", open_outside)
    monkeypatch.setattr(Path, "iterdir", list_outside)
    with AnnotationStore(path) as store:
        assert len(store.all()) == 3
        assert store.read_only is not None
        assert any("cannot be read" in problem and folder in problem for problem in store.problems)
        store.refresh()


SHAPES: dict[str, Callable[[list[Any]], list[Any]]] = {
    "a line that is no list": lambda lines: [*lines[:-1], 7],
    "a line of nothing": lambda lines: [*lines[:-1], []],
    "fewer fields": lambda lines: [*lines[:-1], lines[-1][:3]],
    "more fields": lambda lines: [*lines[:-1], [*lines[-1], 1, 2]],
    "a table that is not there": lambda lines: [*lines[:-1], ["index", "recipes", "uid", [], []]],
    "an index that is not there": lambda lines: [*lines[:-1], ["index", "annotations", "colour", [], []]],
    "ids that are text": lambda lines: [*lines, ["more", "annotations", "uid", "x", "123"]],
    "ids that are no numbers": lambda lines: _with_buckets(lines, [["1", "2"]]),
    "ids that no document has": lambda lines: _with_buckets(lines, [99]),
    "ids that are true": lambda lines: _with_buckets(lines, [True]),
    "ids that are too great": lambda lines: _with_buckets(lines, [[2**70]]),
    "values that are lists": lambda lines: [*lines[:-1], ["index", "annotations", "problem", [[1]], [1]]],
    "a header that is a list": lambda lines: [["documents"], *lines[1:]],
    "a header without tables": lambda lines: [{"version": 1}, *lines[1:]],
    "tables that are a number": lambda lines: [{**lines[0], "tables": 3}, *lines[1:]],
    "documents elsewhere": lambda lines: [lines[0], *map(_moved, lines[1:])],
    "documents of no length": lambda lines: [lines[0], *map(_emptied, lines[1:])],
    "documents under words": lambda lines: [lines[0], *(_renamed(line, "x{}".format) for line in lines[1:])],
    "documents under numbers": lambda lines: [lines[0], *(_renamed(line, int) for line in lines[1:])],
    "documents under nothing": lambda lines: [lines[0], *(_renamed(line, lambda _: "") for line in lines[1:])],
}


def _with_buckets(lines: list[Any], buckets: list[Any]) -> list[Any]:
    return [*lines[:-1], ["index", "annotations", "problem", ["x"], buckets]]


def _moved(line: list[Any]) -> list[Any]:
    if line[0] != "documents":
        return line
    kind, table, ids, starts, ends = line
    return [kind, table, ids, [start + 1 for start in starts], ends]


def _emptied(line: list[Any]) -> list[Any]:
    if line[0] != "documents":
        return line
    kind, table, ids, starts, _ = line
    return [kind, table, ids, starts, starts]


def _renamed(line: list[Any], name: Callable[[str], object]) -> list[Any]:
    if line[0] != "documents":
        return line
    kind, table, ids, starts, ends = line
    return [kind, table, [name(each) for each in ids], starts, ends]


@pytest.mark.parametrize("shape", SHAPES)
def test_an_index_of_another_shape_is_made_anew_and_nobody_hears_of_it(path: Path, shape: str) -> None:
    index = Layout(path).index
    lines = SHAPES[shape](unframe(index.read_bytes()).records)
    if isinstance(lines[0], dict) and "records" in lines[0]:
        lines[0] = {**lines[0], "records": len(lines) - 1}
    index.write_bytes(b"".join(frame(dumps(line)) for line in lines))
    with AnnotationStore(path) as store:
        assert len(store.all()) == len(store.by_tag("sea")) == 3
        assert store.problems == []
        store.apply([Put(note())])
    with AnnotationStore(path) as store:
        assert len(store.by_tag("sea")) == 4


def test_an_index_of_noise_or_cut_short_is_made_anew(path: Path) -> None:
    index, noise = Layout(path).index, random.Random(7)
    whole = index.read_bytes()
    spoilt = [whole[: len(whole) * part // 12] for part in range(12)]
    spoilt += [noise.randbytes(noise.randrange(300)) for _ in range(12)]
    spoilt += [b"{}", b"[[1, 2]]\n", frame(b"{"), frame(b"[" * 5000), frame(b"\x93\x01\x02\x03")]
    for content in spoilt:
        index.write_bytes(content)
        with AnnotationStore(path) as store:
            assert len(store.all()) == len(store.by_tag("sea")) == 3
            assert store.problems == []
