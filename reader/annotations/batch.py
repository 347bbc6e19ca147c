"""Changes to annotations and marks as operations on documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.annotations.documents import annotation_document, mark_document
from reader.annotations.jsonbytes import dumps
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, FORMAT, META
from reader.annotations.schema import ARTICLE, UID
from reader.annotations.storage import JournalStorage
from reader.annotations.tables import Document, Operation
from reader.model import Annotation, ArticleMark


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


Change = Put | Remove | PutMark | RemoveMark


def operations_for(storage: JournalStorage, changes: Sequence[Change]) -> list[Operation]:
    """What the changes, one after another, do to the documents. Only inside `JournalStorage.writing`."""
    batch = _Batch(storage)
    for change in changes:
        batch.add(change)
    return batch.operations


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
                identifier = self._identifier(ANNOTATIONS, UID, annotation.uid)
                before = self._document(ANNOTATIONS, identifier)
                self._put(ANNOTATIONS, annotation.uid, identifier, annotation_document(annotation, before))
            case Remove(uid):
                self._remove(ANNOTATIONS, self._identifier(ANNOTATIONS, UID, uid))
            case PutMark(mark):
                identifier = self._identifier(ARTICLES, ARTICLE, mark.article.id)
                before = self._document(ARTICLES, identifier)
                self._put(ARTICLES, mark.article.id, identifier, mark_document(mark, before))
            case RemoveMark(article_id):
                self._remove(ARTICLES, self._identifier(ARTICLES, ARTICLE, article_id))

    def _identifier(self, table: str, index: str, key: str) -> str | None:
        """The document that counts for a key: the first, should another program have made several."""
        known = self._identifiers.get((table, key))
        if known is None and table in self._storage.tables:
            known = min(self._storage.tables[table].index(index).find(key), key=int, default=None)
        return known

    def _document(self, table: str, identifier: str | None) -> Mapping[str, Any] | None:
        if identifier is None:
            return None
        if (table, identifier) in self._documents:
            return self._documents[table, identifier]
        return self._storage.tables[table].document(identifier)

    def _put(self, table: str, key: str, identifier: str | None, document: Document) -> None:
        is_new = identifier is None
        identifier = identifier or str(self._storage.take_id(table))
        self._identifiers[table, key] = identifier
        self._documents[table, identifier] = document
        self.operations.append(Operation(table, identifier, dumps(document), is_new))

    def _remove(self, table: str, identifier: str | None) -> None:
        if identifier is not None and self._document(table, identifier) is not None:
            self._documents[table, identifier] = None
            self.operations.append(Operation(table, identifier, None))
