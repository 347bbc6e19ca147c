"""A postil's own `notes.json`: another home's, with what is still in its journals, or a backup. It is only read."""

from collections.abc import Iterator
from pathlib import Path

from reader.annotations.errors import NotesError
from reader.annotations.journal import JOURNAL_FORMAT
from reader.annotations.layout import Layout
from reader.annotations.loading import Loaded, Loader
from reader.annotations.mainfile import (
    ANNOTATIONS,
    ARTICLES,
    ENTITY_CORRECTIONS,
    FORMAT,
    META,
    SEARCHES,
    TAG_MARKS,
    format_of,
    is_id,
)
from reader.annotations.tables import TableData
from reader.exchange.errors import CutOffError, UnusableImportError
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import opened_text
from reader.exchange.imports.own import (
    annotation_of,
    check_format,
    correction_of,
    mark_of,
    search_of,
    tag_mark_of,
)
from reader.exchange.records import Fault, Incoming

_READERS = {
    ANNOTATIONS: annotation_of,
    ARTICLES: mark_of,
    TAG_MARKS: tag_mark_of,
    SEARCHES: search_of,
    ENTITY_CORRECTIONS: correction_of,
}
_TABLES = frozenset((*_READERS, META))


def is_notes_file(path: Path) -> bool:
    """Whether a file of JSON has tables of documents in it, as far as its first table with any tells."""
    with opened_text(path) as stream:
        try:
            for part in read_json(stream, _TABLES):
                if isinstance(part, Element) or not isinstance(part.value, dict):
                    return False
                if is_id(part.key):
                    return True
                if not all(map(is_id, part.value)):  # no table that another program put there, either
                    return False
        except CutOffError:
            pass
    return False


def read(path: Path) -> Iterator[Incoming]:
    """All that the reader wrote, a table after another.

    Raises:
        UnusableImportError: it is too new, damaged, or cannot be read.
    """
    loaded = _loaded(path)
    for problem in loaded.problems:
        yield Fault("", problem)
    for name, of_document in _READERS.items():
        table = loaded.tables.get(name, TableData())
        for identifier, document in table.documents(_in_order(name, table)):
            yield of_document(document, f"{name} {identifier}")


def _loaded(path: Path) -> Loaded:
    try:
        loaded = Loader(Layout.of(path), {}).load()
    except NotesError as error:
        raise UnusableImportError(str(error)) from error
    meta = loaded.tables.get(META, TableData())
    check_format(format_of(document for _, document in meta.documents(meta.contents)), FORMAT, path)
    check_format(loaded.newer_format, JOURNAL_FORMAT, path)
    return loaded


def _in_order(name: str, table: TableData) -> list[str]:
    """The ids of a table's documents: of searches as the reader has put them, of all else as they were made."""
    ids = sorted(table.contents, key=int)
    return sorted(ids, key=lambda each: _position(table, each)) if name == SEARCHES else ids


def _position(table: TableData, identifier: str) -> int:
    position = table.document(identifier).get("position")
    return position if isinstance(position, int) else 0
