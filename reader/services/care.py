"""Looking after what postil keeps: is everything whole, and which earlier notes can be brought back.

Works on the files themselves, since notes or library may be too damaged to open.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.annotations import checking as notes_checking
from reader.annotations import restoring
from reader.annotations.errors import NotesError, NotesReadOnly
from reader.annotations.kept import KeptFile, contents_of, list_kept
from reader.annotations.layout import Layout
from reader.annotations.mending import make_private, mend
from reader.model import PostilError
from reader.paths import Places
from reader.services.saving.drafts import DraftError, Drafts
from reader.services.saving.kept_edits import KeptEdits

Level = Literal["ok", "mended", "wrong"]

NEWEST = "newest"
"""What the newest kept state goes by, beside its name."""


class KeptStateError(PostilError):
    """No earlier state of the notes goes by that name, or it cannot be brought back like that."""


@dataclass(frozen=True, slots=True)
class KeptState:
    """An earlier state of the notes.

    `kept` is the ISO 8601 instant in UTC until which the notes were like that; `generation` the first journal that
    leads on from it, None where none does; `size` is in bytes. `annotations` and the `articles` they are on are None
    if it is damaged: `problem` says how.
    """

    name: str
    path: Path
    kept: str
    generation: int | None
    size: int
    annotations: int | None = None
    articles: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: `place` is what `Places` calls it; "wrong" is what could not be mended."""

    place: str
    level: Level
    sentence: str


def kept_states(places: Places) -> list[KeptState]:
    """The earlier states of the notes that are kept, newest first. Reads each of them.

    Raises:
        KeptStateError: Their folder cannot be read.
    """
    return [_state(kept) for kept in _kept_files(places.notes)]


def restore(places: Places, name: str, *, with_later_changes: bool) -> tuple[KeptState, Path | None]:
    """Bring back the earlier notes of that name, of an unambiguous beginning of one, or the newest.

    Gives what was brought back, and where the notes are now that were there. `with_later_changes` does everything
    over them again that was saved since, which rebuilds a damaged file.

    Raises:
        KeptStateError: There is none of that name, or no later changes are known of it.
        NotesError: It is damaged, or could not be put in place; the notes are as they were.
    """
    kept = _find(_kept_files(places.notes), name)
    if with_later_changes and kept.generation is None:
        raise KeptStateError(
            f"What was changed after {kept.name} is not known. Bring it back without later changes."
        )
    replaced = restoring.restore(places.notes, kept.backup, with_later_changes=with_later_changes)
    return _state(kept), replaced


def check(places: Places) -> list[Finding]:
    """Look over notes, library, drafts and log, and mend what can be mended without a way to lose anything."""
    looks = {
        "notes": _check_notes(places.notes),
        "library": _check_library(places.library),
        "note_index": _check_note_index(places.note_index),
        "drafts": _check_drafts(places.drafts),
        "log": _private("log", places.log),
    }
    return [finding for place, findings in looks.items() for finding in _as_far_as_readable(place, findings)]


def _as_far_as_readable(place: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from findings
    except OSError as error:
        yield Finding(place, "wrong", f"{error.filename} cannot be read: {error.strerror}.")


def _kept_files(notes: Path) -> list[KeptFile]:
    try:
        return list_kept(Layout.of(notes))
    except OSError as error:
        raise KeptStateError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _state(kept: KeptFile) -> KeptState:
    instant = kept.kept.isoformat(timespec="seconds").replace("+00:00", "Z")
    about = (kept.name, kept.path, instant, kept.generation, kept.size)
    try:
        contents = contents_of(kept.path)
    except NotesError as error:
        return KeptState(*about, problem=str(error))
    return KeptState(*about, contents.annotations, contents.articles)


def _find(files: Sequence[KeptFile], name: str) -> KeptFile:
    if not files:
        raise KeptStateError("No earlier state of your notes is kept yet.")
    if name == NEWEST:
        return files[0]
    found = [kept for kept in files if kept.name == name] or [
        kept for kept in files if name and kept.name.startswith(name)
    ]
    if len(found) != 1:
        problem = f"{len(found)} kept states begin" if found else "No kept state begins"
        raise KeptStateError(f"{problem} with “{name}”. `postil backups` lists their names.")
    return found[0]


def _check_notes(path: Path) -> Iterator[Finding]:
    try:
        yield from (Finding("notes", "mended", sentence) for sentence in mend(path))
    except NotesReadOnly as error:
        yield Finding("notes", "wrong", str(error))
    for found in notes_checking.check(path):
        yield Finding("notes", "wrong" if found.is_fault else "ok", found.sentence)


def _check_library(path: Path) -> Iterator[Finding]:
    from reader.library import LibraryError
    from reader.library import check as check_library

    try:
        yield from (Finding("library", found.level, found.sentence) for found in check_library(path))
    except LibraryError as error:
        yield Finding("library", "wrong", str(error))
    for file in sorted(path.parent.glob(f"{path.name}*")):
        yield from _private("library", file)


def _check_note_index(path: Path) -> Iterator[Finding]:
    from reader.library.errors import NoteIndexDamagedError
    from reader.library.note_index import NoteIndex

    if not path.exists():
        return
    with closing(NoteIndex(path)) as index:
        try:
            index.check()
        except NoteIndexDamagedError as error:
            yield Finding("note_index", "mended", str(error))
    for file in sorted(path.parent.glob(f"{path.name}*")):
        yield from _private("note_index", file)


def _check_drafts(folder: Path) -> Iterator[Finding]:
    yield from _private("drafts", folder)
    drafts = Drafts(folder)
    try:
        for file in drafts.clear_unfinished():
            yield Finding(
                "drafts", "mended", f"{file} was left over from a program that was killed, and is gone."
            )
    except DraftError as error:
        yield Finding("drafts", "wrong", str(error))
    for file in drafts.damaged():
        yield Finding("drafts", "wrong", f"{file} is no whole draft. Look whether you need it, and remove it.")
    number = len(drafts.all())
    yield Finding("drafts", "ok", f"{number} {'draft is' if number == 1 else 'drafts are'} kept in {folder}.")
    yield from _check_unsaved(folder)


def _check_unsaved(folder: Path) -> Iterator[Finding]:
    kept = KeptEdits(folder)
    for file in kept.damaged():
        yield Finding("drafts", "wrong", f"{file} is no whole change. Look whether you need it, and remove it.")
    number = len(kept.all())
    if number:
        changes = "A change is" if number == 1 else f"{number} changes are"
        yield Finding(
            "drafts", "ok", f"{changes} kept in {folder} that could not be saved; the next run saves them."
        )


def _private(place: str, path: Path) -> Iterator[Finding]:
    yield from (Finding(place, "mended", sentence) for sentence in make_private(path))
