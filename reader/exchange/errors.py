"""What can go wrong on the way out or in, each said in a sentence."""

import errno
from pathlib import Path

from reader.model import PostilError


class ExchangeError(PostilError):
    """Notes that cannot be taken out or in as asked."""


class UnusableImportError(ExchangeError):
    """A file that cannot be imported; nothing of it was."""


class CutOffError(ExchangeError):
    """A file that cannot be read from some place on; what comes before that is good."""


class UnwritableError(ExchangeError):
    """A place that cannot be written to."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"“{shown(path)}” cannot be written: {_reason(error)}")


class UnsuitablePlaceError(ExchangeError):
    """A place that is not what an export goes to: a folder for a file, a file for a folder."""


def shown(path: Path) -> str:
    """The path as it may stand in a sentence, whatever bytes are in its name."""
    printable = str(path).encode(errors="backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in printable)


def _reason(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "the disk is full. Make room and export again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "the place is read-only. Name another."
    return f"{(error.strerror or 'unknown error').lower()}."
