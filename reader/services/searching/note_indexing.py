"""The index of the notes, kept true to them: by whom they were changed, and when, does not matter."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from reader.annotations.overlaid import OverlaidStore
from reader.annotations.snapshots import fingerprints, saved_annotations
from reader.annotations.store import Seen
from reader.library.note_index import IndexedNote, NoteIndex
from reader.model import Annotation
from reader.services.pace import Pace

AT_A_TIME = 200
"""How many notes are indexed as one, between two chances to rest and to say how far it is."""
MANY = 2_000
"""From so many changes on, the index is made small and quick after them."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done to the index: numbers of documents to put in, as they are in `seen`, and to take out."""

    seen: Seen
    put: Sequence[int] = ()
    gone: Collection[int] = ()

    @property
    def count(self) -> int:
        """How many documents that are."""
        return len(self.put) + len(self.gone)


class NoteIndexing:
    """Compares the notes with what is in the index of them, and has the index say the same. For one thread at a time.

    Notes that are not saved yet are not indexed.
    """

    def __init__(self, notes: OverlaidStore, index: NoteIndex) -> None:
        self._notes = notes
        self._index = index
        self._true_at = (-1, -1)

    def due(self) -> Due:
        """What the index lacks. Where nothing has changed that takes no time; else a fifth of a second for 100,000.

        Raises:
            LibraryError: The index cannot be read.
        """
        now = (self._notes.version, self._index.beginnings)
        if now == self._true_at:
            return Due(Seen())
        seen, _ = self._notes.changed_since(Seen())
        present, indexed = fingerprints(seen), self._index.fingerprints()
        put = [number for number, mark in present.items() if indexed.get(number) != mark]
        due = Due(seen, put, indexed.keys() - present.keys())
        if not due.count:
            self._true_at = now
        return due

    def catch_up(self, due: Due, *, progress: Progress | None = None, pace: Pace = iter) -> None:
        """Do what is due, some of it at a time: what is done stays, should it be given up.

        Raises:
            LibraryError: The index cannot be written.
        """
        if not due.count:
            return
        self._index.change((), due.gone)
        for start in pace(range(0, len(due.put), AT_A_TIME)):
            if progress:
                progress(start, len(due.put))
            numbers = due.put[start : start + AT_A_TIME]
            self._index.change([_indexed(*each) for each in saved_annotations(due.seen, numbers)], ())
        if due.count >= MANY:
            self._index.settle()

    def begin_anew(self) -> None:
        """Forget all that is indexed: then all of it is due. Raises `LibraryError`."""
        self._index.begin_anew()


def _indexed(number: int, fingerprint: int, annotation: Annotation) -> IndexedNote:
    return IndexedNote(
        number,
        fingerprint,
        annotation.uid,
        annotation.created,
        note=annotation.note,
        tags=annotation.tags,
        speaker=annotation.speaker or "",
        title=annotation.article.title,
        passage=annotation.target.exact,
    )
