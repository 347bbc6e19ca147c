"""Edits that another program made to a main file after it had been replaced: it had it open all the time.

The file that was replaced lives on as a backup, and such a program writes into that. Its edits are merged as those to
the main file are: the journals since are done over what it wrote. But what it took away stays: somebody may have
edited a backup.
"""

import os
from pathlib import Path
from typing import NamedTuple

from reader.annotations.backups import NEWEST, Backup, list_backups
from reader.annotations.errors import NotesDamaged
from reader.annotations.files import read_file
from reader.annotations.framing import unframe
from reader.annotations.journal import Stat, operations_of, stat_of
from reader.annotations.kept import last_restored
from reader.annotations.layout import Layout
from reader.annotations.loading import parse
from reader.annotations.mainfile import Content, content_of
from reader.annotations.mains import KnownMains
from reader.annotations.merging import merge
from reader.annotations.tables import Specs, Tables, perform

_SECOND = 1_000_000_000


def written_since(layout: Layout, main_changed: int) -> list[Backup]:
    """The backups that were perhaps written to after they were replaced: costs a status each.

    `main_changed` is when the main file that is there was written, in nanoseconds. Not those from before an earlier
    state was brought back, since what the journals say of the time between was taken back.
    """
    suspected = []
    later = main_changed
    restored = last_restored(layout)
    for backup in list_backups(layout)[:NEWEST]:
        if restored is not None and backup.replaced <= restored:
            break
        changed = backup.path.stat().st_mtime_ns
        if changed > later or changed > (int(backup.replaced.timestamp()) + 1) * _SECOND:
            suspected.append(backup)
        else:
            later = changed
    return suspected


class ReplacedMain:
    """The main file that was replaced last, and is a backup now: watched, at the cost of a status each time."""

    def __init__(self, layout: Layout, mains: KnownMains) -> None:
        self._layout = layout
        self._mains = mains
        self._since: Stat | None = None
        self._name = ""
        self._stat: Stat | None = None

    def has_changed(self) -> bool:
        """Whether it has been written to since this was asked last, or since it was replaced."""
        newest = self._mains.newest
        if newest != self._since:
            if self._mains.stat() == newest:  # else it is still being replaced
                self._begin(newest)
            return False
        before, self._stat = self._stat, self._look()
        return self._stat != before

    def _begin(self, newest: Stat | None) -> None:
        self._since = newest
        self._name = next((str(backup.path) for backup in list_backups(self._layout)), "")
        self._stat = self._look()

    def _look(self) -> Stat | None:
        try:
            return stat_of(os.stat(self._name)) if self._name else None  # noqa: PTH116  (as in `mains`)
        except OSError:
            return None


class LateEdit(NamedTuple):
    """The tables as they are with what was written late, and what is in the file that it was written to."""

    tables: Tables
    content: Content


def late_edit(layout: Layout, backup: Backup, specs: Specs) -> LateEdit | None:
    """What was written late to a backup, and has not been merged; None if there is nothing.

    What cannot be read, since it is being written, is nothing yet.
    """
    try:
        raw = read_file(backup.path)[0]
        content = content_of(raw)
        records = [
            record
            for path in _journals_since(layout, backup.generation)
            for record in unframe(read_file(path)[0]).records
        ]
        known = [Content(*record[key]) for record in records for key in ("main", "late") if key in record]
        is_begun = bool(records) and records[0].get("generation") == backup.generation
        if not is_begun or content in known:
            return None
        tables = parse(raw, backup.path, specs)
    except (NotesDamaged, OSError):
        return None
    operations = [operation for record in records for operation in operations_of(record)]
    known_documents = {(operation.table, operation.content) for operation in operations}
    moved = [
        each for each in merge(tables, operations).moved if (each.table, each.content) not in known_documents
    ]
    for operation in (*operations, *moved):
        perform(tables, specs, operation)
    return LateEdit(tables, content)


def _journals_since(layout: Layout, generation: int) -> list[Path]:
    """The journals from a generation on; none if one of them is missing: nobody knows then what changed since."""
    journals = {number: layout.archived_journal(number) for number in layout.archived_journals()}
    journals |= {number: layout.journal(number) for number in layout.journals()}
    needed = range(generation, max(journals, default=0) + 1)
    return [journals[number] for number in needed] if all(number in journals for number in needed) else []
