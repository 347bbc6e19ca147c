"""Folding the journal into the main file: in the background, when there is much in it or a quiet moment."""

import os
import threading
import zlib

from reader.annotations.backups import keep_main, prune
from reader.annotations.errors import NotesError
from reader.annotations.fs import CREATE
from reader.annotations.journal import Stat, stat_of
from reader.annotations.locking import try_lock
from reader.annotations.mainfile import Content, encode
from reader.annotations.politeness import with_rests
from reader.annotations.sidecar import TableSnapshot, document_line, write_index
from reader.annotations.storage import JournalStorage

MUCH = 256 * 1024
"""Bytes of journal that are folded at once, or an eighth of the main file if that is more."""

SMALL = 8 * 1024 * 1024
"""The largest main file, in bytes, that is rewritten whenever it is quiet."""

QUIET_SECONDS = 5.0


def checkpoint(storage: JournalStorage) -> bool:
    """Write all that is in the journals into the main file; whether that was done.

    Others go on saving meanwhile, into the next journal. It is not done if nothing is to be folded, if another
    process is at it, or if another program changes the main file meanwhile.

    Raises:
        OSError: The disk is full or failed. Nothing is lost: the journals stay.
        NotesError: Nothing can be saved here, or the main file is damaged.
    """
    with storage.writing():  # which makes the folder again that somebody may have taken away
        storage.take_in_late_edits()
        if not storage.pending:
            return False
    with try_lock(storage.layout.checkpoint_lock) as alone:
        if not alone:
            return False
        with storage.writing():
            if not storage.pending:
                return False
            storage.rotate()
            last, before = storage.journal.generation - 1, storage.mains.stat()
            with storage.memory:
                tables = {name: TableSnapshot.of(table) for name, table in storage.tables.items()}
        try:
            main, stat, lines = _write_temporary(storage, tables)
            if not _put_in_place(storage, main, stat, last, before):
                return False
        finally:
            storage.fs.unlink(storage.layout.temporary)
        write_index(storage.fs, storage.layout.index, main, tables, lines)
        prune(storage.fs, storage.layout)
        return True


def _write_temporary(
    storage: JournalStorage, tables: dict[str, TableSnapshot]
) -> tuple[Content, Stat, list[bytes]]:
    fs, temporary = storage.fs, storage.layout.temporary
    fs.unlink(temporary)
    descriptor = fs.open(temporary, CREATE)
    try:
        size = crc = 0
        lines: list[bytes] = []
        for chunk in with_rests(encode({name: table.documents for name, table in tables.items()})):
            fs.write(descriptor, chunk.content, size)
            size += len(chunk.content)
            crc = zlib.crc32(chunk.content, crc)
            if chunk.identifiers:
                lines.append(document_line(chunk))
        fs.sync(descriptor)
        return Content(size, crc), stat_of(os.fstat(descriptor)), lines
    finally:
        os.close(descriptor)


def _put_in_place(storage: JournalStorage, main: Content, stat: Stat, last: int, before: Stat | None) -> bool:
    fs, layout = storage.fs, storage.layout
    with storage.writing():
        if storage.mains.stat() != before:  # another program's, which has just been merged with what is in memory
            return False
        storage.announce_main(main, stat)
        folded = [generation for generation in layout.journals() if generation <= last]
        keep_main(fs, layout, folded[0] if folded else last)
        fs.replace(layout.temporary, layout.main)
        fs.sync_folder(layout.main.parent)
        storage.journals_folded()
        for generation in folded:
            fs.replace(layout.journal(generation), layout.archived_journal(generation))
        return True


class Checkpointer:
    """Makes checkpoints of a storage in a thread of its own, which starts with the first change.

    `failure` is a sentence if the last one failed.
    """

    def __init__(self, storage: JournalStorage) -> None:
        self.failure: str | None = None
        self._storage = storage
        self._wanted = threading.Condition()
        self._changes = 0
        self._much = MUCH
        self._waits_for_changes = True
        self._stopped = False
        self._thread: threading.Thread | None = None

    def note_change(self) -> None:
        """Something was saved."""
        self._changes += 1
        if self._waits_for_changes or self._storage.pending > self._much:
            with self._wanted:
                if self._thread is None and not self._stopped:
                    self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
                    self._thread.start()
                self._wanted.notify()

    def stop(self) -> None:
        """Finish the checkpoint that is being made, make no more in the background, and make a last one."""
        with self._wanted:
            self._stopped = True
            self._wanted.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._storage.read_only is None and self._storage.pending:
            self._try()

    def _run(self) -> None:
        while not self._stopped:
            main_size = self._storage.mains.present.size
            self._much = max(MUCH, main_size // 8)
            self._wait_for_changes()
            self._wait_for_quiet()
            if not self._stopped and (self._is_much() or main_size <= SMALL):
                self._try()

    def _wait_for_changes(self) -> None:
        with self._wanted:
            self._waits_for_changes = True
            self._wanted.wait_for(lambda: self._stopped or self._storage.pending > 0)
            self._waits_for_changes = False

    def _wait_for_quiet(self) -> None:
        """Wait until nothing has changed for a while, or so much has that waiting is over."""
        seen = -1
        with self._wanted:
            while seen != self._changes and not self._stopped and not self._is_much():
                seen = self._changes
                self._wanted.wait(QUIET_SECONDS)

    def _is_much(self) -> bool:
        return self._storage.pending > self._much

    def _try(self) -> None:
        try:
            checkpoint(self._storage)
        except (OSError, NotesError) as error:
            self.failure = (
                f"{self._storage.layout.main} could not be brought up to date ({error}). "
                "No note is lost: what is missing there is in the journal beside it."
            )
        else:
            self.failure = None
