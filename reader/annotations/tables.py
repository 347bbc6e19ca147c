"""The tables in memory: each document as its JSON, and the indexes over them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reader.annotations.indexes import Index, IndexSpec
from reader.annotations.jsonbytes import dumps, loads

Document = dict[str, Any]


class Operation(NamedTuple):
    """One step of a transaction: a document of a table is now `content`, its JSON, or gone if that is None.

    Without an `identifier` the whole table is emptied (content `b"{}"`) or dropped (None). `is_new` says that
    the id was free before.
    """

    table: str
    identifier: str | None
    content: bytes | None
    is_new: bool = False


class TableData:
    """One table. JSON bytes take a third of the memory of dicts, and the garbage collector never looks at them."""

    def __init__(self, specs: Sequence[IndexSpec] = (), contents: dict[str, bytes] | None = None) -> None:
        self.contents: dict[str, bytes] = {} if contents is None else contents
        self.indexes = [Index(spec) for spec in specs]
        self._highest: int | None = None

    def build(self) -> None:
        """Make the indexes from all documents."""
        if self.indexes:
            documents = [(identifier, loads(content)) for identifier, content in self.contents.items()]
            for index in self.indexes:
                index.build(documents)

    def document(self, identifier: str) -> Document:
        """A fresh copy of a document. Raises `KeyError`."""
        document: Document = loads(self.contents[identifier])
        return document

    def documents(self, identifiers: Iterable[str]) -> Iterator[tuple[str, Document]]:
        """Fresh copies of those documents that there are."""
        for identifier in identifiers:
            content = self.contents.get(identifier)
            if content is not None:
                yield identifier, loads(content)

    def set(self, identifier: str, content: bytes | None) -> None:
        """Put, replace or remove a document."""
        before = self.contents.get(identifier)
        if content is None:
            self.highest_id()
        if self.indexes:
            self._index(identifier, before, content)
        if content is None:
            self.contents.pop(identifier, None)
            return
        self.contents[identifier] = content
        if self._highest is not None:
            self._highest = max(self._highest, int(identifier))

    def _index(self, identifier: str, before: bytes | None, after: bytes | None) -> None:
        old = None if before is None else loads(before)
        new = None if after is None else loads(after)
        for index in self.indexes:
            if old is not None and new is not None:
                index.replace(identifier, old, new)
            elif old is not None:
                index.drop(identifier, old)
            elif new is not None:
                index.add(identifier, new)

    def highest_id(self) -> int:
        """The greatest id that a document has or had since the table was read; 0 if there was none."""
        if self._highest is None:
            self._highest = max(map(int, self.contents), default=0)
        return self._highest

    def index(self, name: str) -> Index:
        """The index of that name. Raises `KeyError`."""
        for index in self.indexes:
            if index.spec.name == name:
                return index
        raise KeyError(name)


Tables = dict[str, TableData]
Specs = Mapping[str, Sequence[IndexSpec]]


def perform(tables: Tables, specs: Specs, operation: Operation) -> None:
    """Do one step."""
    table, identifier, content, _ = operation
    if identifier is not None:
        data = tables.get(table)
        if data is None:
            data = tables[table] = TableData(specs.get(table, ()))
        data.set(identifier, content)
    elif content is None:
        tables.pop(table, None)
    else:
        tables[table] = TableData(specs.get(table, ()))


def from_documents(tables: Mapping[str, Mapping[str, Document]], specs: Specs) -> Tables:
    """The tables of a parsed file."""
    built: Tables = {}
    for name, documents in tables.items():
        contents = {identifier: dumps(document) for identifier, document in documents.items()}
        built[name] = TableData(specs.get(name, ()), contents)
        built[name].build()
    return built


def difference(tables: Tables, wanted: Tables) -> list[Operation]:
    """What makes of `tables` those that are `wanted`. JSON that differs and says the same is no difference."""
    operations = [Operation(name, None, None) for name in tables if name not in wanted]
    for name, data in wanted.items():
        operations += _table_difference(name, tables.get(name), data)
    return operations


def _table_difference(name: str, table: TableData | None, wanted: TableData) -> list[Operation]:
    contents = {} if table is None else table.contents
    operations = [Operation(name, None, b"{}")] if table is None and not wanted.contents else []
    operations += [
        Operation(name, identifier, None) for identifier in contents if identifier not in wanted.contents
    ]
    for identifier, content in wanted.contents.items():
        known = contents.get(identifier)
        if known is None or (known != content and loads(known) != loads(content)):
            operations.append(Operation(name, identifier, content, known is None))
    return operations
