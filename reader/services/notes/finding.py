"""Finding: in the text of one article, and in all notes."""

import re
from collections.abc import Sequence
from datetime import date

from reader.annotations.store import AnnotationStore, Seen
from reader.model import Annotation, Span
from reader.query.parser import parse
from reader.query.predicates import predicate
from reader.query.tree import Node
from reader.services.notes.subjects import NoteSubject
from reader.services.pace import Pace
from reader.text.fold import fold, fold_with_offsets


class TextFinder:
    """Finds words in one article's text; the folded text is made once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: tuple[str, Sequence[int]] | None = None

    def find(self, query: str) -> list[Span]:
        """Where `query` occurs, without regard to case, accents and kinds of quotation marks.

        With a capital letter in it, a query asks for that case.
        """
        needle = fold(query)
        if not needle:
            return []
        if self._folded is None:
            self._folded = fold_with_offsets(self.text)
        folded, offsets = self._folded
        exact_case = query != query.lower()
        found = []
        for match in re.finditer(re.escape(needle), folded):
            span = Span(offsets[match.start()], offsets[match.end()])
            if span.end > span.start and (not exact_case or query in self.text[span.start : span.end]):
                found.append(span)
        return found


class NoteFinder:
    """All annotations, ready to be asked queries.

    What was worked out of an annotation is kept for as long as it does not change. `colours` are the names of the
    colours from 1 on. For one thread at a time.
    """

    def __init__(self, notes: AnnotationStore, colours: Sequence[str]) -> None:
        self._notes = notes
        self.colours = colours
        self._seen = Seen()
        self._subjects: dict[str, NoteSubject] = {}
        self.taken_in: Sequence[NoteSubject] = []
        """All annotations as they were taken in last, newest first."""
        self.version = -1
        """What version of the notes that was."""

    @property
    def total(self) -> int:
        """How many annotations were taken in last."""
        return len(self.taken_in)

    @property
    def expected(self) -> int:
        """About how many there will be when all are taken in."""
        return self._notes.count()

    def read(self, query: str, *, typing: bool = False) -> Node:
        """What a query asks for; with `typing` it need not be finished. Raises `QueryError`."""
        return parse(
            query,
            today=date.today(),  # noqa: DTZ011
            colours=self.colours,
            searches=self._notes.searches.all,
            typing=typing,
        )

    def find(self, wanted: Node) -> list[Annotation]:
        """The annotations that are what is asked for, newest first."""
        return [subject.annotation for subject in filter(predicate(wanted), self.all())]

    def subject(self, uid: str) -> NoteSubject | None:
        """The annotation with this uid, if it was taken in."""
        return self._subjects.get(uid)

    def newest(self, count: int) -> list[NoteSubject]:
        """The annotations that were made last, without taking in all of them."""
        return list(map(NoteSubject, self._notes.newest(count)))

    def all(self, pace: Pace = iter) -> Sequence[NoteSubject]:
        """All annotations as the notes have them now, newest first.

        What has changed since the last time is taken in at that pace, which may rest for other threads: the first time
        all of 100,000 take a second or two.
        """
        version = self._notes.version
        if version != self.version:
            self._take_in(pace)
            self.version = version
        return self.taken_in

    def _take_in(self, pace: Pace) -> None:
        seen, gone = self._notes.changed_since(self._seen)
        for annotation in pace(self._notes.each(sorted(gone))):
            known = self._subjects.get(annotation.uid)
            if known is None or known.annotation != annotation:
                self._subjects[annotation.uid] = NoteSubject(annotation)
            else:
                known.annotation = annotation  # where its passage was found may be news
            gone.discard(annotation.uid)
        self._seen = seen  # not before: the pace may have ended it
        for uid in gone:
            self._subjects.pop(uid, None)
        self.taken_in = [self._subjects[uid] for uid in sorted(self._subjects, reverse=True)]
