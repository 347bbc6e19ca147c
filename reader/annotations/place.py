"""Where notes are kept, as far as it is there and can be written to."""

from collections.abc import Callable

from reader.annotations import failures
from reader.annotations.errors import NotesError, NotesReadOnly
from reader.annotations.fs import Fs
from reader.annotations.layout import Layout
from reader.annotations.locking import FileLock, open_lock


class Place:
    """The folder of a notes file, with its lock.

    `had_notes` says whether there were any when it was read last. `is_new` is set when another disk than the one that
    was read may be there now; whoever reads it takes that back.
    """

    def __init__(self, layout: Layout, fs: Fs, had_notes: Callable[[], bool]) -> None:
        self.lock = FileLock(layout.lock, self._open_lock)
        self.is_new = True
        self._layout = layout
        self._fs = fs
        self._had_notes = had_notes
        self._is_closed = False
        self._no_lock: NotesReadOnly | None = None

    @property
    def obstacle(self) -> NotesReadOnly | None:
        """Why nothing can be written here; None if it can."""
        if self._is_closed:
            return NotesReadOnly(f"{self._layout.main} is closed.", why="the notes file is closed")
        return self._no_lock

    @property
    def is_closed(self) -> bool:
        """Whether it was let go of."""
        return self._is_closed

    def make_folder(self) -> None:
        """Make the folder of the journals, if there is none. Raises `OSError`."""
        folder = self._layout.folder
        if not folder.is_dir():
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._fs.make_folder(folder)
            self._fs.sync_folder(folder.parent)

    def close(self) -> None:
        """Let go of it for good. Idempotent."""
        self._is_closed = True
        self.lock.close()

    def _open_lock(self) -> int | None:
        if self._is_closed and self.obstacle is not None:
            raise self.obstacle
        self._see_that_it_is_there()
        try:
            self.make_folder()
            descriptor = open_lock(self._fs, self._layout.lock)
        except OSError as error:
            if not failures.allows_reading(error):
                raise NotesError(f"{self._layout.lock} cannot be opened: {error.strerror}.") from error
            self._no_lock = failures.read_only(self._layout.main, error)
            return None
        self._no_lock = None
        self.is_new = True
        return descriptor

    def _see_that_it_is_there(self) -> None:
        """Where there was something and is nothing, a disk is missing: nothing may be begun in its place."""
        if self._had_notes() and not self._layout.main.exists() and not self._layout.folder.exists():
            raise failures.gone(self._layout.main)
