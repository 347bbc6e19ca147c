"""`postil import`: feeds and articles that other programs have."""

from collections.abc import Sequence
from pathlib import Path

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, notice
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.model import PostilError
from reader.services.importing import Import, ImportDone, carry_out, default_sources, examine
from reader.services.session import Session

_NOTICES_TOLD = 20


def import_all(paths: Sequence[Path], *, dry_run: bool, as_json: bool) -> Exit:
    """Bring along what is in each of `paths`, or in newsboat's own files if there are none.

    Returns `Exit.TROUBLE` when one of them could not be used; the others are brought along all the same.
    """
    chosen = [*paths] or default_sources()
    if not chosen:
        notice("Name a file to import: an OPML file, newsboat's urls, or newsboat's cache.db.")
        return Exit.MISUSE
    printer, shapes, failed = Printer(), [], False
    with opened_session() as session:
        for path in chosen:
            try:
                found = examine(session, path)
                done = None if dry_run else _carry_out(session, found)
            except PostilError as error:
                notice(str(error))
                failed = True
                continue
            _tell_notices(found)
            shapes.append(_shape(path, found, done))
            if not as_json:
                printer.line(_sentence(path, found, done))
    if as_json:
        printer.json(shapes)
    printer.flush()
    return Exit.TROUBLE if failed else Exit.DONE


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
        return f"{path.name} would bring {_count(len(found.new), 'new feed')}{articles}{known}."
    articles = f" and {_count(done.articles, 'new article')}" if found.cache else ""
    return f"{path.name} brought {_count(len(done.feeds), 'new feed')}{articles}{known}."


def _shape(path: Path, found: Import, done: ImportDone | None) -> dict[str, object]:
    return {
        "path": str(path),
        "new_feeds": [{"url": each.url, "title": each.title, "folder": [*each.folder]} for each in found.new],
        "known_feeds": found.known,
        "articles_found": found.articles,
        "new_articles": done.articles if done else None,
        "dry_run": done is None,
        "notices": [*found.notices],
    }


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s'[: number != 1]}"
