"""The bytes of `notes.json`: ordinary TinyDB tables as JSON, and what may be wrong with them."""

import codecs
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from reader.annotations.errors import NotesDamaged

FORMAT = 1
"""The format this program writes, as `format` of the table `meta`; a file without it is format 1."""

ANNOTATIONS = "annotations"
ARTICLES = "articles"
META = "meta"

Tables = dict[str, dict[str, Any]]


def encode(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The tables as JSON in UTF-8."""
    try:
        return orjson.dumps(tables)
    except orjson.JSONEncodeError:  # lone surrogates, very long integers: another program put them there
        return json.dumps(tables).encode()


def read_tables(content: bytes, path: Path) -> Tables | None:
    """The tables in the bytes of the notes file at `path`; None if it is blank.

    Raises:
        NotesDamaged: The bytes are no TinyDB file.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    if not content.strip():
        return None
    try:
        tables = _decode(content)
    except ValueError as error:
        raise NotesDamaged(_sentences(path, _what_is_wrong(content, error))) from error
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise NotesDamaged(
            _sentences(path, "is JSON but no TinyDB file: its top level must be an object of tables")
        )
    for name, table in tables.items():
        for identifier, document in table.items():
            if not identifier.isdecimal() or not isinstance(document, dict):
                raise NotesDamaged(_sentences(path, f'holds no TinyDB document at "{name}", "{identifier}"'))
    return tables


def format_of(tables: Mapping[str, Mapping[str, Any]]) -> int:
    """The format that a file says it has; 1 if it does not say."""
    formats = [document.get("format") for document in tables.get(META, {}).values()]
    return max((number for number in formats if isinstance(number, int)), default=FORMAT)


def _decode(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return json.loads(content.decode())  # what stock TinyDB writes and orjson refuses: \ud800, NaN


def _what_is_wrong(content: bytes, error: ValueError) -> str:
    if not content.strip(b"\0"):
        return f"holds {len(content)} zero bytes and nothing else"
    if b"\0" in content:
        return f"has zero bytes in it, from byte {content.index(0)} on"
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 at byte {error.start}"
    if isinstance(error, json.JSONDecodeError):
        if not content.rstrip().endswith(b"}"):
            return f"ends in the middle, after {len(content)} bytes"
        return f"is not JSON at line {error.lineno}, column {error.colno}"
    return "is not JSON"


def _sentences(path: Path, wrong: str) -> str:
    backup = path.with_name(path.name + ".bak")
    advice = (
        f"The state before the last change is in {backup}: copy it over {path.name}, or mend the file by hand."
        if backup.exists()
        else "Mend it by hand, or move it away to start with no notes."
    )
    return f"{path} {wrong}; it has been left as it is. {advice}"
