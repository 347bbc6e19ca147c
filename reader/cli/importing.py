"""`postil import`: feeds, articles and notes that other programs have."""

import sys
from collections.abc import Sequence
from pathlib import Path

from reader.cli.exit_codes import Exit
from reader.cli.note_importing import sentence as notes_sentence
from reader.cli.note_importing import shape as notes_shape
from reader.cli.note_importing import tell_left_out
from reader.cli.output import Printer, notice
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.exchange.errors import UnusableImportError
from reader.exchange.imports.formats import ImportFormat
from reader.model import PostilError
from reader.services.exchange.imports import import_notes, records_in
from reader.services.feeds.bringing_along import Import, ImportDone, carry_out, default_sources, examine
from reader.services.session import Session
from reader.text.counting import counted

_NOTICES_TOLD = 20
_LISTS = ("opml", "newsboat")

_Shape = dict[str, object]


def import_all(paths: Sequence[Path], *, source: str | None, dry_run: bool, as_json: bool) -> Exit:
    """Bring along what is in each of `paths`, or in newsboat's own files if there are none.

    With `source` they are taken to be what that program exports, or lists of feeds. Returns `Exit.TROUBLE` when one of
    them could not be used; the others are brought along all the same.
    """
    chosen = [*paths] or default_sources()
    if not chosen:
        notice("Name a file to import: a list of feeds, newsboat's files, or what another program exported.")
        return Exit.MISUSE
    printer, shapes, failed = Printer(), [], False
    with opened_session() as session:
        for path in (each if each.name else each.resolve() for each in chosen):  # what is told has a name
            try:
                sentence, shape = _import_one(session, path, source, dry_run=dry_run)
            except PostilError as error:
                notice(str(error))
                failed = True
                continue
            shapes.append(shape)
            if not as_json:
                printer.line(sentence)
    if as_json:
        printer.json(shapes)
    printer.flush()
    return Exit.TROUBLE if failed else Exit.DONE


def _import_one(session: Session, path: Path, source: str | None, *, dry_run: bool) -> tuple[str, _Shape]:
    """What there is to say of one file, and to print as JSON, once it is brought along."""
    records = None if source in _LISTS else records_in(path, ImportFormat(source) if source else None)
    if records is not None:
        with told_progress("taking in notes") as tell:
            is_told = sys.stderr is not None and sys.stderr.isatty()
            notes = import_notes(session, records, dry_run=dry_run, progress=tell if is_told else None)
        tell_left_out(path, notes)
        if notes.is_nothing and notes.fault_count:
            raise UnusableImportError(f"Nothing in {path.name} could be imported.")
        return notes_sentence(path, notes, dry_run=dry_run), notes_shape(path, notes, dry_run=dry_run)
    found = examine(session, path)
    done = None if dry_run else _carry_out(session, found)
    _tell_notices(found)
    return _sentence(path, found, done), _shape(path, found, done)


def _carry_out(session: Session, found: Import) -> ImportDone:
    with told_progress("taking in articles") as tell:
        return carry_out(session, found, tell)


def _tell_notices(found: Import) -> None:
    for sentence in found.notices[:_NOTICES_TOLD]:
        notice(sentence)
    if len(found.notices) > _NOTICES_TOLD:
        notice(f"{len(found.notices) - _NOTICES_TOLD:,} more lines were left out or mended.")


def _sentence(path: Path, found: Import, done: ImportDone | None) -> str:
    known = f", {found.known:,} you follow already" if found.known else ""
    if done is None:
        articles = f" and {found.articles:,} articles" if found.cache else ""
        return f"{path.name} would bring {counted(len(found.new), 'new feed')}{articles}{known}."
    articles = f" and {counted(done.articles, 'new article')}" if found.cache else ""
    return f"{path.name} brought {counted(len(done.feeds), 'new feed')}{articles}{known}."


def _shape(path: Path, found: Import, done: ImportDone | None) -> _Shape:
    return {
        "path": str(path),
        "new_feeds": [{"url": each.url, "title": each.title, "folder": [*each.folder]} for each in found.new],
        "known_feeds": found.known,
        "articles_found": found.articles,
        "new_articles": done.articles if done else None,
        "dry_run": done is None,
        "notices": [*found.notices],
    }
