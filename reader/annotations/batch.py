"""Changes to annotations and marks as operations on documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from reader.annotations.corrections import check_correction, correction_document, read_correction
from reader.annotations.documents import (
    CARRIED,
    MalformedDocument,
    annotation_document,
    carried_document,
    check_annotation,
    check_mark,
    check_tag_mark,
    is_on_same_passage,
    mark_document,
    read_annotation,
    read_mark,
    read_tag_mark,
    tag_mark_document,
)
from reader.annotations.failures import changed_elsewhere
from reader.annotations.jsonbytes import dumps
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, ENTITY_CORRECTIONS, FORMAT, META, TAG_MARKS
from reader.annotations.politeness import with_rests
from reader.annotations.schema import KEYS
from reader.annotations.storage import JournalStorage
from reader.annotations.tables import Document, Operation
from reader.model import Annotation, ArticleMark, CarriedOver, EntityCorrection, TagMark

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Put:
    """Add an annotation, or replace the one with its uid."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the annotation with this uid, if there is one."""

    uid: str


@dataclass(frozen=True, slots=True)
class PutMark:
    """Add the mark of an article, or replace the one it has."""

    mark: ArticleMark


@dataclass(frozen=True, slots=True)
class RemoveMark:
    """Remove the mark of this article, if it has one."""

    article_id: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Have `after` in place of `before`, both of one uid, None for no annotation; refused unless `before` is there."""

    before: Annotation | None
    after: Annotation | None


@dataclass(frozen=True, slots=True)
class ReplaceMark:
    """The same of the marks of one article."""

    before: ArticleMark | None
    after: ArticleMark | None


@dataclass(frozen=True, slots=True)
class ReplaceTagMark:
    """The same of what is said of one tag."""

    before: TagMark | None
    after: TagMark | None


@dataclass(frozen=True, slots=True)
class ReplaceCorrection:
    """The same of the corrections with one id."""

    before: EntityCorrection | None
    after: EntityCorrection | None


@dataclass(frozen=True, slots=True)
class Carry:
    """Write down how the passage of an annotation was carried over, if the annotation is still on that passage."""

    annotation: Annotation
    carried: CarriedOver


Change = Put | Remove | PutMark | RemoveMark | Replace | ReplaceMark | ReplaceTagMark | ReplaceCorrection | Carry


def operations_for(storage: JournalStorage, changes: Sequence[Change]) -> list[Operation]:
    """What the changes, one after another, do to the documents. Only inside `JournalStorage.writing`.

    Raises:
        NotesChanged: What is to be replaced is not there like that.
    """
    batch = _Batch(storage)
    for change in with_rests(changes):
        batch.add(change)
    return batch.operations


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Value]):
    """One kind of document: its table, its key there, and how it is read and written."""

    table: str
    key_of: Callable[[Value], str]
    check: Callable[[object], None]
    read: Callable[[Mapping[str, Any]], Value]
    document_of: Callable[[Value, Mapping[str, Any] | None], Document]


_ANNOTATION: _Kind[Annotation] = _Kind(
    ANNOTATIONS, attrgetter("uid"), check_annotation, read_annotation, annotation_document
)
_MARK: _Kind[ArticleMark] = _Kind(ARTICLES, attrgetter("article.id"), check_mark, read_mark, mark_document)
_TAG_MARK: _Kind[TagMark] = _Kind(TAG_MARKS, attrgetter("tag"), check_tag_mark, read_tag_mark, tag_mark_document)
_CORRECTION: _Kind[EntityCorrection] = _Kind(
    ENTITY_CORRECTIONS, attrgetter("id"), check_correction, read_correction, correction_document
)


class _Batch:
    def __init__(self, storage: JournalStorage) -> None:
        self.operations: list[Operation] = []
        self._storage = storage
        self._identifiers: dict[tuple[str, str], str] = {}
        self._documents: dict[tuple[str, str], Document | None] = {}
        if META not in storage.tables:
            self.operations.append(Operation(META, "1", dumps({"format": FORMAT}), is_new=True))

    def add(self, change: Change) -> None:
        match change:
            case Put(annotation):
                self._put(_ANNOTATION, annotation)
            case Remove(uid):
                self._remove(_ANNOTATION, uid)
            case PutMark(mark):
                self._put(_MARK, mark)
            case RemoveMark(article_id):
                self._remove(_MARK, article_id)
            case Replace(before, after):
                self._replace(_ANNOTATION, before, after)
            case ReplaceMark(mark_before, mark_after):
                self._replace(_MARK, mark_before, mark_after)
            case ReplaceTagMark(tag_before, tag_after):
                self._replace(_TAG_MARK, tag_before, tag_after)
            case ReplaceCorrection(correction_before, correction_after):
                self._replace(_CORRECTION, correction_before, correction_after)
            case Carry(annotation, carried):
                self._carry(annotation, carried)

    def _identifier(self, kind: _Kind[Any], key: str) -> str | None:
        """The document that counts for a key: the first, should another program have made several."""
        known = self._identifiers.get((kind.table, key))
        if known is None and kind.table in self._storage.tables:
            known = min(self._storage.tables[kind.table].index(KEYS[kind.table]).find(key), key=int, default=None)
        return known

    def _document(self, table: str, identifier: str | None) -> Mapping[str, Any] | None:
        if identifier is None:
            return None
        if (table, identifier) in self._documents:
            return self._documents[table, identifier]
        return self._storage.tables[table].document(identifier)

    def _put(self, kind: _Kind[Value], value: Value) -> None:
        identifier = self._identifier(kind, kind.key_of(value))
        document = kind.document_of(value, self._document(kind.table, identifier))
        self._write(kind, kind.key_of(value), identifier, document)

    def _remove(self, kind: _Kind[Any], key: str) -> None:
        identifier = self._identifier(kind, key)
        if identifier is not None and self._document(kind.table, identifier) is not None:
            self._documents[kind.table, identifier] = None
            self.operations.append(Operation(kind.table, identifier, None))

    def _replace(self, kind: _Kind[Value], before: Value | None, after: Value | None) -> None:
        meant = after if before is None else before
        if meant is None:
            return
        key = kind.key_of(meant)
        if self._value(kind, self._identifier(kind, key)) != before:
            raise changed_elsewhere()
        if after is None:
            self._remove(kind, key)
        else:
            self._put(kind, after)

    def _value(self, kind: _Kind[Value], identifier: str | None) -> Value | None:
        """What a document says, if it can be read; of one that cannot, only that somebody else changed it."""
        document = self._document(kind.table, identifier)
        if document is None:
            return None
        try:
            kind.check(document)
        except MalformedDocument as error:
            raise changed_elsewhere() from error
        return kind.read(document)

    def _carry(self, annotation: Annotation, carried: CarriedOver) -> None:
        identifier = self._identifier(_ANNOTATION, annotation.uid)
        document = self._document(ANNOTATIONS, identifier)
        written = carried_document(carried)
        if document is None or document.get(CARRIED) == written or not is_on_same_passage(document, annotation):
            return
        self._write(_ANNOTATION, annotation.uid, identifier, {**document, CARRIED: written})

    def _write(self, kind: _Kind[Any], key: str, identifier: str | None, document: Document) -> None:
        is_new = identifier is None
        identifier = identifier or str(self._storage.take_id(kind.table))
        self._identifiers[kind.table, key] = identifier
        self._documents[kind.table, identifier] = document
        self.operations.append(Operation(kind.table, identifier, dumps(document), is_new))
