"""The index file: where each document of a main file is and what it is found by, so that opening reads no document.

It is a cache. It names the main file it was made for, and whatever is not exactly right about it means only that
the main file is read in full.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.annotations.framing import frame, unframe
from reader.annotations.fs import CREATE, Fs
from reader.annotations.indexes import Ids, Index
from reader.annotations.jsonbytes import dumps
from reader.annotations.mainfile import Chunk, Content
from reader.annotations.tables import Specs, TableData, Tables

_VERSION = 1
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class IndexSnapshot:
    """An index as it was at a moment: its values, their ids, and how many of these there were (0 for a single)."""

    name: str
    values: list[object]
    buckets: list[Ids]
    lengths: list[int]


@dataclass(frozen=True, slots=True)
class TableSnapshot:
    """A table as it was at a moment."""

    contents: dict[str, bytes]
    indexes: list[IndexSnapshot]

    @classmethod
    def of(cls, table: TableData) -> "TableSnapshot":
        """A copy, some milliseconds for 100,000 documents."""
        indexes = []
        for index in table.indexes:
            buckets = list(index.buckets.values())
            lengths = [len(bucket) if isinstance(bucket, list) else 0 for bucket in buckets]
            indexes.append(IndexSnapshot(index.spec.name, list(index.buckets), buckets, lengths))
        return cls(dict(table.contents), indexes)


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
    lines = [*document_lines, *_index_lines(tables)]
    try:
        at = 0
        for line in (frame(dumps(_header(main, len(lines), list(tables)))), *lines):
            fs.write(descriptor, line, at)
            at += len(line)
    finally:
        os.close(descriptor)
    fs.replace(temporary, path)


def read_index(path: Path, raw: bytes, main: Content, specs: Specs) -> Tables | None:
    """The tables in the bytes `raw` of a main file, if the index file is about that one."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    parsed = unframe(content)
    if parsed.damaged or parsed.size != len(content) or not parsed.records:
        return None
    header, *records = parsed.records
    if header != _header(main, len(records), header.get("tables", [])):
        return None
    tables: Tables = {name: TableData(specs.get(name, ())) for name in header["tables"]}
    missing = {(name, index.spec.name) for name, table in tables.items() for index in table.indexes}
    for kind, name, *fields in records:
        if kind == "documents":
            ids, starts, ends = fields
            tables[name].contents.update(zip(ids, map(raw.__getitem__, map(slice, starts, ends)), strict=True))
        else:
            index_name, values, buckets = fields
            if not _fill(tables[name].indexes, index_name, values, buckets):
                return None
            missing.discard((name, index_name))
    return None if missing else tables


def _header(main: Content, records: int, tables: list[str]) -> dict[str, object]:
    return {"version": _VERSION, "main": list(main), "records": records, "tables": tables}


def _index_lines(tables: Mapping[str, TableSnapshot]) -> Iterator[bytes]:
    for name, table in tables.items():
        for index in table.indexes:
            for start in range(0, max(1, len(index.values)), _CHUNK):
                part = slice(start, start + _CHUNK)
                buckets = [
                    bucket[:length] if length else bucket
                    for bucket, length in zip(index.buckets[part], index.lengths[part], strict=True)
                ]
                yield frame(dumps(["index", name, index.name, index.values[part], buckets]))


def _fill(indexes: Sequence[Index], name: str, values: list[Any], buckets: list[Ids]) -> bool:
    for index in indexes:
        if index.spec.name == name:
            index.fill(zip(values, buckets, strict=True))
            return True
    return False
