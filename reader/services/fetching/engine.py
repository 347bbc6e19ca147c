"""Fetching many feeds at once, each into the library as soon as it has come."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random

from reader.library import TakenIn
from reader.model import Feed, FeedState, FullText
from reader.services import rules
from reader.services.fetching.full_text import fetch_full_texts
from reader.services.fetching.looking import Look, Looker
from reader.services.fetching.pool import Pool
from reader.services.fetching.schedule import is_due, may_be_visited
from reader.services.session import Session
from reader.sources.http.client import WebClient

_AT_ONCE = 64
"""How many feeds are asked for at a time; the client sees to it that no host gets more than its share."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one feed: how many articles are new and changed, or why it was not there."""

    feed: Feed
    new: int = 0
    changed: int = 0
    failure: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What became of all feeds that were looked at, in the order in which they came.

    `problems` are sentences on what went wrong beside that.
    """

    fetched: list[Fetched] = field(default_factory=list)
    new_ids: list[str] = field(default_factory=list)
    problems: set[str] = field(default_factory=set)

    @property
    def new(self) -> int:
        """How many articles are new."""
        return sum(each.new for each in self.fetched)

    @property
    def changed(self) -> int:
        """How many articles have another text than before."""
        return sum(each.changed for each in self.fetched)

    @property
    def failures(self) -> list[Fetched]:
        """The feeds that were not there."""
        return [each for each in self.fetched if each.failure]


def wanted(session: Session, feeds: Sequence[Feed] | None = None, *, due_only: bool = False) -> list[Feed]:
    """Which feeds a fetch looks at, those that have waited longest first.

    Of all that are followed, or of `feeds`: not those that are paused or gone, unless they are named; with `due_only`
    those alone whose time it is. What a server has asked for is heeded in any case. Those that a server fetches for the
    reader are left to `synchronising`.
    """
    now = datetime.now(UTC)
    states = session.library.feeds.states()
    fetched_elsewhere = session.library.accounts.feeds.ids()
    chosen = session.library.feeds.all() if feeds is None else feeds
    looked_at = []
    for feed in chosen:
        state = states.get(feed.id, FeedState(feed.id))
        is_named = feeds is not None
        if feed.id in fetched_elsewhere or not may_be_visited(state, now):
            continue
        if not is_named and (feed.paused or state.gone):
            continue
        if not due_only or is_due(state, now):
            looked_at.append((state.fetched or "", feed))
    return [feed for _, feed in sorted(looked_at, key=lambda pair: pair[0])]


async def fetch(session: Session, feeds: Sequence[Feed], progress: Progress | None = None) -> Report:
    """Look at the feeds and take in what they have; `progress` is told how many of how many are done.

    Each feed is kept whole or not at all, with how it is doing, so that a fetch which ends midway loses nothing: what
    had come is there, and the other feeds are as they were.
    """
    report = Report()
    states = session.library.feeds.states()
    async with WebClient() as client, Pool() as pool:
        looker = Looker(client, pool, lambda: datetime.now(UTC), Random(), session.settings.private_hosts)
        looks: asyncio.Queue[Look] = asyncio.Queue(2 * _AT_ONCE)
        visits = asyncio.create_task(_visit_all(looker, feeds, states, looks))
        try:
            keeper = _Keeper(session, report)
            while len(report.fetched) < len(feeds):
                await asyncio.to_thread(keeper.keep, await _next_looks(looks, visits))
                if progress:
                    progress(len(report.fetched), len(feeds))
            await visits
            for article_ids in keeper.without_text:
                report.problems.update(await fetch_full_texts(session, article_ids, client, pool))
        finally:
            visits.cancel()
    return report


async def _visit_all(
    looker: Looker, feeds: Sequence[Feed], states: Mapping[int, FeedState], looks: asyncio.Queue[Look]
) -> None:
    waiting = iter(feeds)

    async def visit() -> None:
        for feed in waiting:
            await looks.put(await looker.look(feed, states.get(feed.id, FeedState(feed.id))))

    async with asyncio.TaskGroup() as group:
        for _ in range(min(_AT_ONCE, len(feeds))):
            group.create_task(visit())


async def _next_looks(looks: asyncio.Queue[Look], visits: "asyncio.Task[None]") -> list[Look]:
    """The looks that are there, at least one; raises what ended the visits too early."""
    first = asyncio.create_task(looks.get())
    await asyncio.wait([first, visits], return_when=asyncio.FIRST_COMPLETED)
    if not first.done():
        if looks.empty():
            first.cancel()
            await visits
        await first
    found = [first.result()]
    while not looks.empty():
        found.append(looks.get_nowait())
    return found


class _Keeper:
    """Puts what was found into the library, and has the reader's rules at it."""

    def __init__(self, session: Session, report: Report) -> None:
        self._session = session
        self._report = report
        self.without_text: list[tuple[str, ...]] = []
        """The new articles of each feed whose pages are always fetched."""

    def keep(self, looks: Iterable[Look]) -> None:
        """Keep what these looks found, all of it or nothing."""
        library = self._session.library
        with_articles = [look for look in looks if look.arrived]
        without = [look for look in looks if not look.arrived]
        taken = library.arrivals.take_in([look.arrived for look in with_articles if look.arrived])
        library.feeds.record([look.state for look in without])
        for look, came in zip(with_articles, taken, strict=True):
            self._report.problems.update(rules.apply(self._session, came.new))
            self._report.new_ids += came.new
            if came.new and look.feed.full_text is FullText.ALWAYS:
                self.without_text.append(came.new)
            self._tell(look, came)
        for look in without:
            self._tell(look, TakenIn())

    def _tell(self, look: Look, came: TakenIn) -> None:
        notices = look.notices
        if look.moved_to and look.moved_to != look.feed.url:
            moved = self._session.library.feeds.move(look.feed.id, look.moved_to)
            said = f"It has moved to {look.moved_to}" + ("." if moved else ", where you follow a feed already.")
            notices = (*notices, said)
        # What a feed calls itself may have been learnt just now.
        title = look.feed.given_title or (look.arrived.title if look.arrived else look.feed.title)
        feed = replace(look.feed, title=title)
        self._report.fetched.append(Fetched(feed, len(came.new), len(came.changed), look.failure, notices))
