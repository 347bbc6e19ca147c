"""The bytes of `notes.json`: ordinary TinyDB tables as JSON, a line a document, and what may be wrong with them."""

import codecs
import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, NamedTuple

from reader.annotations.errors import NotesDamaged
from reader.annotations.jsonbytes import TooDeep, dumps, loads

FORMAT = 1
"""The format this program writes, as `format` of the table `meta`; a file without it is format 1."""

ANNOTATIONS = "annotations"
ARTICLES = "articles"
ENTITY_CORRECTIONS = "entity_corrections"
TAG_MARKS = "tags"
SEARCHES = "searches"
META = "meta"

LONGEST_ID = 18
"""How many digits a document's id has at most: it fits into 64 bits."""

_CHUNK = 250
_SHOWN = 40

_ID_KEY = re.compile(rb'"[0-9]+"\s*:')


class Content(NamedTuple):
    """What a main file holds, in short: its size in bytes and their CRC-32."""

    size: int
    crc: int


EMPTY = Content(0, 0)


def content_of(raw: bytes) -> Content:
    """The size and CRC-32 of bytes."""
    return Content(len(raw), zlib.crc32(raw))


class Chunk(NamedTuple):
    """A piece of a main file, and where in the whole file the JSON of each of its documents starts and ends."""

    content: bytes
    table: str = ""
    identifiers: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def encode(tables: Mapping[str, Iterable[tuple[str, bytes]]]) -> Iterator[Chunk]:
    """The main file of tables whose documents, with their ids, are JSON already: in chunks of half a millisecond."""
    at = 0
    for number, (name, documents) in enumerate(tables.items()):
        opening = b"%b\n%b: {" % (b"," if number else b"{", dumps(name))
        yield Chunk(opening)
        at += len(opening)
        rest = iter(documents)
        separator = b"\n"
        while some := tuple(islice(rest, _CHUNK)):
            chunk = _chunk(name, some, separator, at)
            yield chunk
            at += len(chunk.content)
            separator = b",\n"
        yield Chunk(b"\n}")
        at += len(b"\n}")
    yield Chunk(b"\n}\n" if tables else b"{}\n")


def _chunk(table: str, some: Sequence[tuple[str, bytes]], separator: bytes, at: int) -> Chunk:
    identifiers = tuple(identifier for identifier, _ in some)
    documents = [document for _, document in some]
    keys = [b'"%b": ' % identifier.encode() for identifier in identifiers]
    lines = [key + document for key, document in zip(keys, documents, strict=True)]
    begins = accumulate((len(line) + len(b",\n") for line in lines[:-1]), initial=at + len(separator))
    starts = tuple(begin + len(key) for begin, key in zip(begins, keys, strict=True))
    ends = tuple(start + len(document) for start, document in zip(starts, documents, strict=True))
    return Chunk(separator + b",\n".join(lines), table, identifiers, starts, ends)


def is_id(key: str) -> bool:
    """Whether a key of a table is the id of a document: a whole number, written in one way."""
    return key.isdecimal() and key.isascii() and len(key) <= LONGEST_ID and (key[0] != "0" or key == "0")


def are_ids(keys: Collection[str]) -> bool:
    """Whether all of many keys are ids of documents. Raises `TypeError` if one is no text."""
    digits = "".join(keys)
    if not digits.isdecimal() or not digits.isascii() or not {*map(len, keys)} <= {*range(1, LONGEST_ID + 1)}:
        return False
    return all(key == "0" for key in keys if key[0] == "0")


def damaged(path: Path, wrong: str) -> NotesDamaged:
    """What to raise about the notes file at `path`, of which `wrong` says what is wrong."""
    return NotesDamaged(
        f"{path} {wrong}; it has been left as it is. "
        f"Bring back a backup (they are in {path.name}.d/backups), or mend the file by hand."
    )


def read_tables(content: bytes, path: Path) -> dict[str, dict[str, Any]]:
    """The tables in the bytes of the notes file at `path`; none if it is blank.

    Raises:
        NotesDamaged: The bytes are no TinyDB file.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    if not content.strip():
        return {}
    try:
        tables = loads(content)
    except ValueError as error:
        raise damaged(path, _what_is_wrong(content, error)) from error
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise damaged(path, "is JSON but no TinyDB file: its top level must be an object of tables")
    for name, table in tables.items():
        for identifier, document in table.items():
            if not is_id(identifier) or not isinstance(document, dict):
                at = f'"{name[:_SHOWN]}", "{identifier[:_SHOWN]}"'
                raise damaged(path, f"holds no TinyDB document at {at}")
    _see_that_no_name_is_given_twice(content, tables, path)
    return tables


def _see_that_no_name_is_given_twice(content: bytes, tables: Mapping[str, Mapping[str, Any]], path: Path) -> None:
    """Of two tables or documents of one name a parser keeps the last, and the other would be lost in silence."""
    ids = sum(map(len, tables.values()))
    is_suspect = sum(1 for _ in _ID_KEY.finditer(content)) != ids or any(
        len(re.findall(rb"%b\s*:" % re.escape(json.dumps(name).encode()), content)) != 1 for name in tables
    )
    if is_suspect:
        try:
            json.loads(content, object_pairs_hook=partial(_unique, path))
        except RecursionError:
            raise damaged(path, "has too many lists and objects inside one another") from None


def _unique(path: Path, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise damaged(path, f'has "{name[:_SHOWN]}" twice in one object, and only one of them could be kept')
        found[name] = value
    return found


def format_of(meta: Iterator[Mapping[str, Any]]) -> int:
    """The format that the documents of the table `meta` say; 1 if they do not say."""
    formats = [document.get("format") for document in meta]
    return max((number for number in formats if isinstance(number, int)), default=FORMAT)


def _what_is_wrong(content: bytes, error: ValueError) -> str:
    if isinstance(error, TooDeep):
        return f"cannot be read: {error}"
    if b"\0" in content:
        from_byte = f"in it, from byte {content.index(0)} on" if content.strip(b"\0") else "and nothing else"
        return f"has zero bytes {from_byte}"
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 at byte {error.start}"
    if not content.rstrip().endswith(b"}"):
        return f"ends in the middle, after {len(content)} bytes"
    at = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
    return f"is not JSON{at}"
