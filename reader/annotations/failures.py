"""What a failed system call means for the notes, in sentences."""

import errno
from pathlib import Path

from reader.annotations.errors import NotesChanged, NotesError, NotesGone, NotesNotSaved, NotesReadOnly
from reader.annotations.mainfile import FORMAT

_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def is_read_only(error: OSError) -> bool:
    """Whether the place cannot be written to."""
    return error.errno in _READ_ONLY


def is_full(error: OSError) -> bool:
    """Whether there is no room left."""
    return error.errno in _FULL


def allows_reading(error: OSError) -> bool:
    """Whether notes can still be read where a lock file could not be opened and locked."""
    return is_read_only(error) or is_full(error) or error.errno in _NO_LOCKS


def not_saved(main: Path, error: OSError) -> NotesError:
    """What to raise when a change could not be saved."""
    if is_read_only(error):
        return NotesReadOnly(f"The notes were not saved: {main.parent} is read-only ({error.strerror}).")
    if is_full(error):
        return NotesNotSaved(
            f"The notes were not saved: the disk that holds {main} is full. Make room and do it again.",
            why="the disk is full",
        )
    return NotesNotSaved(
        f"The notes were not saved to {main}: {error.strerror}. Do it again, or check the disk.",
        why=f"the disk says “{error.strerror}”",
    )


def gone(main: Path) -> NotesGone:
    """What to raise when the disk that held the notes is there no more."""
    return NotesGone(
        f"{main} is not there any more, and neither is {main.name}.d beside it. "
        "Nothing is saved until they are back: is their disk mounted?"
    )


def changed_elsewhere() -> NotesChanged:
    """What to raise when another program changed what was to be changed."""
    return NotesChanged("Another program changed this meanwhile; nothing was done to it here.")


def read_only(main: Path, error: OSError) -> NotesReadOnly:
    """Why notes can be read here but not saved."""
    if is_full(error):
        return NotesReadOnly(
            f"Notes can be read but not saved: the disk that holds {main} is full. Make room.",
            why="the disk is full",
        )
    if error.errno in _NO_LOCKS:
        return NotesReadOnly(
            f"Notes can be read but not saved: the file system of {main.parent} has no locks ({error.strerror}). "
            "Name another place for the notes in the settings.",
            why="the file system has no locks",
        )
    return NotesReadOnly(
        f"Notes can be read but not saved: {main.parent} is read-only ({error.strerror}). "
        "Make it writable, or name another place for the notes in the settings."
    )


def closed_folder(folder: Path) -> NotesReadOnly:
    """Why nothing can be saved where the folder of the journals cannot be listed."""
    return NotesReadOnly(
        f"Notes can be read but not saved: {folder} cannot be looked into. Make it yours to read and write.",
        why=f"{folder.name} cannot be looked into",
    )


def newer(format_number: int) -> int | None:
    """A format that this program does not know; None if it knows it."""
    return format_number if format_number > FORMAT else None


def newer_format(main: Path, format_number: int) -> NotesReadOnly:
    """Why notes of a newer format can be read but not saved."""
    return NotesReadOnly(
        f"{main} was written by a newer postil (format {format_number}, this one knows {FORMAT}): "
        "it can be read but not changed. Update postil to write notes again.",
        why="a newer postil wrote the notes file",
    )
