"""Looking over the notes file and all that belongs to it, changing nothing."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.annotations.backups import list_backups
from reader.annotations.corrections import check_correction
from reader.annotations.documents import MalformedDocument, check_annotation, check_mark, check_tag_mark
from reader.annotations.errors import NotesDamaged
from reader.annotations.files import read_file
from reader.annotations.framing import unframe
from reader.annotations.layout import Layout
from reader.annotations.loading import parse
from reader.annotations.mainfile import (
    ANNOTATIONS,
    ARTICLES,
    ENTITY_CORRECTIONS,
    FORMAT,
    META,
    SEARCHES,
    TAG_MARKS,
    format_of,
    read_tables,
)
from reader.annotations.saved_searches import check_search
from reader.text.counting import counted

_CHECKS = {
    ANNOTATIONS: check_annotation,
    ARTICLES: check_mark,
    TAG_MARKS: check_tag_mark,
    ENTITY_CORRECTIONS: check_correction,
    SEARCHES: check_search,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, as a sentence; `is_fault` if something should be done about it."""

    sentence: str
    is_fault: bool


def check(path: Path) -> list[Finding]:
    """What there is to say about the notes file `path`, its journals and its backups."""
    layout = Layout.of(path)
    return [*_main_file(layout), *_journals(layout), *_backups(layout), *_permissions(layout)]


def _main_file(layout: Layout) -> Iterator[Finding]:
    if not layout.main.exists():
        yield Finding(f"There is no {layout.main} yet.", is_fault=bool(list_backups(layout)))
        return
    try:
        raw = read_file(layout.main)[0]
        parse(raw, layout.main, {})
        tables = read_tables(raw, layout.main)
    except NotesDamaged as error:
        yield Finding(str(error), is_fault=True)
        return
    except OSError as error:
        yield Finding(f"{layout.main} cannot be read: {error.strerror}.", is_fault=True)
        return
    annotations, marks = (len(tables.get(name, {})) for name in (ANNOTATIONS, ARTICLES))
    sizes = f"{counted(annotations, 'annotation')} and {counted(marks, 'article mark')}"
    yield Finding(f"{layout.main} is whole: {sizes}.", is_fault=False)
    newer = format_of(iter(tables.get(META, {}).values()))
    if newer > FORMAT:
        yield Finding(f"{layout.main} is of format {newer}; this postil knows {FORMAT}.", is_fault=True)
    for name, check_document in _CHECKS.items():
        for identifier, document in tables.get(name, {}).items():
            try:
                check_document(document)
            except MalformedDocument as error:
                yield Finding(f'Document {identifier} of "{name}" cannot be read: {error}.', is_fault=True)


def _journals(layout: Layout) -> Iterator[Finding]:
    archived = [layout.archived_journal(generation) for generation in layout.archived_journals()]
    present = [layout.journal(generation) for generation in layout.journals()]
    for journal in (*present, *archived):
        try:
            content = read_file(journal)[0]
        except NotesDamaged as error:
            yield Finding(str(error), is_fault=True)
            continue
        except OSError as error:
            yield Finding(f"{journal} cannot be read: {error.strerror}.", is_fault=True)
            continue
        found = unframe(content)
        changes = sum("operations" in record for record in found.records)
        if changes and journal in present:
            yield Finding(
                f"{changes} {'change is' if changes == 1 else 'changes are'} in {journal} and not in "
                f"{layout.main.name} yet.",
                is_fault=False,
            )
        if found.damaged:
            yield Finding(
                f"{found.damaged} bytes of {journal} are damaged; the changes in them are lost.", is_fault=True
            )
        if found.size < len(content):
            unfinished = len(content) - found.size
            yield Finding(f"{journal} ends in {unfinished} bytes of a save that never finished.", is_fault=False)


def _backups(layout: Layout) -> Iterator[Finding]:
    backups = list_backups(layout)
    whole = 0
    for backup in backups:
        try:
            parse(read_file(backup.path)[0], backup.path, {})
        except NotesDamaged as error:
            yield Finding(str(error), is_fault=True)
        except OSError as error:
            yield Finding(f"{backup.path} cannot be read: {error.strerror}.", is_fault=True)
        else:
            whole += 1
    if backups:
        oldest = backups[-1].replaced.date().isoformat()
        yield Finding(f"{whole} of {len(backups)} backups are whole, the oldest of {oldest}.", is_fault=False)


def _permissions(layout: Layout) -> Iterator[Finding]:
    for path in (layout.main, layout.folder, layout.backups, *layout.folder.glob("journal-*")):
        if path.exists():
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & 0o077:
                yield Finding(f"{path} can be read by others (mode {mode:o}); take that away.", is_fault=True)
