"""Fetching many feeds at once, each into the library as soon as it has come."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from random import Random

from reader.model import Feed, FeedState
from reader.services.feeds.schedule import is_due, may_be_visited
from reader.services.fetching.keeper import Keeper
from reader.services.fetching.looking import Look, Looker
from reader.services.fetching.pool import Pool
from reader.services.fetching.reports import Report
from reader.services.session import Session
from reader.sources.http.client import WebClient

_AT_ONCE = 64
"""How many feeds are asked for at a time; the client sees to it that no host gets more than its share."""

_KEPT_EVERY = 0.05
"""Seconds between two times that what has come is kept: each of them costs about as much as ten feeds."""

_MOST_WAITING = 256
"""How many feeds that have come wait to be kept, at most; then the others are not asked."""

Progress = Callable[[int, int], None]


def wanted(session: Session, feeds: Sequence[Feed] | None = None, *, due_only: bool = False) -> list[Feed]:
    """Which feeds a fetch looks at, those that have waited longest first.

    Of all that are followed, or of `feeds`: not those that are paused or gone, unless they are named; with `due_only`
    those alone whose time it is. What a server has asked for is heeded in any case. Those that a server fetches for the
    reader are left to `synchronising`.
    """
    now = datetime.now(UTC)
    states = session.library.feeds.states()
    fetched_elsewhere = session.library.feeds.of_accounts()
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
    was told as done is there, and the other feeds are as they were.
    """
    report = Report()
    states = session.library.feeds.states()
    async with WebClient() as client, Pool() as pool:
        looker = Looker(client, pool, lambda: datetime.now(UTC), Random(), session.settings.private_hosts)
        looks: asyncio.Queue[Look] = asyncio.Queue(_MOST_WAITING)
        visits = asyncio.create_task(_visit_all(looker, feeds, states, looks))
        try:
            keeper = Keeper(session, report)
            while found := await _next_looks(looks, visits):
                await asyncio.to_thread(keeper.keep, found)
                if progress:
                    progress(len(report.fetched), len(feeds))
            await visits
            await _fetch_full_texts(session, keeper.without_text, report, client, pool)
        finally:
            visits.cancel()
    return report


def spread(feeds: Iterable[Feed]) -> list[Feed]:
    """The feeds with those of one host as far from each other as may be, and each host's in the order they were in.

    So a host that has many holds up nobody else's, and one connection after the other is used again.
    """
    by_host: dict[str, list[Feed]] = {}
    for feed in feeds:
        # As it is written: what is no address is found out when it is asked for.
        host = feed.url.partition("://")[2].partition("/")[0]
        by_host.setdefault(host, []).append(feed)
    return [feed for round_ in zip_longest(*by_host.values()) for feed in round_ if feed is not None]


async def _visit_all(
    looker: Looker, feeds: Sequence[Feed], states: Mapping[int, FeedState], looks: asyncio.Queue[Look]
) -> None:
    waiting = iter(spread(feeds))

    async def visit() -> None:
        for feed in waiting:
            await looks.put(await looker.look(feed, states.get(feed.id, FeedState(feed.id))))

    async with asyncio.TaskGroup() as group:
        for _ in range(min(_AT_ONCE, len(feeds))):
            group.create_task(visit())


async def _next_looks(looks: asyncio.Queue[Look], visits: "asyncio.Task[None]") -> list[Look]:
    """What has come after a while, at least one look; none if the visits are over."""
    while True:
        await asyncio.wait([visits], timeout=_KEPT_EVERY)
        if visits.done() or not looks.empty():
            break
    return [looks.get_nowait() for _ in range(looks.qsize())]


async def _fetch_full_texts(
    session: Session, without_text: Sequence[Sequence[str]], report: Report, client: WebClient, pool: Pool
) -> None:
    """Have the pages of the new articles of each feed whose articles are not whole."""
    if without_text:
        from reader.services.fetching.full_text import fetch_full_texts

        for article_ids in without_text:
            report.problems.update(await fetch_full_texts(session, article_ids, client, pool))
