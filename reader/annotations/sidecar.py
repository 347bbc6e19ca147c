"""The index file: where each document of a main file is and what it is found by, so that opening reads no document.

It is a cache. It names the main file it was made for, and whatever is not exactly right about it means only that
the main file is read in full.
"""

import os
from array import array
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from reader.annotations.errors import NotesDamaged
from reader.annotations.files import read_file
from reader.annotations.framing import frame, whole_records
from reader.annotations.fs import CREATE, Fs
from reader.annotations.indexes import Ids, numbers_in
from reader.annotations.jsonbytes import dumps
from reader.annotations.mainfile import Chunk, Content, are_ids
from reader.annotations.politeness import with_rests
from reader.annotations.tables import Specs, TableData, Tables

_VERSION = 2
"""To be raised when an index of `schema` comes to hold something else."""

_CHUNK = 500
"""Fewer objects at a time than wake the garbage collector (700)."""

_FEW = 16


@dataclass(frozen=True, slots=True)
class IndexSnapshot:
    """An index as it was at a moment: its buckets, and how many ids those had then that have several.

    Dicts of plain values, because the garbage collector would go through long lists time and again.
    """

    name: str
    buckets: dict[Hashable, Ids]
    lengths: dict[Hashable, int]


@dataclass(frozen=True, slots=True)
class TableSnapshot:
    """A table as it was at a moment.

    The documents are in two tuples: each takes half the time of a dict to make, which no other thread can use, and the
    garbage collector passes over tuples of plain values.
    """

    identifiers: tuple[str, ...]
    contents: tuple[bytes, ...]
    indexes: list[IndexSnapshot]

    @property
    def documents(self) -> Iterator[tuple[str, bytes]]:
        """The documents with their ids."""
        return zip(self.identifiers, self.contents, strict=True)

    @classmethod
    def of(cls, table: TableData) -> "TableSnapshot":
        """A copy, some milliseconds for 100,000 documents."""
        indexes = []
        for index in table.indexes:
            buckets = index.buckets.copy()
            several = index.repeated if index.spec.is_unique else buckets
            lengths = {value: len(ids) for value in several if not isinstance(ids := buckets[value], int)}
            indexes.append(IndexSnapshot(index.spec.name, buckets, lengths))
        return cls(tuple(table.contents), tuple(table.contents.values()), indexes)


def document_line(chunk: Chunk) -> bytes:
    """The line of the index file about a chunk of the main file."""
    return frame(dumps(["documents", chunk.table, chunk.identifiers, chunk.starts, chunk.ends]))


def write_index(
    fs: Fs, path: Path, main: Content, tables: Mapping[str, TableSnapshot], document_lines: Sequence[bytes]
) -> None:
    """Write the index file of the main file of `tables`. Raises `OSError`."""
    temporary = path.with_name(path.name + ".tmp")
    fs.unlink(temporary)
    descriptor = fs.open(temporary, CREATE)
    lines = [*document_lines, *with_rests(_index_lines(tables))]
    try:
        at = 0
        for line in with_rests((frame(dumps(_header(main, len(lines), list(tables)))), *lines)):
            fs.write(descriptor, line, at)
            at += len(line)
    finally:
        os.close(descriptor)
    fs.replace(temporary, path)


def read_index(path: Path, raw: bytes, main: Content, specs: Specs) -> Tables | None:
    """The tables in the bytes `raw` of a main file, if the index file is about that one, else None."""
    try:
        content, _ = read_file(path)
    except (OSError, NotesDamaged):
        return None
    records = whole_records(content)
    try:
        header = next(records)
        if header != _header(main, header["records"], header["tables"]):
            return None
        tables: Tables = {name: TableData(specs.get(name, ())) for name in header["tables"]}
        is_whole = _take_records(tables, records, raw) == header["records"] and all(
            map(_is_sound, tables.values())
        )
    except (ArithmeticError, LookupError, StopIteration, TypeError, ValueError):
        # Whole lines of another shape are what another postil wrote. There are too many shapes to ask for each.
        return None
    return tables if is_whole else None


def _take_records(tables: Tables, records: Iterator[Any], raw: bytes) -> int | None:
    """Fill tables from the lines of an index file; how many there were, None if not about all indexes."""
    known: set[tuple[str, str]] = set()
    taken = 0
    for kind, name, *fields in records:
        taken += 1
        table = tables[name]
        if kind == "documents":
            ids, starts, ends = fields
            documents = [*map(raw.__getitem__, map(slice, starts, ends))]
            if not _begin_and_end(documents, b"{}"):
                return None
            table.contents.update(zip(ids, documents, strict=True))
        elif kind == "index":
            table.index(fields[0]).fill(*fields[1:])
            known.add((name, fields[0]))
        elif (name, fields[0]) in known:
            table.index(fields[0]).extend(*fields[1:])
        else:
            return None
    wanted = ((name, index.spec.name) for name, table in tables.items() for index in table.indexes)
    return taken if known.issuperset(wanted) else None


def _is_sound(table: TableData) -> bool:
    """Whether the documents are under ids, and the indexes know no others.

    Each question is asked of all documents in one go, which takes a fifth of the time.
    """
    contents = table.contents
    if not contents:
        return not any(index.buckets for index in table.indexes)
    if not are_ids(contents):
        return False
    numbers = set(map(int, contents))
    for index in table.indexes:
        single = [ids for ids in index.buckets.values() if type(ids) is int]
        several = [ids for ids in index.buckets.values() if isinstance(ids, array)]
        is_known = numbers.issuperset(single) and numbers.issuperset(chain.from_iterable(several))
        if not is_known or len(single) + len(several) != len(index.buckets):
            return False
    return True


def _begin_and_end(contents: Collection[bytes], ends: bytes) -> bool:
    """Whether all begin with the first and end with the second byte."""
    first, last = ends
    return set(map(itemgetter(0), contents)) == {first} and set(map(itemgetter(-1), contents)) == {last}


def _header(main: Content, records: int, tables: list[str]) -> dict[str, object]:
    return {"version": _VERSION, "main": list(main), "records": records, "tables": tables}


def _index_lines(tables: Mapping[str, TableSnapshot]) -> Iterator[bytes]:
    for name, table in tables.items():
        for index in table.indexes:
            values = iter(index.buckets)
            yield from _chunk_lines(name, index, list(islice(values, _CHUNK)))
            while chunk := list(islice(values, _CHUNK)):
                yield from _chunk_lines(name, index, chunk)


def _chunk_lines(table: str, index: IndexSnapshot, values: list[Hashable]) -> Iterator[bytes]:
    """Lines about some buckets, none so long that encoding it keeps other threads waiting."""
    several = [value for value in values if value in index.lengths]
    heads = {value: _part(index, value, 0, _FEW) for value in several}
    buckets = [heads[value] if value in heads else index.buckets[value] for value in values]
    yield frame(dumps(["index", table, index.name, values, buckets]))
    for value in several:
        for start in range(_FEW, index.lengths[value], _CHUNK):
            yield frame(dumps(["more", table, index.name, value, _part(index, value, start, start + _CHUNK)]))


def _part(index: IndexSnapshot, value: Hashable, start: int, end: int) -> list[int]:
    return list(numbers_in(index.buckets[value])[start : min(end, index.lengths[value])])
