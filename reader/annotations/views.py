"""A table as TinyDB's methods want to see it: documents parsed when they are looked at, changes written down."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from reader.annotations.jsonbytes import dumps, loads
from reader.annotations.tables import Document, Operation, TableData


class ReadView(Mapping[str, Document]):
    """The documents by id, as they were when the view was made; each look gives a fresh copy."""

    def __init__(self, data: TableData) -> None:
        self.indexes = data.indexes
        self._contents = data.contents
        self._identifiers = list(data.contents)

    def __getitem__(self, identifier: str) -> Document:
        document: Document = loads(self._contents[identifier])
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._identifiers)

    def __len__(self) -> int:
        return len(self._identifiers)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._contents

    def items(self) -> ItemsView[str, Document]:
        """The documents with their ids; those that are removed meanwhile are left out."""
        return _Items(self, self._identifiers)

    def some(self, identifiers: Iterable[str]) -> ItemsView[str, Document]:
        """Those of the documents that there are, by id."""
        return _Items(self, sorted(identifiers, key=int))


class _Items(ItemsView[str, Document]):
    def __init__(self, view: ReadView, identifiers: list[str]) -> None:
        super().__init__(view)
        self._view = view
        self._identifiers = identifiers

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        for identifier in self._identifiers:
            if identifier in self._view:
                yield identifier, self._view[identifier]


class ChangeView(MutableMapping[int, Document]):
    """The documents by number, to be changed: what is touched is copied, and `operations` are the differences."""

    def __init__(self, data: TableData) -> None:
        self._data = data
        self._touched: dict[int, Document | None] = {}
        self._cleared = False

    def __getitem__(self, number: int) -> Document:
        if number not in self._touched:
            if self._cleared:
                raise KeyError(number)
            self._touched[number] = self._data.document(str(number))
        document = self._touched[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: Document) -> None:
        self._touched[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._touched[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self._touched:
            return self._touched[number] is not None
        return not self._cleared and str(number) in self._data.contents

    def __iter__(self) -> Iterator[int]:
        if not self._cleared:
            yield from (number for number in map(int, self._data.contents) if number in self)
        for number, document in self._touched.items():
            if document is not None and (self._cleared or str(number) not in self._data.contents):
                yield number

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Remove all documents."""
        self._touched, self._cleared = {}, True

    def operations(self, table: str) -> list[Operation]:
        """What it takes to make the changes in the table of that name.

        Raises:
            TypeError: A document holds something that JSON has no form for.
        """
        known: Mapping[str, Any] = {} if self._cleared else self._data.contents
        operations = [Operation(table, None, b"{}")] if self._cleared else []
        for number, document in self._touched.items():
            identifier = str(number)
            before = known.get(identifier)
            if document is None:
                if before is not None:
                    operations.append(Operation(table, identifier, None))
                continue
            content = dumps(document)
            if before is None or before != content:
                operations.append(Operation(table, identifier, content, before is None))
        return operations
