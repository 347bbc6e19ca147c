"""Reading whole files that anybody may have put there: ordinary ones only, and none beyond a limit."""

import errno
import os
import stat
from pathlib import Path

from reader.annotations.errors import NotesDamaged

MOST_BYTES = 2 * 1024**3
"""The largest file that is read: 2 GiB, some millions of notes."""


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """What a file holds, and the status it had before.

    Never waits: a pipe without a writer, a terminal or a device would.

    Raises:
        NotesDamaged: It is no ordinary file, or larger than `MOST_BYTES`.
        OSError: It cannot be read.
    """
    descriptor = _open(path)
    with open(descriptor, "rb") as file:  # noqa: PTH123  (a descriptor has no path)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(path)
        if status.st_size > MOST_BYTES:
            raise NotesDamaged(
                f"{path} is {status.st_size / 1024**3:.1f} GiB large; postil reads up to {MOST_BYTES // 1024**3}. "
                "It has been left as it is: bring back a backup, or see what filled it."
            )
        return file.read(status.st_size), status  # as much as was there: what grows for ever is not followed


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        if error.errno in {errno.ENXIO, errno.ENODEV}:  # a socket, or a device that is not there
            raise _no_file(path) from error
        raise


def _no_file(path: Path) -> NotesDamaged:
    return NotesDamaged(
        f"{path} is no ordinary file; it has been left as it is. "
        "Put it out of the way to begin anew, or bring back a backup."
    )
