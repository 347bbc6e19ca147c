"""A TinyDB storage that never leaves a half-written notes file, and never destroys another program's."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.annotations.errors import NotesError, NotesNotSaved, NotesReadOnly
from reader.annotations.mainfile import Tables, encode, read_tables

Signature = tuple[int, int, int]

_READ_ONLY_ERRORS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class AtomicStorage(Storage):
    """The whole notes file, read and replaced in one piece.

    `write` returns when the new file is on the disk; until then the old one stays whole, and after that it is
    the `.bak` beside it. Hold `locked` around a read and the write that rests on it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.read_only: str | None = None
        self._lock_file = self._open_lock()

    def read(self) -> Tables | None:
        """All tables, or None for a missing or blank file. Raises `NotesDamaged`."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NotesError(f"{self.path} cannot be read: {error.strerror}.") from error
        return read_tables(content, self.path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file by `data`, durably.

        Raises:
            NotesNotSaved: The disk is full or failed; the old file is whole.
            NotesReadOnly: The place is read-only.
        """
        temporary = self.path.with_name(self.path.name + ".tmp")
        try:
            self._write_new(temporary, encode(data))
            self._keep_backup()
            temporary.replace(self.path)
            self._sync_folder()
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise self._not_saved(error) from error

    def signature(self) -> Signature | None:
        """What changes whenever the file does; None if there is no file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return (status.st_ino, status.st_size, status.st_mtime_ns)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process of this program out. Not reentrant."""
        if self._lock_file < 0:
            raise NotesReadOnly(self.read_only or f"{self.path} is closed.")
        fcntl.flock(self._lock_file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._lock_file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock file."""
        if self._lock_file >= 0:
            os.close(self._lock_file)
            self._lock_file = -1

    def _open_lock(self) -> int:
        lock = self.path.with_name(self.path.name + ".lock")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            if error.errno not in _READ_ONLY_ERRORS:
                raise NotesError(f"{lock} cannot be opened: {error.strerror}.") from error
            self.read_only = (
                f"Notes can be read but not saved: {self.path.parent} is read-only ({error.strerror}). "
                "Make it writable, or name another place for the notes in the settings."
            )
            return -1

    def _write_new(self, temporary: Path, content: bytes) -> None:
        temporary.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(temporary, flags, 0o600)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _keep_backup(self) -> None:
        if not self.path.exists():
            return
        fresh = self.path.with_name(self.path.name + ".bak.new")
        fresh.unlink(missing_ok=True)
        os.link(self.path, fresh)
        fresh.replace(self.path.with_name(self.path.name + ".bak"))

    def _sync_folder(self) -> None:
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _not_saved(self, error: OSError) -> NotesError:
        if error.errno in _READ_ONLY_ERRORS:
            return NotesReadOnly(f"The notes were not saved: {self.path.parent} is read-only ({error.strerror}).")
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return NotesNotSaved(
                f"The notes were not saved: the disk that holds {self.path} is full. Make room and do it again."
            )
        return NotesNotSaved(
            f"The notes were not saved to {self.path}: {error.strerror}. Do it again, or check the disk."
        )
