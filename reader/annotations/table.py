"""TinyDB's table over the journal: its methods and their meaning, at the cost of what changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from reader.annotations.checkpoint import Checkpointer
from reader.annotations.fs import Fs
from reader.annotations.indexes import candidates
from reader.annotations.storage import JournalStorage
from reader.annotations.tables import Document, Operation, Specs, TableData
from reader.annotations.views import ChangeView, ReadView

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class NotesTable(Table):
    """A table of a `NotesDatabase`. Queries by indexed paths look only at the documents the index names.

    Every read first takes in what other processes saved. Documents that are handed out are copies.
    """

    default_query_cache_capacity = 0

    @property
    def _journal(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    @property
    def _data(self) -> TableData:
        return self._journal.tables.get(self.name) or TableData()

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; its id."""
        with self._journal.writing():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents, all or none; their ids."""
        with self._journal.writing():
            return super().insert_multiple(documents)

    def search(self, cond: QueryLike) -> list[TinyDocument]:
        """The documents that match."""
        return list(self._matching(cond))

    def get(
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: list[int] | None = None
    ) -> Any:
        """One document by id or query, or those of several ids."""
        if doc_id is not None:
            found = self._read_table().get(str(doc_id))
            return None if found is None else self._document(str(doc_id), found)
        if doc_ids is not None:
            wanted = {str(identifier) for identifier in doc_ids}
            return [self._document(*item) for item in self._read_table().some(wanted)]
        if cond is not None:
            return next(self._matching(cond), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def update(
        self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Update the documents that match; their ids."""
        with self._journal.writing():
            return super().update(fields, doc_ids=self._ids(cond, doc_ids))

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Do several updates, each over all documents; the ids of those that matched."""
        with self._journal.writing():
            return super().update_multiple(list(updates))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update the documents that match, or insert one; their ids."""
        with self._journal.writing():
            return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove the documents that match; their ids."""
        with self._journal.writing():
            return super().remove(doc_ids=self._ids(cond, doc_ids))

    def _ids(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> Iterable[int] | None:
        if cond is None or doc_ids is not None:
            return doc_ids
        return [document.doc_id for document in self._matching(cond)]

    def _matching(self, cond: QueryLike) -> Iterator[TinyDocument]:
        view = self._read_table()
        found = candidates(getattr(cond, "_hash", None), view.indexes)
        for identifier, document in view.items() if found is None else view.some(found):
            if cond(document):
                yield self._document(identifier, document)

    def _document(self, identifier: str, document: Document) -> TinyDocument:
        return self.document_class(document, self.document_id_class(identifier))

    def _read_table(self) -> ReadView:  # type: ignore[override]
        self._journal.refresh()
        with self._journal.memory:
            return ReadView(self._data)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._journal.writing():
            changes = ChangeView(self._data)
            updater(changes)  # type: ignore[arg-type]
            self._journal.commit(changes.operations(self.name))

    def _get_next_id(self) -> int:
        return self._journal.take_id(self.name)


class NotesDatabase(TinyDB):
    """The TinyDB of a notes file: saving is one append, and checkpoints are made in the background.

    Raises as `JournalStorage` does.
    """

    table_class = NotesTable

    def __init__(
        self, path: Path, specs: Specs | None = None, *, fs: Fs | None = None, background: bool = True
    ) -> None:
        super().__init__(path, specs, fs, storage=JournalStorage)
        self.journal = cast("JournalStorage", self._storage)
        self.checkpointer = Checkpointer(self.journal)
        if background:
            self.journal.after_commit = self.checkpointer.note_change

    def tables(self) -> set[str]:
        """The names of all tables."""
        self.journal.refresh()
        with self.journal.memory:
            return set(self.journal.tables)

    def drop_table(self, name: str) -> None:
        """Drop a table."""
        self._tables.pop(name, None)
        with self.journal.writing():
            if name in self.journal.tables:
                self.journal.commit([Operation(name, None, None)])

    def close(self) -> None:
        """Fold the journal into the main file and let go of it. Idempotent."""
        if self._opened:
            self._opened = False
            self.checkpointer.stop()
            self.journal.close()
