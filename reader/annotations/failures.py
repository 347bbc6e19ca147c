"""What a failed system call means for the notes, in sentences."""

import errno
from pathlib import Path

from reader.annotations.errors import NotesError, NotesNotSaved, NotesReadOnly
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
            f"The notes were not saved: the disk that holds {main} is full. Make room and do it again."
        )
    return NotesNotSaved(f"The notes were not saved to {main}: {error.strerror}. Do it again, or check the disk.")


def read_only_sentence(main: Path, error: OSError) -> str:
    """Why notes can be read here but not saved."""
    if is_full(error):
        return f"Notes can be read but not saved: the disk that holds {main} is full. Make room and start again."
    if error.errno in _NO_LOCKS:
        return (
            f"Notes can be read but not saved: the file system of {main.parent} has no locks ({error.strerror}). "
            "Name another place for the notes in the settings."
        )
    return (
        f"Notes can be read but not saved: {main.parent} is read-only ({error.strerror}). "
        "Make it writable, or name another place for the notes in the settings."
    )


def closed_sentence(folder: Path) -> str:
    """Why nothing can be saved where the folder of the journals cannot be listed."""
    return f"Notes can be read but not saved: {folder} cannot be looked into. Make it yours to read and write."


def newer(format_number: int) -> int | None:
    """A format that this program does not know; None if it knows it."""
    return format_number if format_number > FORMAT else None


def newer_sentence(main: Path, format_number: int) -> str:
    """Why notes of a newer format can be read but not saved."""
    return (
        f"{main} was written by a newer postil (format {format_number}, this one knows {FORMAT}): "
        "it can be read but not changed. Update postil to write notes again."
    )
