"""Reading the main file and its journals into memory; writes nothing."""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reader.annotations.errors import NotesDamaged, NotesError
from reader.annotations.files import read_file
from reader.annotations.framing import Unframed, unframe
from reader.annotations.journal import JOURNAL_FORMAT, Stat, operations_of, stat_of
from reader.annotations.jsonbytes import TooDeep
from reader.annotations.layout import Layout
from reader.annotations.mainfile import Content, content_of, damaged, read_tables
from reader.annotations.merging import merge
from reader.annotations.sidecar import read_index
from reader.annotations.tables import Operation, Specs, Tables, from_documents, perform

_SETTLE_SECONDS = 0.03


@dataclass(slots=True)
class Loaded:
    """What the files say.

    `generations` are the journals there are; of the last, the first `size` bytes are whole, and `pending` are the
    bytes of each. `needs_rotation` says that it must not be appended to. `merged` says that another program
    changed the main file: `moved` then puts documents of it under free ids, and `foreign` is that file if some of
    it was overwritten. `passed_over` are journals of a newer format. `folder_is_closed` says that journals
    cannot even be looked for.
    """

    tables: Tables
    main: Content
    main_stat: Stat | None
    generations: list[int] = field(default_factory=list)
    size: int = 0
    pending: dict[int, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    newer_format: int | None = None
    passed_over: list[int] = field(default_factory=list)
    needs_rotation: bool = False
    merged: bool = False
    moved: list[Operation] = field(default_factory=list)
    foreign: bytes | None = None
    folder_is_closed: bool = False


class Loader:
    """Loads a notes file again and again; what is damaged it reads once for each state of it."""

    def __init__(self, layout: Layout, specs: Specs) -> None:
        self._layout = layout
        self._specs = specs
        self._damage: tuple[Stat | None, NotesDamaged] | None = None

    def load(self) -> Loaded:
        """What the files say, when another program has finished writing the main one. Raises as `load`."""
        before, stat = None, self._main_stat()
        if self._damage is not None and self._damage[0] == stat:
            raise self._damage[1]
        while True:
            try:
                return load(self._layout, self._specs)
            except NotesDamaged as error:
                if before == stat:
                    self._damage = (stat, error)
                    raise
                time.sleep(_SETTLE_SECONDS)
                before, stat = stat, self._main_stat()

    def _main_stat(self) -> Stat | None:
        try:
            return stat_of(self._layout.main.stat())
        except OSError:
            return None


def load(layout: Layout, specs: Specs) -> Loaded:
    """Everything, with the journals done over the main file.

    Raises:
        NotesDamaged: The main file is no TinyDB file.
        NotesError: A file cannot be read.
    """
    with _without_collector():
        raw, stat = _read_main(layout)
        main = content_of(raw)
        tables = read_index(layout.index, raw, main, specs) if raw else {}
        if tables is None:
            tables = parse(raw, layout.main, specs)
        loaded = Loaded(tables, main, stat)
        _add_journals(loaded, layout, specs, raw)
        return loaded


def parse(raw: bytes, path: Path, specs: Specs) -> Tables:
    """The tables in the bytes of the notes file at `path`.

    Raises:
        NotesDamaged: The bytes are no TinyDB file.
    """
    try:
        return from_documents(read_tables(raw, path), specs)
    except TooDeep as error:
        raise damaged(path, f"cannot be read: {error}") from error


def _add_journals(loaded: Loaded, layout: Layout, specs: Specs, raw: bytes) -> None:
    if not layout.is_listable:
        loaded.folder_is_closed = True
        loaded.problems.append(
            f"{layout.folder} cannot be read: changes that are only in its journals are missing here."
        )
    journals = [(generation, _read_journal(layout, generation)) for generation in layout.journals()]
    oldest = max((record.get("oldest", 0) for _, journal in journals for record in journal.records), default=0)
    journals = [(generation, journal) for generation, journal in journals if generation >= oldest]
    records = [record for _, journal in journals for record in journal.records]
    formats = [record["format"] for record in records if "format" in record]
    if any(number > JOURNAL_FORMAT for number in formats):
        loaded.newer_format = max(formats)
        loaded.passed_over = [generation for generation, _ in journals]
        return
    operations = [operation for record in records for operation in operations_of(record)]
    known = [Content(*record["main"]) for record in records if "main" in record]
    if operations and known and loaded.main not in known:
        merged = merge(loaded.tables, operations)
        loaded.merged, loaded.moved = True, merged.moved
        loaded.foreign = raw if merged.overwritten else None
    for operation in (*operations, *loaded.moved):
        perform(loaded.tables, specs, operation)
    _note_journals(loaded, layout, journals)
    if journals:
        last = journals[-1][1]
        loaded.needs_rotation |= (
            loaded.main not in known or not last.records or any("next" in record for record in last.records)
        )


def _note_journals(loaded: Loaded, layout: Layout, journals: Sequence[tuple[int, Unframed]]) -> None:
    """Write down which journals there are, how much of each is to be folded, and what is damaged."""
    for generation, journal in journals:
        loaded.generations.append(generation)
        loaded.size = journal.size
        if any("operations" in record for record in journal.records):
            loaded.pending[generation] = journal.size
        if journal.damaged:
            loaded.needs_rotation = True
            loaded.problems.append(
                f"{journal.damaged} bytes of {layout.journal(generation)} are damaged and were passed over: "
                "changes may be missing. Check the disk, and compare with the backups."
            )


def _read_main(layout: Layout) -> tuple[bytes, Stat | None]:
    try:
        raw, status = read_file(layout.main)
    except FileNotFoundError:
        return b"", None
    except OSError as error:
        raise NotesError(f"{layout.main} cannot be read: {error.strerror}.") from error
    return raw, stat_of(status)


def _read_journal(layout: Layout, generation: int) -> Unframed:
    path = layout.journal(generation)
    try:
        return unframe(read_file(path)[0])
    except FileNotFoundError:  # folded into the main file by another process between listing and reading
        return Unframed([], 0, 0)
    except OSError as error:
        raise NotesError(f"{path} cannot be read: {error.strerror}.") from error


@contextmanager
def _without_collector() -> Iterator[None]:
    """A hundred thousand new objects would wake the garbage collector time and again, and none is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
