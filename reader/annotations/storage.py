"""A TinyDB storage that saves by appending to a journal, in constant time, and shares the file with others.

`notes.json` stays plain TinyDB JSON. What is not in it yet is in a journal beside it; a checkpoint
(`reader.annotations.checkpoint`) folds the one into the other. In memory is what both say together.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.annotations import failures
from reader.annotations.errors import NotesNotSaved, NotesReadOnly
from reader.annotations.foreign import keep_foreign
from reader.annotations.fs import Fs
from reader.annotations.journal import (
    Journal,
    Stat,
    main_written,
    merged,
    merged_late,
    next_generation,
    operations_of,
    transaction,
)
from reader.annotations.jsonbytes import loads
from reader.annotations.late import ReplacedMain, late_edit, written_since
from reader.annotations.layout import Layout
from reader.annotations.loading import Loaded, Loader
from reader.annotations.mainfile import META, Content, format_of
from reader.annotations.mains import KnownMains
from reader.annotations.place import Place
from reader.annotations.tables import Operation, Specs, Tables, difference, from_documents, perform

Listener = Callable[[Sequence[Operation] | None], None]
"""Told of what changed, or None when anything may have."""


class JournalStorage(Storage):
    """The tables of the notes file `path`, with indexes after `specs`.

    `version` grows with every change, from here or elsewhere. `problems` are sentences about damage that was passed
    over. `after_commit` is called after every save.

    Where nothing can be saved, each attempt looks anew whether something can be: a disk may have been mended, or be
    back. What is in memory stays meanwhile.

    Raises:
        NotesDamaged: The main file is not what it should be; it is left untouched.
        NotesError: It cannot be read at all.
    """

    def __init__(self, path: Path, specs: Specs | None = None, fs: Fs | None = None) -> None:
        self.layout = Layout.of(Path(path))
        self.specs: Specs = specs or {}
        self.fs = fs or Fs()
        self.problems: list[str] = []
        self.version = 0
        self.listener: Listener = lambda _: None
        self.after_commit: Callable[[], None] = lambda: None
        self.tables: Tables = {}
        self.memory = threading.RLock()
        self.journal = Journal(self.fs, self.layout)
        self.mains = KnownMains(self.layout.main)
        self._replaced = ReplacedMain(self.layout, self.mains)
        self._pending: dict[int, int] = {}
        self._next_ids: dict[str, int] = {}
        self._distrusted = False
        self._passed_over: list[int] = []
        self._unusable: NotesReadOnly | None = None
        self._loader = Loader(self.layout, self.specs)
        self._place = Place(self.layout, self.fs, self._has_any)
        self.lock = self._place.lock
        with self.lock.held():
            self._load()

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in a sentence; None if it can."""
        obstacle = self._obstacle
        return None if obstacle is None else str(obstacle)

    @property
    def _obstacle(self) -> NotesReadOnly | None:
        return self._place.obstacle or self._unusable

    def _has_any(self) -> bool:
        return any(table.contents for table in self.tables.values())

    def read(self) -> dict[str, dict[str, Any]] | None:
        """A copy of all tables, or None if there are none."""
        self.refresh()
        with self.memory:
            if not self.tables:
                return None
            return {
                name: {identifier: loads(content) for identifier, content in table.contents.items()}
                for name, table in self.tables.items()
            }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables what `data` says, by saving what differs. Raises as `commit`."""
        with self.writing():
            self.commit(difference(self.tables, from_documents(data, {})))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep every other writer out, with what the others saved taken in: for reading and then `commit`.

        Raises:
            NotesReadOnly: Nothing can be saved here.
            NotesDamaged: Another program damaged the main file meanwhile.
            NotesGone: The disk that held the notes is not there any more.
        """
        with self.lock.held():
            self._follow(exclusive=True)
            if (obstacle := self._obstacle) is not None:
                raise NotesReadOnly(str(obstacle), why=obstacle.why)
            yield

    def commit(self, operations: Sequence[Operation]) -> None:
        """Save operations as one; return when they are on the disk. Only inside `writing`.

        Raises:
            NotesNotSaved: The disk is full or failed; disk and memory are as before.
        """
        if operations:
            self._save(transaction(operations), operations)

    def _save(self, line: bytes, operations: Sequence[Operation]) -> None:
        try:
            if self._distrusted or not self.journal.is_open:
                self.rotate()
            self._append(line)
        except OSError as error:
            raise failures.not_saved(self.layout.main, error) from error
        self._count(len(line))
        self._perform(operations)
        self.after_commit()

    def take_in_late_edits(self) -> None:
        """Merge what other programs wrote to main files that had been replaced. Only inside `writing`.

        Raises:
            NotesNotSaved: The disk is full or failed.
        """
        main = self.mains.stat()
        for backup in written_since(self.layout, main[2]) if main is not None else ():
            late = late_edit(self.layout, backup, self.specs)
            if late is not None:
                wanted = [each for each in difference(self.tables, late.tables) if each.content is not None]
                self._save(merged_late(wanted, late.content), wanted)

    def take_id(self, table: str) -> int:
        """An id that no document of a table has or had since the file was opened. Only inside `writing`."""
        data = self.tables.get(table)
        taken = max(self._next_ids.get(table, 1), data.highest_id() + 1 if data else 1)
        self._next_ids[table] = taken + 1
        return taken

    def refresh(self) -> bool:
        """Take in what others saved; whether there was anything. Two stats if not.

        While another thread of this process writes it does nothing: that thread takes everything in.

        Raises:
            NotesDamaged: Another program damaged the main file; what is in memory stays.
            NotesGone: The disk that held the notes is not there any more; what is in memory stays.
        """
        if self._place.is_closed:
            return False
        with self.lock.threads_out() as alone:
            return alone and self._follow(exclusive=False)

    def rotate(self) -> None:
        """Go over to a new journal. Only with the lock held. Raises `OSError`.

        The old journal names the new one first: whoever finds the name and no journal makes one.
        """
        generations = (self.journal.generation, *self.layout.journals(), *self.layout.archived_journals())
        before, following = self.journal, Journal(self.fs, self.layout)
        size = before.size
        try:
            self._place.make_folder()
            if before.is_open:
                before.cut()
                before.append(next_generation(max(generations) + 1), durably=False)
            following.create(max(generations) + 1, self.mains.present)
        except OSError:
            before.size = size
            if before.is_open:
                before.cut()
            raise
        before.close()
        self.journal = following
        self._distrusted = False

    @property
    def pending(self) -> int:
        """How many bytes of changes are in journals only."""
        return sum(self._pending.values())

    def announce_main(self, main: Content, stat: Stat) -> None:
        """Say which main file is about to take the place of the one that is there. Raises `OSError`."""
        self._append(main_written(main, stat))
        self.mains.add(main, stat)

    def journals_folded(self) -> None:
        """The older journals are in the main file now."""
        self._pending = {self.journal.generation: self._pending.get(self.journal.generation, 0)}

    def close(self) -> None:
        """Let go of all files. Idempotent."""
        self.journal.close()
        self._place.close()

    def _load_anew(self) -> None:
        """Read everything anew, and save again what was only in a journal that somebody has deleted."""
        was_deleted = self.journal.is_deleted and self.mains.is_known()
        if was_deleted and not self.lock.locks_file:
            return  # what is in memory is all there is
        before = self.tables
        self._load()
        if was_deleted and self._obstacle is None:
            self.commit(difference(self.tables, before))

    def _load(self) -> None:
        """Read everything. With the lock held, what a dead process left half done is finished."""
        loaded = self._loader.load()
        with self.memory:
            self.tables = loaded.tables
            self.version += 1
            self.listener(None)
        self._passed_over = loaded.passed_over
        self.problems = loaded.problems
        self.mains.begin(loaded.main, loaded.main_stat)
        self._pending = dict(loaded.pending)
        self._unusable = self._what_is_unusable(loaded)
        self.journal.close()
        if loaded.generations:
            self.journal.open(loaded.generations[-1], loaded.size, read_only=self._obstacle is not None)
            if self._obstacle is None:
                self._mend(loaded)
        self._place.is_new = False

    def _what_is_unusable(self, loaded: Loaded) -> NotesReadOnly | None:
        newer = loaded.newer_format or self._newer_format()
        if newer:
            return failures.newer_format(self.layout.main, newer)
        return failures.closed_folder(self.layout.folder) if loaded.folder_is_closed else None

    def _mend(self, loaded: Loaded) -> None:
        try:
            if self.journal.file_size() > self.journal.size:
                self.journal.cut()
            if loaded.merged:
                self._go_on_from(loaded)  # before a new journal says that it goes on from that main file
            if loaded.needs_rotation:
                self.rotate()
            self.take_in_late_edits()
        except (OSError, NotesNotSaved):
            # A full disk must not keep the notes from being read. The next save tries again.
            self._distrusted = True

    def _go_on_from(self, loaded: Loaded) -> None:
        """Write down that the journal goes on from the other program's main file now."""
        if loaded.foreign is not None:
            keep_foreign(
                self.fs, self.layout, loaded.foreign, f"{self.journal.generation:08d}-{self.journal.size}"
            )
        line = merged(loaded.moved, loaded.main, self.layout.journals()[0])
        self.journal.append(line, durably=True)
        self._count(len(line))

    def _count(self, size: int) -> None:
        self._pending[self.journal.generation] = self._pending.get(self.journal.generation, 0) + size

    def _newer_format(self) -> int | None:
        meta = self.tables.get(META)
        if meta is None:
            return None
        return failures.newer(format_of(document for _, document in meta.documents(meta.contents)))

    def _append(self, line: bytes) -> None:
        try:
            self.journal.append(line, durably=True)
        except OSError:
            # A failed sync does not tell which pages reached the disk, and others may have read the line already:
            # in a new journal nothing can take its place unseen.
            self._distrusted = True
            self.journal.cut()
            raise

    def _perform(self, operations: Sequence[Operation]) -> None:
        with self.memory:
            for operation in operations:
                perform(self.tables, self.specs, operation)
                if operation.identifier is None:
                    self._next_ids.pop(operation.table, None)
            self.version += 1
            self.listener(operations)

    def _follow(self, *, exclusive: bool) -> bool:
        """Take in what is new, step by step, until nothing is; whether anything was. `exclusive`: to save then."""
        version = self.version
        while self._step(exclusive=exclusive and self._obstacle is None):
            pass
        if exclusive and self.lock.locks_file and (self._place.is_new or self.journal.is_deleted):
            self._load_anew()
        return self.version != version

    def _step(self, *, exclusive: bool) -> bool:
        """One step of following; whether another one is due."""
        if self._place.is_new:
            return self._reload(due=not exclusive)
        if not self.journal.is_open:
            return self._reload(due=self.layout.journals() != self._passed_over or not self.mains.is_known())
        size = self.journal.file_size()
        if size < self.journal.size:
            return self._reload(due=True)
        if size > self.journal.size:
            return self._take_new(exclusive=exclusive)
        if not self.mains.is_known():
            return self._reload(due=True)
        if not exclusive and self._obstacle is None and self._replaced.has_changed():
            with self.lock.held():
                self.take_in_late_edits()
        return False

    def _reload(self, *, due: bool) -> bool:
        if due:
            with self.lock.held():
                self._load_anew()
        return False

    def _take_new(self, *, exclusive: bool) -> bool:
        new = self.journal.read_new()
        following: int | None = None
        for record in new.records:
            operations = operations_of(record)
            if operations:
                self._perform(operations)
                self._count(new.size // len(new.records))
            if "stat" in record:
                inode, size, changed = record["stat"]
                self.mains.add(Content(*record["main"]), (inode, size, changed))
                self.journals_folded()
            following = record.get("next", following)
        self.journal.size += new.size
        if following is not None:
            return self._go_on_in(following)
        if exclusive and self.journal.file_size() > self.journal.size:
            self.journal.cut()
        return exclusive or new.size > 0

    def _go_on_in(self, generation: int) -> bool:
        try:
            self.journal.open(generation, 0, read_only=self._obstacle is not None)
        except FileNotFoundError:
            return self._reload(due=True)
        return True
