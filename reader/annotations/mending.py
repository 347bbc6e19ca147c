"""Mending what can be mended about the notes file without a way to lose anything."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from reader.annotations import failures
from reader.annotations.files import read_file
from reader.annotations.framing import unframe
from reader.annotations.fs import Fs
from reader.annotations.layout import Layout
from reader.annotations.locking import FileLock, open_lock, try_lock

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700


def mend(path: Path) -> list[str]:
    """Make the files of the notes file `path` their owner's alone, and take away what a killed program left half
    done: sentences about what was mended.

    Raises:
        NotesReadOnly: Nothing can be written there.
    """
    layout, fs = Layout.of(path), Fs()
    if not layout.folder.is_dir():
        return make_private(layout.main)
    try:
        with _everybody_out(layout, fs) as alone:
            leftovers = [*_temporaries(layout, fs), *_torn_tail(layout, fs)] if alone else []
    except OSError as error:
        raise failures.read_only(layout.main, error) from error
    return [*leftovers, *make_private(layout.main), *make_private(layout.folder)]


def make_private(path: Path) -> list[str]:
    """Take a file, or a folder with all that is in it, from others than its owner; sentences about which had it.

    Links are left alone, and so is what belongs to somebody else.
    """
    inside = sorted(path.rglob("*")) if path.is_dir() and not path.is_symlink() else []
    opened = [each for each in (path, *inside) if _take_from_others(each)]
    return [f"{each} could be read by others; now only you can." for each in opened]


def _take_from_others(path: Path) -> bool:
    try:
        status = path.lstat()
    except FileNotFoundError:  # another program took it away meanwhile
        return False
    is_folder = stat.S_ISDIR(status.st_mode)
    if not (is_folder or stat.S_ISREG(status.st_mode)) or status.st_uid != os.getuid():
        return False
    if not status.st_mode & 0o077:
        return False
    path.chmod(_FOLDER_MODE if is_folder else _FILE_MODE)
    return True


@contextmanager
def _everybody_out(layout: Layout, fs: Fs) -> Iterator[bool]:
    """Keep all other programs from writing; whether that was done, which a checkpoint in progress prevents."""
    with try_lock(layout.checkpoint_lock) as alone:
        if not alone:
            yield False
            return
        lock = FileLock(layout.lock, partial(open_lock, fs, layout.lock))
        try:
            with lock.held():
                yield True
        finally:
            lock.close()


def _temporaries(layout: Layout, fs: Fs) -> Iterator[str]:
    """They are only ever there while one of the locks is held."""
    for temporary in (layout.temporary, layout.index.with_name(layout.index.name + ".tmp")):
        if temporary.is_file() and not temporary.is_symlink():
            fs.unlink(temporary)
            yield f"{temporary} was left over from a program that was killed, and is gone."


def _torn_tail(layout: Layout, fs: Fs) -> Iterator[str]:
    """Cut the unfinished line off the last journal, as the next program that opens the notes would."""
    for generation in layout.journals()[-1:]:
        journal = layout.journal(generation)
        descriptor = fs.open(journal, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            content = read_file(journal)[0]
            whole = unframe(content).size
            if whole and whole < len(content):
                fs.truncate(descriptor, whole)
                yield f"{journal} ended in {len(content) - whole} bytes of a save that never finished; they are gone."
        finally:
            os.close(descriptor)
