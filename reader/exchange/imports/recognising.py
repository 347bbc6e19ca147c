"""Telling by what is in a file how it is read."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.annotations.jsonbytes import loads
from reader.exchange.errors import CutOffError, UnusableImportError, shown
from reader.exchange.exports.page import GENERATOR
from reader.exchange.exports.web_annotations import CONTEXT
from reader.exchange.imports import (
    clipper,
    hypothes_is,
    instapaper,
    jsonl,
    kindle,
    notes_file,
    omnivore,
    page,
    pocket,
    readwise,
    vault,
    wallabag,
    web_annotations,
)
from reader.exchange.imports.archives import opened_archive
from reader.exchange.imports.csv_rows import header
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import encoding_of, opened, opened_text
from reader.exchange.limits import SNIFFED
from reader.exchange.markdown import front_matter
from reader.exchange.markdown.file_names import ENDING
from reader.exchange.records import Incoming
from reader.text.sanitize import clean

Read = Callable[[Path], Iterator[Incoming]]

_LOOKED_INTO = hypothes_is.LISTS | web_annotations.LISTS
_SHOWN = 100

_CSV: tuple[tuple[frozenset[str], Read], ...] = (
    (hypothes_is.COLUMNS, hypothes_is.read_csv),
    (readwise.COLUMNS, readwise.read),
    (readwise.READER_COLUMNS, readwise.read_reader),
    (pocket.COLUMNS, pocket.read_csv),
    (instapaper.COLUMNS, instapaper.read),
)


class UnknownFormatError(UnusableImportError):
    """A file of a kind that notes come in, but in no form that is known."""


def recognised(path: Path) -> Read | None:
    """What reads a file, or a folder; None if it is nothing that notes are imported from.

    Raises:
        UnknownFormatError: it is a zip, CSV or JSON, but no program's that is known.
        UnusableImportError: it cannot be read at all.
    """
    if path.is_dir():
        return vault.read
    with opened(path) as stream:
        head = stream.read(SNIFFED)
    if not head:
        raise UnusableImportError(f"“{shown(path)}” is empty.")
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    text = head.decode(encoding_of(head), errors="replace").replace("\r\n", "\n").lstrip("\ufeff \t\n")
    if text.startswith(("{", "[")):
        return _of_json(path, text)
    if text.startswith("<"):
        return _of_page(text)
    return _of_text(path, text)


def _of_zip(path: Path) -> Read:
    with opened_archive(path) as archive:
        if omnivore.is_omnivore(archive):
            return omnivore.read
        if pocket.is_pocket(archive):
            return pocket.read
    raise UnknownFormatError(
        f"“{shown(path)}” is a zip, but neither Omnivore's nor Pocket's. Unpack it, and import what is in it."
    )


def _of_page(text: str) -> Read | None:
    if GENERATOR in text:
        return page.read
    return pocket.read_page if "<a " in text and "time_added=" in text else None


def _of_text(path: Path, text: str) -> Read | None:
    if f"\n{kindle.SEPARATOR}" in text and "\n- " in text:
        return kindle.read
    if path.suffix.lower() == ENDING and front_matter.split(text)[0] is not None:
        return vault.read
    first = text.partition("\n")[0]
    names = frozenset(header(first))
    found = next((read for columns, read in _CSV if columns <= names), None)
    if found is None and path.suffix.lower() == ".csv":
        raise UnknownFormatError(
            f"“{shown(path)}”, line 1: “{clean(first, one_line=True, max_length=_SHOWN)}” is not the header of "
            "Hypothesis, Instapaper, Pocket or Readwise. Is it the file that they exported?"
        )
    return found


def _of_json(path: Path, text: str) -> Read:
    if text.startswith("{") and _is_line_of_ours(text.partition("\n")[0]):
        return jsonl.read
    if notes_file.is_notes_file(path):
        return notes_file.read
    found = _of_members(*_beginning(path))
    if found is None:
        raise UnknownFormatError(
            f"“{shown(path)}” is JSON, but none that postil knows; it knows its own, Web Annotations, and what "
            "Hypothesis, wallabag and Obsidian's web clipper export."
        )
    return found


def _is_line_of_ours(line: str) -> bool:
    try:
        value = loads(line.encode(errors="replace"))
    except ValueError:
        return False
    return isinstance(value, dict) and not value.keys().isdisjoint(("postil", "annotation", "mark"))


def _beginning(path: Path) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The members of the object that a file of JSON is up to its first list, and the first element of a list."""
    members: dict[str, Any] = {}
    with opened_text(path) as stream:
        try:
            for part in read_json(stream, _LOOKED_INTO):
                if isinstance(part, Element):
                    return members, part.value if isinstance(part.value, dict) else {}
                members[part.key] = part.value
        except CutOffError as error:
            raise UnusableImportError(
                f"“{shown(path)}” is cut off or broken, and nothing of it can be used. Export it again."
            ) from error
    return members, {}


def _of_members(members: Mapping[str, Any], element: Mapping[str, Any]) -> Read | None:
    contexts = str([members.get("@context"), element.get("@context")])
    if CONTEXT in contexts or "Annotation" in (members.get("type"), element.get("type")):
        return web_annotations.read
    if {"uri", "target"} <= element.keys() or "export_date" in members:
        return hypothes_is.read
    if {"url", "highlights"} <= element.keys():
        return clipper.read
    return wallabag.read if wallabag.MEMBERS & element.keys() else None
