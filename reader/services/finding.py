"""Finding: in the text of one article, and in all notes."""

import re
from collections.abc import Sequence
from datetime import date

from reader.annotations.store import AnnotationStore
from reader.model import Annotation, Span
from reader.query.parser import parse
from reader.query.predicates import predicate
from reader.query.tree import Everything, Node
from reader.services.note_subjects import NoteSubject
from reader.text.fold import fold, fold_with_offsets


class TextFinder:
    """Finds words in one article's text; the folded text is made once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: tuple[str, Sequence[int]] | None = None

    def find(self, query: str) -> list[Span]:
        """Where `query` occurs, without regard to case, accents and kinds of quotation marks.

        With a capital letter in it, a query asks for that case.
        """
        needle = fold(query)
        if not needle:
            return []
        if self._folded is None:
            self._folded = fold_with_offsets(self._text)
        folded, offsets = self._folded
        exact_case = query != query.lower()
        found = []
        for match in re.finditer(re.escape(needle), folded):
            span = Span(offsets[match.start()], offsets[match.end()])
            if span.end > span.start and (not exact_case or query in self._text[span.start : span.end]):
                found.append(span)
        return found


class NoteFinder:
    """Searches all annotations as the reader types.

    What was worked out of an annotation is kept for as long as it does not change. `colours` are the names of the
    colours from 1 on.
    """

    def __init__(self, notes: AnnotationStore, colours: Sequence[str]) -> None:
        self._notes = notes
        self._colours = colours
        self._version = -1
        self._newest_first: list[Annotation] = []
        self._asked: list[NoteSubject] = []
        self._subjects: dict[str, NoteSubject] = {}

    @property
    def total(self) -> int:
        """How many annotations were searched the last time."""
        return len(self._newest_first)

    def read(self, query: str, *, typing: bool = False) -> Node:
        """What a query asks for; with `typing` it need not be finished. Raises `QueryError`."""
        return parse(query, today=date.today(), colours=self._colours, typing=typing)  # noqa: DTZ011

    def find(self, wanted: Node) -> list[Annotation]:
        """The annotations that are what is asked for, newest first."""
        version = self._notes.version
        if version != self._version:
            self._newest_first, self._version = self._notes.all()[::-1], version
            self._asked = []
        if isinstance(wanted, Everything):
            return list(self._newest_first)
        if not self._asked:
            self._asked = list(map(self._subject, self._newest_first))
        return [subject.annotation for subject in filter(predicate(wanted), self._asked)]

    def _subject(self, annotation: Annotation) -> NoteSubject:
        kept = self._subjects.get(annotation.uid)
        if kept is None or (kept.annotation is not annotation and kept.annotation != annotation):
            kept = self._subjects[annotation.uid] = NoteSubject(annotation)
        kept.annotation = annotation  # where its passage was found may be news
        return kept
