"""The bytes of a file, if it is one that may be read."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from reader.sources.discovery import missing
from reader.sources.errors import FileTooLargeError, NotAFileError, SourceError, UnreadableFileError

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)


def status_of(path: Path) -> os.stat_result:
    """The file's status. Raises `SourceError` if there is none or it is not a regular file."""
    try:
        status = path.stat()
    except OSError as error:
        raise _explained(error, path) from error
    _require_regular(status, path)
    return status


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file.

    Nothing else is ever opened: a pipe would be waited for, and a device may act when it is opened.

    Raises:
        FileTooLargeError: it has more than `limit` bytes; it has not been read.
        SourceError: there is none, it is no regular file, or it may not be read.
    """
    if (size := status_of(path).st_size) > limit:
        raise FileTooLargeError(path, size, limit)
    try:
        # What is at the path may have been exchanged since; then a pipe must not be waited for, either.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            _require_regular(os.fstat(descriptor), path)
            data = file.read(limit + 1)
    except OSError as error:
        raise _explained(error, path) from error
    if len(data) > limit:
        raise FileTooLargeError(path, len(data), limit)
    return data


def _require_regular(status: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(status.st_mode)), "special file")
        raise NotAFileError(path, kind)


def _explained(error: OSError, path: Path) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return missing(path)
    return UnreadableFileError(path, error.strerror)
