"""Bringing an earlier notes file back."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from reader.annotations import failures
from reader.annotations.backups import Backup
from reader.annotations.errors import NotesError
from reader.annotations.files import read_file
from reader.annotations.framing import unframe
from reader.annotations.fs import CREATE, Fs
from reader.annotations.journal import operations_of
from reader.annotations.layout import Layout
from reader.annotations.loading import load, parse
from reader.annotations.locking import FileLock, open_lock
from reader.annotations.mainfile import encode
from reader.annotations.tables import Tables, perform


def restore(path: Path, backup: Backup, *, with_later_changes: bool) -> Path | None:
    """Put a backup in the place of the notes file `path`; where what was there is now, if there was anything.

    With `with_later_changes`, what the journals have saved since is done over it: that rebuilds a damaged file
    without loss if the backup is one of the newest ten. Without, the notes are as they were then. Programs that
    have the file open follow.

    Raises:
        NotesDamaged: The backup itself is no notes file.
        NotesError: The journals since an old backup are gone.
        NotesNotSaved: The disk is full or failed; everything is as before.
        NotesReadOnly: The place is read-only.
    """
    layout, fs = Layout.of(path), Fs()
    try:
        lock = FileLock(layout.lock, partial(open_lock, fs, layout.lock))
        try:
            with lock.held():
                return _restore(layout, fs, backup, with_later_changes=with_later_changes)
        finally:
            lock.close()
            fs.unlink(layout.temporary)
    except OSError as error:
        raise failures.not_saved(layout.main, error) from error


def _restore(layout: Layout, fs: Fs, backup: Backup, *, with_later_changes: bool) -> Path | None:
    tables = parse(read_file(backup.path)[0], backup.path, {})
    if with_later_changes:
        _do_later_changes(layout, tables, backup.generation)
    _write(fs, layout.temporary, tables)
    kept = _keep_present(layout, fs)
    fs.replace(layout.temporary, layout.main)
    fs.sync_folder(layout.main.parent)
    # Only now: until here the journals would still be merged with whatever main file there is.
    for generation in layout.journals():
        fs.replace(layout.journal(generation), layout.archived_journal(generation))
    return kept


def _do_later_changes(layout: Layout, tables: Tables, first: int) -> None:
    journals = {number: layout.archived_journal(number) for number in layout.archived_journals()}
    journals |= {number: layout.journal(number) for number in layout.journals()}
    needed = range(first, max(journals, default=0) + 1)
    if any(number not in journals for number in needed):
        raise NotesError(
            "The journals that lead on from that backup are no longer kept. "
            "Choose one of the newest backups, or bring that one back without later changes."
        )
    for number in needed:
        for record in unframe(read_file(journals[number])[0]).records:
            for operation in operations_of(record):
                perform(tables, {}, operation)


def _write(fs: Fs, path: Path, tables: Tables) -> None:
    fs.unlink(path)
    descriptor = fs.open(path, CREATE)
    try:
        at = 0
        for chunk in encode({name: table.contents.items() for name, table in tables.items()}):
            fs.write(descriptor, chunk.content, at)
            at += len(chunk.content)
        fs.sync(descriptor)
    finally:
        os.close(descriptor)


def _keep_present(layout: Layout, fs: Fs) -> Path | None:
    """Keep the notes as they are, with what only the journals have; a file that is damaged as it is."""
    kept = layout.backups / f"replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S.%fZ')}.json"
    try:
        present = load(layout, {})
    except NotesError:
        present = None
    if present is not None and present.pending:
        _write(fs, kept, present.tables)
    elif layout.main.exists():
        fs.link(layout.main, kept)
    else:
        return None
    fs.sync_folder(layout.backups)
    return kept
