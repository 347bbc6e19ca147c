"""Keeping other processes out, and this one's other threads."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """A lock on a file (flock) that one thread of one process holds at a time; reentrant in that thread.

    Without a descriptor, in a read-only place, it keeps only this process's threads apart.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        self.descriptor = descriptor
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the lock and keep it."""
        with self._thread:
            if self._depth == 0 and self.descriptor is not None:
                fcntl.flock(self.descriptor, fcntl.LOCK_EX)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0 and self.descriptor is not None:
                    fcntl.flock(self.descriptor, fcntl.LOCK_UN)

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
    def is_held(self) -> bool:
        """Whether the calling thread, which has the threads' part, has the file's part too."""
        return self._depth > 0

    def close(self) -> None:
        """Give the descriptor back."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def see_that_it_locks(descriptor: int) -> None:
    """Raise `OSError` if the file system has no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # another process holds it
    fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def try_lock(path: Path) -> Iterator[bool]:
    """Hold a lock on a file, which is made if need be, unless another has it; whether it is held."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
