"""Annotations whose passage is no longer in their article: which they are, and what to call them."""

from collections.abc import Iterable

from reader.annotations.anchoring import Anchorer
from reader.document.errors import DamagedDocumentError
from reader.model import Annotation, Article, Target
from reader.services.reading import revision_text
from reader.services.session import Session
from reader.text.fold import fold
from reader.text.sanitize import clean

LABEL_LENGTH = 60
"""The longest label of an orphan, in characters."""


class Orphans:
    """Finds orphans among all notes. What was found of a text is kept: to ask again takes little time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, str, Target], bool] = {}

    def find(self) -> list[Annotation]:
        """The orphans, in the order of the notes.

        Only articles that are in the library and whose text is not the one the annotation was made on are looked
        at; one whose text is damaged there says nothing about its annotations.
        """
        notes = self._session.notes.all()
        articles = {
            article.id: article for article in self._session.library.list(ids={note.article.id for note in notes})
        }
        carried: dict[tuple[str, str], list[Annotation]] = {}
        for note in notes:
            article = articles.get(note.article.id)
            if article is not None and article.text_sha256 != note.article.text_sha256:
                carried.setdefault((article.id, note.article.text_sha256), []).append(note)
        lost = {
            note.uid
            for (article_id, revision), made in carried.items()
            for note in self._lost(articles[article_id], revision, made)
        }
        return [note for note in notes if note.uid in lost]

    def _lost(self, article: Article, revision: str, made: list[Annotation]) -> list[Annotation]:
        """Those of the annotations made on that revision that are not in the present text."""
        unknown = [note for note in made if (article.text_sha256, revision, note.target) not in self._known]
        if unknown:
            try:
                text = self._session.library.document(article.id).text
            except DamagedDocumentError:
                return []
            anchorer = Anchorer(text, revision_text(self._session, article, revision))
            for note in unknown:
                is_lost = anchorer.anchor(note.target).span is None
                self._known[article.text_sha256, revision, note.target] = is_lost
        return [note for note in made if self._known[article.text_sha256, revision, note.target]]


def labels(orphans: Iterable[Annotation]) -> dict[str, Annotation]:
    """A name of its own for each orphan: the beginning of its note, or else of its passage."""
    named: dict[str, Annotation] = {}
    for orphan in orphans:
        words = clean(orphan.note.strip() or orphan.target.exact, one_line=True, max_length=LABEL_LENGTH).strip()
        label, number = words, 1
        while label in named:
            number += 1
            label = f"{words} ({number})"
        named[label] = orphan
    return named


def matching(named: dict[str, Annotation], query: str) -> dict[str, Annotation]:
    """Those with every word of `query` in their note or passage; the one called just that, alone."""
    if query in named:
        return {query: named[query]}
    words = fold(query).split()
    return {
        label: orphan
        for label, orphan in named.items()
        if all(word in fold(f"{label}\n{orphan.note}\n{orphan.target.exact}") for word in words)
    }
