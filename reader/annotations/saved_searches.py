"""The searches that the reader keeps, in a table of the notes file."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from reader.annotations.documents import MalformedDocument, check_fields, merged
from reader.annotations.failures import changed_elsewhere
from reader.annotations.jsonbytes import dumps
from reader.annotations.mainfile import SEARCHES
from reader.annotations.storage import JournalStorage
from reader.annotations.tables import Document, Operation
from reader.model.saved_search import SavedSearch

_FIELDS = (("name", str), ("position", int))


class SavedSearches:
    """All of them, in the reader's order. Documents that cannot be read are kept and passed over."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage

    def all(self) -> tuple[SavedSearch, ...]:
        """The searches as they are in memory: `AnnotationStore.refresh` takes in what other processes changed."""
        with self._storage.memory:
            found = [(document.get("position") or 0, read_search(document)) for _, document in self._documents()]
        return tuple(search for _, search in sorted(found, key=itemgetter(0)))

    def replace(self, before: Sequence[SavedSearch], after: Sequence[SavedSearch]) -> None:
        """Have those `after` in place of those `before`; return when they are on the disk.

        Raises:
            NotesChanged: There are others than those `before`.
            NotesError: As `AnnotationStore.apply` does.
        """
        with self._storage.writing():
            if self.all() != tuple(before):
                raise changed_elsewhere()
            known = {document["uid"]: (identifier, document) for identifier, document in self._documents()}
            operations = [
                self._put(search, position, known.pop(search.uid, None)) for position, search in enumerate(after)
            ]
            operations += [Operation(SEARCHES, identifier, None) for identifier, _ in known.values()]
            self._storage.commit(operations)

    def _put(self, search: SavedSearch, position: int, known: tuple[str, Document] | None) -> Operation:
        if known is None:
            identifier = str(self._storage.take_id(SEARCHES))
            return Operation(SEARCHES, identifier, dumps(search_document(search, position)), is_new=True)
        identifier, document = known
        return Operation(SEARCHES, identifier, dumps(search_document(search, position, document)))

    def _documents(self) -> Iterator[tuple[str, Document]]:
        """The documents that can be read, each with its id; of several with one uid the first."""
        table = self._storage.tables.get(SEARCHES)
        seen: set[str] = set()
        for identifier, document in table.documents(sorted(table.contents, key=int)) if table else ():
            if _is_readable(document) and document["uid"] not in seen:
                seen.add(document["uid"])
                yield identifier, document


def check_search(document: object) -> None:
    """See to it that a document is that of a saved search.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    check_fields(document, needed=("uid", "query"), optional=_FIELDS)


def search_document(search: SavedSearch, position: int, before: Mapping[str, Any] | None = None) -> Document:
    """The document of a search; keys of `before`, which it replaces, that postil does not know stay."""
    return merged(before, {"uid": search.uid, "name": search.name, "query": search.query, "position": position})


def read_search(document: Mapping[str, Any]) -> SavedSearch:
    """The search of a document that `check_search` accepts; without a name it is called by its query."""
    return SavedSearch(document["uid"], document.get("name") or document["query"], document["query"])


def _is_readable(document: Mapping[str, Any]) -> bool:
    try:
        check_search(document)
    except MalformedDocument:
        return False
    return True
