"""`postil add` and `postil feeds add`: pages, files and feeds that the reader names."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, dim, notice
from reader.cli.session import opened_session
from reader.model import PostilError
from reader.services.feeds import folders
from reader.services.fetching.adding import Added, Wanted, Wish, add, add_bytes
from reader.services.notes.annotating import clean_tags
from reader.services.session import Session
from reader.sources.limits import MAX_FILE

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """How everything that is named is to be added."""

    as_feed: bool = False
    as_page: bool = False
    folder: str = ""
    tags: tuple[str, ...] = ()


def add_all(what: Sequence[str], options: Options, *, as_json: bool) -> Exit:
    """Add each of `what`, and print what came of it.

    Returns `Exit.TROUBLE` when one could not be added, `Exit.MISUSE` when there is a choice to be made; what could be
    added is.
    """
    printer, shapes, code = Printer(), [], Exit.DONE
    with opened_session() as session:
        wish = _wish(session, options)
        for each in what:
            try:
                added = _add(session, each, wish)
            except PostilError as error:
                notice(str(error))
                code = Exit.TROUBLE
                continue
            for sentence in added.notices:
                notice(sentence)
            if added.choices:
                code = Exit.MISUSE
            shapes.append(_shape(each, added))
            if not as_json:
                _print(each, added, printer)
    if as_json:
        printer.json(shapes)
    printer.flush()
    return code


def _wish(session: Session, options: Options) -> Wish:
    wanted = Wanted.FEED if options.as_feed else Wanted.PAGE if options.as_page else Wanted.WHATEVER_IT_IS
    known = folders.folders_of(session.library.feeds.all()) if options.folder else []
    return Wish(wanted, folders.parse(options.folder, known), clean_tags(options.tags))


def _add(session: Session, what: str, wish: Wish) -> Added:
    if what == STANDARD_INPUT:
        return add_bytes(session, sys.stdin.buffer.read(MAX_FILE + 1))  # it may have no end
    return asyncio.run(add(session, what, wish))


def _print(what: str, added: Added, printer: Printer) -> None:
    if added.choices:
        printer.line(f"{what} has several feeds. Name one:")
        for choice in added.choices:
            printer.line("  ", bold(choice.what), dim(f"  {choice.title}"))
        return
    for article in added.articles:
        printer.line(dim(f"{article.id[:8]}  "), bold(article.title or "Untitled"))
    if added.feed is not None:
        printer.line(added.sentence)


def _shape(what: str, added: Added) -> Shape:
    return {
        "what": what,
        "feed": {"id": added.feed.id, "url": added.feed.url, "title": added.feed.title} if added.feed else None,
        "articles": [{"id": article.id, "title": article.title} for article in added.articles],
        "new": added.new,
        "choices": [{"url": choice.what, "title": choice.title} for choice in added.choices],
        "notices": [*added.notices],
    }
