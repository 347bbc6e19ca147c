"""Keeping other processes out, and this one's other threads."""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.annotations.fs import Fs

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


class FileLock:
    """A lock on the file `path` (flock) that one thread of one process holds at a time; reentrant in that thread.

    `open_file` opens it for the first time, again when the file has lost its name to another or to none, since a
    lock on it would then keep nobody out, and at every turn as long as it gives None: in a read-only place, where
    only this process's threads are kept apart.
    """

    def __init__(self, path: Path, open_file: Callable[[], int | None]) -> None:
        self._name = str(path)
        self._open_file = open_file
        self._descriptor: int | None = None
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the lock and keep it. Raises what `open_file` raises."""
        with self._thread:
            if self._depth == 0:
                self._lock_file()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0 and self._descriptor is not None:
                    fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    @contextmanager
    def threads_out(self) -> Iterator[bool]:
        """Keep this process's other threads out if that can be done at once; whether it could."""
        got = self._thread.acquire(blocking=False)
        try:
            yield got
        finally:
            if got:
                self._thread.release()

    @property
    def locks_file(self) -> bool:
        """Whether there is a file that keeps other processes out while the lock is held."""
        return self._descriptor is not None

    def close(self) -> None:
        """Give the descriptor back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _lock_file(self) -> None:
        while True:
            if self._descriptor is None:
                self._descriptor = self._open_file()
            if self._descriptor is None:
                return
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            if self._has_its_name(self._descriptor):
                return
            self.close()

    def _has_its_name(self, descriptor: int) -> bool:
        try:
            named = os.stat(self._name)  # noqa: PTH116  (a third of the time, and done for every change)
        except OSError:
            return False
        opened = os.fstat(descriptor)
        return (named.st_ino, named.st_dev) == (opened.st_ino, opened.st_dev)


def open_lock(fs: Fs, path: Path) -> int:
    """A descriptor of a lock file, which is made if need be. Raises `OSError`, also if the file system has no locks."""
    descriptor = fs.open(path, _FLAGS)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    except BlockingIOError:
        pass  # another process holds it: there are locks
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def try_lock(path: Path) -> Iterator[bool]:
    """Hold a lock on a file, which is made if need be, unless another has it; whether it is held."""
    descriptor = os.open(path, _FLAGS, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
