"""`postil fetch`: what the followed feeds have, once or again and again."""

import asyncio
import time
from collections.abc import Sequence

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, notice
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.model import Feed
from reader.services.fetching.engine import Fetched, Report, fetch, wanted
from reader.services.fetching.keeping import prune_all
from reader.services.folders import label
from reader.services.intake import settle_all
from reader.services.session import Session

REST = 60
"""Seconds between two looks of the daemon at which feeds are due."""

_NOTICES_TOLD = 20


def fetch_feeds(references: Sequence[str], *, due_only: bool, as_json: bool) -> Exit:
    """Fetch the feeds, or those of the folders, that `references` name; without any, all of them.

    Returns `Exit.NOT_FOUND` when there is nothing to fetch, `Exit.TROUBLE` when every feed failed.
    """
    with opened_session() as session:
        named = [feed for reference in references for feed in _named(session, reference)] if references else None
        feeds = wanted(session, named, due_only=due_only)
        report = _fetch(session, feeds)
        _settle(session)
    printer = Printer()
    if as_json:
        printer.json(_shape(report))
    else:
        _tell(report, printer)
    printer.flush()
    if not report.fetched:
        notice("No feed is to be fetched now.")
        return Exit.DONE if due_only else Exit.NOT_FOUND
    return Exit.TROUBLE if len(report.failures) == len(report.fetched) else Exit.DONE


def fetch_forever() -> Exit:
    """Fetch each feed when its time has come, until the reader ends it."""
    printer = Printer()
    while True:
        with opened_session() as session:
            report = _fetch(session, wanted(session, due_only=True))
            _settle(session)
        if report.fetched:
            _tell(report, printer)
            printer.flush()
        time.sleep(REST)


def _fetch(session: Session, feeds: Sequence[Feed]) -> Report:
    with told_progress("fetching") as tell:
        return asyncio.run(fetch(session, feeds, tell))


def _settle(session: Session) -> None:
    with told_progress("reading in") as tell:
        settle_all(session, tell)
    prune_all(session)


def _named(session: Session, reference: str) -> list[Feed]:
    """The feeds of the folder that is called so, else the feed."""
    feeds = session.library.feeds.all()
    wanted_label = reference.casefold()
    inside = [
        feed
        for feed in feeds
        if any(label(feed.folder[:depth]).casefold() == wanted_label for depth in range(1, len(feed.folder) + 1))
    ]
    return inside or [session.library.feeds.find(reference)]


def _tell(report: Report, printer: Printer) -> None:
    for each in report.fetched:
        if each.new:
            printer.line(f"{each.new:>5}  ", bold(each.feed.title))
    counts = [f"{report.new:,} new"]
    if report.changed:
        counts.append(f"{report.changed:,} changed")
    if report.failures:
        counts.append(f"{len(report.failures):,} failed")
    printer.line(f"{len(report.fetched):,} feeds fetched: {', '.join(counts)}.")
    told = [f"{each.feed.title}: {each.failure}" for each in report.failures]
    told += [f"{each.feed.title}: {sentence}" for each in report.fetched for sentence in each.notices]
    told += sorted(report.problems)
    for sentence in told[:_NOTICES_TOLD]:
        notice(sentence)
    if len(told) > _NOTICES_TOLD:
        notice(f"{len(told) - _NOTICES_TOLD:,} more are told of by `postil feeds`.")


def _shape(report: Report) -> Shape:
    return {
        "feeds": [_feed_shape(each) for each in report.fetched],
        "new": report.new,
        "changed": report.changed,
        "failed": len(report.failures),
        "new_articles": report.new_ids,
        "problems": sorted(report.problems),
    }


def _feed_shape(each: Fetched) -> Shape:
    return {
        "id": each.feed.id,
        "title": each.feed.title,
        "url": each.feed.url,
        "new": each.new,
        "changed": each.changed,
        "error": each.failure,
        "notices": [*each.notices],
    }
