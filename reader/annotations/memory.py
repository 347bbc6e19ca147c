"""What the notes file says, in memory, found by uid, article and tag."""

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Self

from reader.annotations.documents import MalformedDocument, read_annotation, read_mark
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, Tables
from reader.model import Annotation, ArticleMark

_by_place = attrgetter("target.start", "target.end", "uid")
_by_age = attrgetter("uid")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations an article has (`highlights`), and how many of them have a note (`notes`)."""

    highlights: int
    notes: int


@dataclass(slots=True)
class Notes:
    """The readable documents of both tables, by document id, with their indexes."""

    problems: dict[tuple[str, str], str] = field(default_factory=dict)
    _annotations: dict[str, Annotation] = field(default_factory=dict)
    _marks: dict[str, ArticleMark] = field(default_factory=dict)
    _id_of_uid: dict[str, str] = field(default_factory=dict)
    _id_of_mark: dict[str, str] = field(default_factory=dict)
    _of_article: dict[str, list[Annotation]] = field(default_factory=dict)
    _of_tag: dict[str, list[Annotation]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Tables) -> Self:
        """All that is in the tables."""
        notes = cls()
        for table in (ANNOTATIONS, ARTICLES):
            for identifier, document in tables.get(table, {}).items():
                notes.set(table, identifier, document)
        return notes

    def set(self, table: str, identifier: str, document: object) -> None:
        """Take in that a document of a table is now `document`, or gone if that is None."""
        self.problems.pop((table, identifier), None)
        if table == ANNOTATIONS:
            self._drop_annotation(identifier)
        else:
            self._drop_mark(identifier)
        if document is None:
            return
        try:
            if table == ANNOTATIONS:
                self._add_annotation(identifier, read_annotation(document))
            else:
                self._add_mark(identifier, read_mark(document))
        except MalformedDocument as error:
            self.problems[table, identifier] = f'Document {identifier} of "{table}" was skipped: {error}.'

    def annotation_id(self, uid: str) -> str | None:
        """The document id of an annotation."""
        return self._id_of_uid.get(uid)

    def mark_id(self, article_id: str) -> str | None:
        """The document id of an article's mark."""
        return self._id_of_mark.get(article_id)

    def annotation(self, uid: str) -> Annotation | None:
        """The annotation with this uid."""
        identifier = self._id_of_uid.get(uid)
        return None if identifier is None else self._annotations[identifier]

    def all(self) -> list[Annotation]:
        """All annotations, oldest first."""
        return sorted(self._annotations.values(), key=_by_age)

    def by_article(self, article_id: str) -> list[Annotation]:
        """The annotations of an article, by where they start."""
        return list(self._of_article.get(article_id, ()))

    def by_tag(self, tag: str) -> list[Annotation]:
        """The annotations with this tag, oldest first."""
        return list(self._of_tag.get(tag, ()))

    def tags(self) -> dict[str, int]:
        """How many annotations have each tag, the most used first."""
        return dict(Counter({tag: len(annotations) for tag, annotations in self._of_tag.items()}).most_common())

    def counts(self) -> dict[str, Counts]:
        """What each article with annotations has, by article id."""
        return {
            article: Counts(len(annotations), sum(bool(annotation.note) for annotation in annotations))
            for article, annotations in self._of_article.items()
        }

    def mark(self, article_id: str) -> ArticleMark | None:
        """The mark of an article."""
        identifier = self._id_of_mark.get(article_id)
        return None if identifier is None else self._marks[identifier]

    def marks(self) -> list[ArticleMark]:
        """The marks of all articles that have one."""
        return list(self._marks.values())

    def _add_annotation(self, identifier: str, annotation: Annotation) -> None:
        twin = self._id_of_uid.setdefault(annotation.uid, identifier)
        if twin != identifier:
            raise MalformedDocument(f'its "uid" is also that of document {twin}')
        self._annotations[identifier] = annotation
        insort(self._of_article.setdefault(annotation.article.id, []), annotation, key=_by_place)
        for tag in annotation.tags:
            insort(self._of_tag.setdefault(tag, []), annotation, key=_by_age)

    def _drop_annotation(self, identifier: str) -> None:
        annotation = self._annotations.pop(identifier, None)
        if annotation is None:
            return
        del self._id_of_uid[annotation.uid]
        _take_out(self._of_article, annotation.article.id, annotation)
        for tag in annotation.tags:
            _take_out(self._of_tag, tag, annotation)

    def _add_mark(self, identifier: str, mark: ArticleMark) -> None:
        twin = self._id_of_mark.setdefault(mark.article.id, identifier)
        if twin != identifier:
            raise MalformedDocument(f"document {twin} is about the same article")
        self._marks[identifier] = mark

    def _drop_mark(self, identifier: str) -> None:
        mark = self._marks.pop(identifier, None)
        if mark is not None:
            del self._id_of_mark[mark.article.id]


def _take_out(groups: dict[str, list[Annotation]], key: str, annotation: Annotation) -> None:
    group = groups[key]
    group.remove(annotation)
    if not group:
        del groups[key]
