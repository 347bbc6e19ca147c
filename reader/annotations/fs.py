"""Everything that storage does to the disk, in one place, so that power cuts and failures can be simulated."""

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""Flags for a file that must not be there yet, not even as a link."""


_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
_NOT_FOR_FOLDERS = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What file systems answer that have no hard links, or cannot sync a folder."""


class Fs:
    """The durable effects. Reading is done without it; every method raises `OSError`."""

    def open(self, path: Path, flags: int) -> int:
        """A descriptor; a file that is created is the owner's alone."""
        return os.open(path, flags, 0o600)

    def write(self, descriptor: int, data: bytes | memoryview, offset: int) -> None:
        """Write all of `data` at `offset`."""
        rest = memoryview(data)
        while rest:
            written = os.pwrite(descriptor, rest, offset)
            rest, offset = rest[written:], offset + written

    def sync(self, descriptor: int) -> None:
        """Return when all that was written to the file is on the disk."""
        _flush(descriptor, os.fsync)

    def sync_data(self, descriptor: int) -> None:
        """The same, without the times of the file, which nothing rests on."""
        _flush(descriptor, getattr(os, "fdatasync", os.fsync))

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in a folder are on the disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NOT_FOR_FOLDERS:
                raise
        finally:
            os.close(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file off after `size` bytes."""
        os.ftruncate(descriptor, size)

    def make_folder(self, folder: Path) -> None:
        """Make a folder that is the owner's alone."""
        folder.mkdir(mode=0o700, exist_ok=True)

    def replace(self, source: Path, destination: Path) -> None:
        """Give a file another name, in place of what has that name."""
        source.replace(destination)

    def link(self, source: Path, destination: Path) -> None:
        """Give a file a second name; where the file system has no such thing, make a copy."""
        try:
            destination.hardlink_to(source)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self._copy(source, destination)

    def unlink(self, path: Path) -> None:
        """Take a name away, if it is there."""
        path.unlink(missing_ok=True)

    def _copy(self, source: Path, destination: Path) -> None:
        descriptor = self.open(destination, CREATE)
        try:
            self.write(descriptor, source.read_bytes(), 0)
            self.sync(descriptor)
        finally:
            os.close(descriptor)


def _flush(descriptor: int, sync: Callable[[int], None]) -> None:
    """Sync, on macOS past the drive's own cache too, which fsync leaves out there."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        sync(descriptor)
    else:
        fcntl.fcntl(descriptor, full)
