"""Putting files in place: whole or not at all, as the reader's alone, and never through a link."""

import os
import re
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from reader.exchange.errors import UnsuitablePlaceError, UnwritableError, shown

LEFT_BEHIND = 24 * 3600
"""Seconds after which a file that is half written is nobody's any more: what wrote it was killed."""

_PRIVATE = 0o600
_PREFIX, _SUFFIX = ".postil-", ".tmp"
_HALF_WRITTEN = re.compile(rf"{re.escape(_PREFIX)}\w+{re.escape(_SUFFIX)}")


class AtomicFile:
    """A file that is being written beside the one that it is to replace."""

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        self._path = path
        self._stream = stream

    def write(self, text: str) -> None:
        """Add text, in UTF-8; what cannot be said in it becomes a question mark. Raises `UnwritableError`."""
        try:
            self._stream.write(text.encode(errors="replace"))
        except OSError as error:
            raise UnwritableError(self._path, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[AtomicFile]:
    """A file that is at `path` when the block has ended well; else all is as it was.

    A file that was there keeps its permissions; a new one is the reader's alone. A link is replaced, not followed.

    Raises:
        UnwritableError: the folder or the disk takes no more.
        UnsuitablePlaceError: there is something at `path` that is no file.
    """
    mode = _mode(path)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
    except OSError as error:
        raise UnwritableError(path, error) from error
    stream = os.fdopen(descriptor, "wb")
    try:
        yield AtomicFile(path, stream)
        _finish(path, stream, mode)
        _put(path, Path(name))
    except BaseException:
        with suppress(OSError):  # it tries once more to write what there was no room for
            stream.close()
        Path(name).unlink(missing_ok=True)
        raise


def write_whole(path: Path, parts: Iterable[str]) -> None:
    """Have these parts, one after another, in the file at `path`. Raises as `replacing` does."""
    with replacing(path) as file:
        for part in parts:
            file.write(part)


def remove_left_behind(folder: Path, names: Iterable[str]) -> None:
    """Take away those files of a folder that were half written when postil was killed, more than a day ago.

    One that cannot be taken away stays.
    """
    for name in names:
        if _HALF_WRITTEN.fullmatch(name):
            with suppress(OSError):
                path = folder / name
                status = path.lstat()
                if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > LEFT_BEHIND:
                    path.unlink()


def _mode(path: Path) -> int:
    try:
        status = path.lstat()
    except OSError:
        return _PRIVATE
    if stat.S_ISREG(status.st_mode):
        return stat.S_IMODE(status.st_mode)
    if stat.S_ISLNK(status.st_mode):
        return _PRIVATE
    raise UnsuitablePlaceError(f"“{shown(path)}” is no file that could be replaced. Name another place.")


def _finish(path: Path, stream: IO[bytes], mode: int) -> None:
    try:
        stream.flush()
        os.fchmod(stream.fileno(), mode)
        os.fsync(stream.fileno())
        stream.close()
    except OSError as error:
        raise UnwritableError(path, error) from error


def _put(path: Path, written: Path) -> None:
    try:
        written.replace(path)
    except OSError as error:
        raise UnwritableError(path, error) from error
