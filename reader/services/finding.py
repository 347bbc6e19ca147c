"""Finding: in the text of one article, and in all notes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.annotations.store import AnnotationStore
from reader.model import Annotation, Span
from reader.text.fold import fold, fold_with_offsets

_TERM = re.compile(r'(-?)(tag:|#)?(?:"([^"]*)("?)|(\S+))')


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


@dataclass(frozen=True, slots=True)
class _Term:
    wanted: bool
    tag_only: bool
    whole: bool
    text: str

    def is_in(self, haystack: str, tags: Sequence[str]) -> bool:
        if not self.tag_only:
            return self.text in haystack
        return self.text in tags if self.whole else any(tag.startswith(self.text) for tag in tags)


def _terms(query: str) -> list[_Term]:
    """Words, "phrases", `tag:name` or `#name`, each with `-` before it if it must not be there.

    A tag may be only begun, unless it stands between quotation marks.
    """
    terms = []
    for minus, tag, phrase, closed, word in _TERM.findall(query):
        text = fold(phrase or word)
        if text:
            terms.append(_Term(not minus, bool(tag), bool(closed), text))
    return terms


def term_spans(text: str, query: str) -> list[Span]:
    """Where the words and phrases that a note query asks for stand in `text`, in order."""
    folded, offsets = fold_with_offsets(text)
    sought = {term.text for term in _terms(query) if term.wanted and not term.tag_only}
    return sorted(
        Span(offsets[match.start()], offsets[match.end()])
        for term in sought
        for match in re.finditer(re.escape(term), folded)
    )


class NoteFinder:
    """Searches all annotations as the reader types.

    What is searched of an annotation (note, passage, tags, article title, speaker) is folded once and kept for
    as long as the annotation does not change.
    """

    def __init__(self, notes: AnnotationStore) -> None:
        self._notes = notes
        self._version = -1
        self._newest_first: list[Annotation] = []
        self._folded: dict[str, tuple[Annotation, str, tuple[str, ...]]] = {}

    @property
    def total(self) -> int:
        """How many annotations were searched the last time."""
        return len(self._newest_first)

    def find(self, query: str) -> list[Annotation]:
        """The annotations that have every term of the query, newest first."""
        version = self._notes.version
        if version != self._version:
            self._newest_first = self._notes.all()[::-1]
            self._version = version
        terms = _terms(query)
        if not terms:
            return list(self._newest_first)
        return [a for a in self._newest_first if self._matches(a, terms)]

    def _matches(self, annotation: Annotation, terms: Iterable[_Term]) -> bool:
        haystack, tags = self._searched(annotation)
        return all(term.is_in(haystack, tags) == term.wanted for term in terms)

    def _searched(self, annotation: Annotation) -> tuple[str, Sequence[str]]:
        kept = self._folded.get(annotation.uid)
        if kept is None or (kept[0] is not annotation and kept[0] != annotation):
            tags = tuple(fold(tag) for tag in annotation.tags)
            parts = (
                annotation.note,
                annotation.target.exact,
                annotation.article.title,
                annotation.speaker or "",
            )
            kept = (annotation, "\n".join((*map(fold, parts), *tags)), tags)
            self._folded[annotation.uid] = kept
        return kept[1], kept[2]
