"""Records as lines that tell whether they are whole: eight digits of CRC-32, a space, JSON, a line feed."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reader.annotations.jsonbytes import loads

_DIGITS = 8
_SHORTEST = _DIGITS + 2


@dataclass(frozen=True, slots=True)
class Unframed:
    """What a stretch of a file says: its records, how many of its bytes they take, and what is damaged.

    A line that is not whole at the end is what a write leaves that never finished, and is not counted in `size`.
    `damaged` are the bytes of such lines with whole ones after them: a fault of the disk.
    """

    records: list[Any]
    size: int
    damaged: int


def frame(record: bytes) -> bytes:
    """The line of a record that is given as JSON without line feeds."""
    return b"%08x %b\n" % (zlib.crc32(record), record)


def unframe(content: bytes) -> Unframed:
    """The records in the lines of `content`."""
    records: list[Any] = []
    size = whole = 0
    for line in _lines(content):
        size += len(line)
        if _is_whole(line):
            try:
                records.append(loads(line[_DIGITS + 1 : -1]))
            except ValueError:  # as damaged as if the sum were wrong
                continue
            good_size = size
            whole += len(line)
        elif not line.endswith(b"\n"):
            break
    size = good_size if records else 0
    return Unframed(records, size, size - whole)


def whole_records(content: bytes) -> Iterator[Any]:
    """The records in the lines of `content`, each parsed when it is asked for.

    What is parsed at once and let go of at once leaves memory in shreds that nothing else fits into.

    Raises:
        ValueError: A line is not whole.
    """
    for line in _lines(content):
        if not _is_whole(line):
            raise ValueError("a line is not whole")
        yield loads(line[_DIGITS + 1 : -1])


def _lines(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        end = content.find(b"\n", at) + 1 or len(content)
        yield content[at:end]
        at = end


def _is_whole(line: bytes) -> bool:
    if len(line) < _SHORTEST or not line.endswith(b"\n") or line[_DIGITS] != ord(" "):
        return False
    return line[:_DIGITS] == b"%08x" % zlib.crc32(line[_DIGITS + 1 : -1])
