"""`postil fetch`: what the followed feeds and the reader's accounts have, once or again and again."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, notice
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.model import Feed
from reader.services.accounts import synchronising
from reader.services.accounts.synchronising import AccountReport, synchronise_all
from reader.services.articles.intake import settle_all
from reader.services.feeds.folders import label
from reader.services.fetching.engine import fetch, wanted
from reader.services.fetching.keeping import prune_all
from reader.services.fetching.reports import Fetched, Report
from reader.services.session import Session

REST = 60
"""Seconds between two looks of the daemon at which feeds are due."""

_NOTICES_TOLD = 20


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of feeds, and of accounts."""

    feeds: Report
    accounts: Sequence[AccountReport]

    @property
    def new_ids(self) -> list[str]:
        """The articles that are new."""
        return [*self.feeds.new_ids, *(new for account in self.accounts for new in account.new_ids)]

    @property
    def tried(self) -> int:
        """How many feeds and accounts there were."""
        return len(self.feeds.fetched) + len(self.accounts)

    @property
    def failed(self) -> int:
        """How many of them were not there."""
        return len(self.feeds.failures) + sum(account.failure is not None for account in self.accounts)


def fetch_feeds(references: Sequence[str], *, due_only: bool, as_json: bool) -> Exit:
    """Fetch the feeds, or those of the folders, that `references` name; without any, all feeds and accounts.

    For a feed that a server fetches, its account is synchronised. Returns `Exit.NOT_FOUND` when there is nothing to
    fetch, `Exit.TROUBLE` when everything failed.
    """
    with opened_session() as session:
        named = [feed for reference in references for feed in _named(session, reference)] if references else None
        outcome = _fetch(session, named, due_only=due_only)
    printer = Printer()
    if as_json:
        printer.json(_shape(outcome))
    else:
        _tell(outcome, printer)
    printer.flush()
    if not outcome.tried:
        notice("No feed is to be fetched now.")
        return Exit.DONE if due_only else Exit.NOT_FOUND
    return Exit.TROUBLE if outcome.failed == outcome.tried else Exit.DONE


def fetch_forever() -> Exit:
    """Fetch each feed when its time has come, until the reader ends it."""
    printer = Printer()
    while True:
        with opened_session() as session:
            outcome = _fetch(session, None, due_only=True)
        if outcome.tried:
            _tell(outcome, printer)
            printer.flush()
        time.sleep(REST)


def _fetch(session: Session, named: Sequence[Feed] | None, *, due_only: bool) -> _Outcome:
    feeds = wanted(session, named, due_only=due_only)
    accounts = synchronising.wanted(session, named, due_only=due_only)
    with told_progress("fetching") as tell:
        fetched = asyncio.run(fetch(session, feeds, tell))
    with told_progress("synchronising") as tell:
        synchronised = asyncio.run(synchronise_all(session, accounts, tell))
    _settle(session)
    return _Outcome(fetched, synchronised)


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


def _tell(outcome: _Outcome, printer: Printer) -> None:
    report = outcome.feeds
    for each in report.fetched:
        _tell_new(each.new, each.feed.title, printer)
    for account in outcome.accounts:
        _tell_new(len(account.new_ids), account.account.name, printer)
    if report.fetched or not outcome.accounts:
        printer.line(f"{len(report.fetched):,} feeds fetched: {_counts(report)}.")
    for account in outcome.accounts:
        if account.failure is None:
            printer.line(f"{account.account.name} synchronised: {_account_counts(account)}.")
    told = _sentences(outcome)
    for sentence in told[:_NOTICES_TOLD]:
        notice(sentence)
    if len(told) > _NOTICES_TOLD:
        notice(f"{len(told) - _NOTICES_TOLD:,} more are told of by `postil feeds`.")


def _tell_new(new: int, title: str, printer: Printer) -> None:
    if new:
        printer.line(f"{new:>5}  ", bold(title))


def _counts(report: Report) -> str:
    counts = [f"{report.new:,} new"]
    if report.changed:
        counts.append(f"{report.changed:,} changed")
    if report.failures:
        counts.append(f"{len(report.failures):,} failed")
    return ", ".join(counts)


def _account_counts(account: AccountReport) -> str:
    counts = [f"{len(account.new_ids):,} new"]
    if account.sent:
        counts.append(f"{account.sent:,} sent")
    if account.changed:
        counts.append(f"{account.changed:,} changed here")
    return ", ".join(counts)


def _sentences(outcome: _Outcome) -> list[str]:
    """What is to be said beside the counts, what went wrong first."""
    report = outcome.feeds
    told = [f"{each.account.name}: {each.failure}" for each in outcome.accounts if each.failure]
    told += [f"{each.feed.title}: {each.failure}" for each in report.failures]
    told += [f"{each.account.name}: {sentence}" for each in outcome.accounts for sentence in each.notices]
    told += [f"{each.feed.title}: {sentence}" for each in report.fetched for sentence in each.notices]
    return [*told, *sorted(report.problems)]


def _shape(outcome: _Outcome) -> Shape:
    report = outcome.feeds
    return {
        "feeds": [_feed_shape(each) for each in report.fetched],
        "accounts": [_account_shape(each) for each in outcome.accounts],
        "new": len(outcome.new_ids),
        "changed": report.changed,
        "failed": outcome.failed,
        "new_articles": outcome.new_ids,
        "problems": sorted(report.problems),
    }


def _account_shape(each: AccountReport) -> Shape:
    return {
        "id": each.account.id,
        "name": each.account.name,
        "url": each.account.url,
        "new": len(each.new_ids),
        "sent": each.sent,
        "changed": each.changed,
        "error": each.failure,
        "notices": [*each.notices],
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
