"""Our own JSON Lines, back in."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from reader.annotations.jsonbytes import loads
from reader.exchange.exports.jsonl import FORMAT
from reader.exchange.imports.opening import opened
from reader.exchange.imports.own import (
    annotation_of,
    check_format,
    correction_of,
    mark_of,
    search_of,
    tag_mark_of,
)
from reader.exchange.limits import MAX_RECORD
from reader.exchange.records import Fault, Incoming


def read(path: Path) -> Iterator[Incoming]:
    """All that a postil wrote. Raises `UnusableImportError` if it is too new."""
    with opened(path) as stream:
        for number, line in enumerate(_lines(stream), start=1):
            place = f"line {number:,}"
            if line is None:
                yield Fault(place, f"it is longer than {MAX_RECORD:,} bytes.")
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield from _read_line(line, place, path)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines; None for one that is too long."""
    while line := stream.readline(MAX_RECORD + 1):
        if len(line) <= MAX_RECORD:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_RECORD)
        yield None


def _read_line(line: bytes, place: str, path: Path) -> Iterator[Incoming]:
    try:
        document = loads(line.strip(b"\xef\xbb\xbf \t\r\n"))
    except ValueError:
        yield Fault(place, "it is no JSON.")
        return
    match document:
        case {"annotation": dict(annotation)}:
            yield annotation_of(annotation, place)
        case {"mark": dict(mark)}:
            yield mark_of(mark, place)
        case {"tag": dict(tag)}:
            yield tag_mark_of(tag, place)
        case {"search": dict(search)}:
            yield search_of(search, place)
        case {"correction": dict(correction)}:
            yield correction_of(correction, place)
        case {"postil": _}:
            check_format(document.get("format"), FORMAT, path)
        case _:
            yield Fault(place, "it is nothing that postil writes.")
