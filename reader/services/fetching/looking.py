"""One look at one feed: ask for it, read it, and say how it is doing now."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from urllib.parse import urlsplit

from reader.library import Arrived
from reader.model import Feed, FeedState, ParsedFeed, PostilError
from reader.services.feeds.schedule import Answer, after_answer, after_failure, instant
from reader.services.fetching.parsing import UnreadableFeedError, read_at_once, read_body
from reader.services.fetching.pool import Pool
from reader.sources.http.client import WebClient
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import FetchError
from reader.sources.http.responses import Conditions, Response
from reader.sources.http.secrets import find_password
from reader.sources.http.urls import host_and_port

MAX_FEED = 20_000_000
"""Bytes of a feed, unpacked."""

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a feed found.

    `arrived` is None where there was nothing to take in, for the reason in `failure` or because nothing has changed.
    `moved_to` is the feed's address from now on, `notices` are about what is in it.
    """

    feed: Feed
    state: FeedState
    arrived: Arrived | None = None
    moved_to: str | None = None
    failure: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at feeds, with what it needs of the world outside; `private_hosts` may be on the reader's own network."""

    client: WebClient
    pool: Pool
    now: Callable[[], datetime]
    random: Random
    private_hosts: tuple[str, ...] = ()

    async def look(self, feed: Feed, state: FeedState) -> Look:
        """Look at a feed. Whatever is wrong with it is in what this gives, and not raised."""
        try:
            return await self._look(feed, state)
        except PostilError as error:
            retry_after = error.retry_after if isinstance(error, FetchError) else None
            gone = isinstance(error, FetchError) and error.gone
            why = str(error)
            failed = after_failure(state, why, self.now(), self.random, retry_after=retry_after, gone=gone)
            return Look(feed, failed, failure=why)

    async def _look(self, feed: Feed, state: FeedState) -> Look:
        response = await self.client.get(
            feed.url,
            limit=MAX_FEED,
            accept=ACCEPT,
            conditions=Conditions(state.etag, state.last_modified),
            credentials=await credentials_of(feed),
            allowed_hosts=(*self.private_hosts, *trusted_hosts(feed)),
        )
        body_sha256 = response.body_sha256
        if response.not_modified or body_sha256 == state.body_sha256:
            refresh = response.retry_after
            same = Answer(False, state.etag, state.last_modified, state.body_sha256, refresh)
            return Look(feed, after_answer(state, same, self.now(), self.random), moved_to=response.moved_to)
        parsed = await read_feed(response, self.pool)
        answer = Answer(True, response.etag, response.last_modified, body_sha256, parsed.refresh)
        after = after_answer(state, answer, self.now(), self.random)
        return Look(
            feed,
            after,
            arrived=arrived(feed, parsed, after, instant(self.now())),
            moved_to=response.moved_to,
            notices=parsed.notices,
        )


async def read_feed(response: Response, pool: Pool) -> ParsedFeed:
    """The feed that was answered. Raises `UnreadableFeedError` or `ReadingFailedError`."""
    if at_once := read_at_once(response.body, response.final_url, response.charset):
        return at_once
    read = await pool.run(
        read_body, response.body, response.final_url, response.media_type, response.charset, name=response.url
    )
    if isinstance(read, ParsedFeed):
        return read
    raise UnreadableFeedError(read)


def arrived(feed: Feed, parsed: ParsedFeed, state: FeedState, at: str) -> Arrived:
    """What was read, as the library takes it in."""
    title = parsed.title or urlsplit(feed.url).netloc
    return Arrived(
        feed_id=feed.id,
        at=at,
        title=title,
        source=feed.given_title or title,
        entries=parsed.entries,
        state=state,
        site_url=parsed.site_url,
        language=parsed.language,
    )


async def credentials_of(feed: Feed) -> Credentials | None:
    """Who asks for the feed, where its server wants to know that. Raises `SecretError`."""
    if not feed.user:
        return None
    return Credentials(feed.user, await asyncio.to_thread(find_password, feed.secret or feed.url))


def trusted_hosts(feed: Feed) -> tuple[str, ...]:
    """The host of a feed that the reader added by hand, which may be on their own network."""
    return (host_and_port(feed.url),) if feed.trusted else ()
