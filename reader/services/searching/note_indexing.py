"""The index of the notes, kept true to them: by whom they were changed, and when, does not matter."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from reader.annotations.overlaid import OverlaidStore
from reader.annotations.snapshots import differing, fingerprints, is_there, saved_annotations
from reader.annotations.store import Seen
from reader.library.note_index import IndexedNote, NoteIndex
from reader.model import Annotation
from reader.services.notes.subjects import NoteSubject
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
    """Compares the notes with what is in the index of them, and has it say the same. For one thread at a time."""

    def __init__(self, notes: OverlaidStore, index: NoteIndex) -> None:
        self._notes = notes
        self._index = index
        self._seen = Seen()
        self._true_at: tuple[object, ...] = ()

    @property
    def unsaved(self) -> Collection[str]:
        """The uids of notes that are not saved as they are: what is indexed of them, if anything, is what is saved."""
        return self._seen.over.keys()

    def due(self) -> Due:
        """What the index lacks. Where nothing has changed that takes no time.

        Of 100,000 notes it takes a third of a second the first time, and when another process has written the index;
        else a fiftieth of a second.

        Raises:
            LibraryError: The index cannot be read.
        """
        now = (self._notes.version, self._index.version)
        if now == self._true_at:
            return Due(self._seen)
        seen, _ = self._notes.changed_since(Seen())
        due = self._due_since(seen) if now[1:] == self._true_at[1:] else self._due_by_fingerprint(seen)
        if not due.count:
            self._seen, self._true_at = seen, now
        return due

    def _due_since(self, seen: Seen) -> Due:
        """What has changed since the index was true to the notes."""
        changed = differing(self._seen, seen)
        put = [number for number in changed if is_there(seen, number)]
        return Due(seen, put, changed.difference(put))

    def _due_by_fingerprint(self, seen: Seen) -> Due:
        present, indexed = fingerprints(seen), self._index.fingerprints()
        put = [number for number, mark in present.items() if indexed.get(number) != mark]
        return Due(seen, put, indexed.keys() - present.keys())

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
        # The next look finds out whether more has changed meanwhile.
        self._seen, self._true_at = due.seen, (None, self._index.version)

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
        author=annotation.article.author or "",
        url=annotation.article.url or "",
        facts=NoteSubject(annotation).facts,
    )
