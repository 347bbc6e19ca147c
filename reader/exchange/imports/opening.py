"""Opening files that anybody may have put there: ordinary ones only, as bytes or as text in whatever encoding."""

import codecs
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TextIO

from reader.exchange.errors import UnusableImportError, shown
from reader.exchange.limits import SNIFFED

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK = "cp1252"


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file at a path. Raises `UnusableImportError` if it is no ordinary file, or may not be read."""
    try:
        # A pipe must not be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise UnusableImportError(f"There is no file or folder “{shown(path)}”.") from error
    except OSError as error:
        raise UnusableImportError(
            f"“{shown(path)}” cannot be read: {(error.strerror or 'unknown error').lower()}."
        ) from error
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnusableImportError(f"“{shown(path)}” is no file with something to import in it.")
        yield stream


@contextmanager
def opened_text(path: Path, *, newline: str | None = None) -> Iterator[TextIO]:
    """The file as text: by its byte order mark, else UTF-8, else Windows-1252; raises as `opened` does.

    `newline` is as `open` has it. What cannot be decoded becomes U+FFFD.
    """
    with opened(path) as stream:
        encoding = encoding_of(stream.read(SNIFFED))
        stream.seek(0)
        with TextIOWrapper(stream, encoding, errors="replace", newline=newline) as text:
            yield text


def read_text(path: Path, limit: int) -> str:
    """All of the file's text. Raises `UnusableImportError` if it has more than `limit` bytes, and as `opened` does."""
    with opened(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnusableImportError(f"“{shown(path)}” has more than {limit // 1_000_000} MB.")
    return data.decode(encoding_of(data[:SNIFFED]), errors="replace").replace("\r\n", "\n")


def encoding_of(head: bytes) -> str:
    """The encoding of a text that begins like that."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter may be cut off at the end
    except UnicodeDecodeError:
        return _FALLBACK
    return "utf-8"
