"""Adding what a reader names: a feed to follow, a page to keep, a file."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from random import Random

from reader.model import Article, Feed, FeedState, ParsedFeed, PostilError
from reader.services.articles.intake import settle
from reader.services.articles.opening import import_files
from reader.services.feeds.schedule import Answer, after_answer, instant
from reader.services.fetching.looking import ACCEPT, arrived, read_feed
from reader.services.fetching.pages import keep_page
from reader.services.fetching.parsing import UnreadableFeedError
from reader.services.fetching.pool import Pool
from reader.services.session import Session
from reader.sources.feeds import FeedLink
from reader.sources.http.client import WebClient
from reader.sources.http.credentials import Credentials
from reader.sources.http.responses import Response
from reader.sources.http.secrets import keep_password
from reader.sources.http.urls import host_and_port, split_credentials

MAX_ADDED = 50_000_000
"""Bytes of what is at an address, unpacked."""

PAGE = "page:"
"""Stands before an address whose page is to be kept, whatever else is there."""


class Wanted(Enum):
    """What the reader takes an address for."""

    WHATEVER_IT_IS = "whatever it is"
    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that may be meant: `what` to add for it, and what it is called."""

    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: the feed that is followed now, the articles that were kept, or what there is to choose from.

    `new` is how many articles the feed has brought. `notices` are sentences about what was noticed.
    """

    feed: Feed | None = None
    articles: tuple[Article, ...] = ()
    choices: tuple[Choice, ...] = ()
    new: int = 0
    notices: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What came of it, for the reader."""
        if self.feed is not None:
            return f"You follow {self.feed.title}: {self.new:,} new."
        if self.choices:
            return "There are several things to choose from."
        titles = [article.title or "Untitled" for article in self.articles]
        return f"Kept {titles[0]}." if len(titles) == 1 else f"Kept {len(titles):,} articles."


class NoFeedError(PostilError):
    """A page that is to be followed links to no feed."""


class NothingAddedError(PostilError):
    """A file that could not be taken in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How something is to be added: what it is taken for, where a feed is kept, and the tags it gets.

    With `offers_page` a page that links to feeds is not kept at once, but is one of the things to choose from.
    """

    wanted: Wanted = Wanted.WHATEVER_IT_IS
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    offers_page: bool = False


async def add(session: Session, what: str, wish: Wish) -> Added:
    """Add what is at an address of the web or a path.

    Raises:
        PostilError: nothing could be had there, or it cannot be read; its subclasses say why.
    """
    if what.startswith(PAGE):
        what, wish = what.removeprefix(PAGE), Wish(Wanted.PAGE)
    if not what.lower().startswith(("http://", "https://")):
        return await asyncio.to_thread(_add_file, session, what)
    url, credentials = split_credentials(what)
    async with WebClient() as client, Pool(1) as pool:
        return await _Adding(session, client, pool, wish, host_and_port(url)).add(url, credentials)


def add_bytes(session: Session, data: bytes) -> Added:
    """Add the articles in bytes of which nothing else is known, as they come on standard input.

    Raises:
        PostilError: they are too many, or cannot be read; its subclasses say why.
    """
    from reader.sources.standard_input import load_bytes

    loaded = load_bytes(data)
    return Added(articles=tuple(session.library.add_all(loaded.parts)), notices=loaded.notices)


def _add_file(session: Session, what: str) -> Added:
    imported = import_files(session, [Path(what).expanduser()])
    if imported.failures and not imported.article_ids:
        raise NothingAddedError(imported.failures[0])
    articles = tuple(session.library.get(article_id) for article_id in imported.article_ids)
    return Added(articles=articles, notices=(*imported.notices, *imported.failures))


@dataclass(frozen=True, slots=True)
class _Adding:
    """Adds what is at one address; the host that the reader typed may be on their own network, but no other."""

    session: Session
    client: WebClient
    pool: Pool
    wish: Wish
    typed_host: str

    async def add(self, url: str, credentials: Credentials | None) -> Added:
        response = await self.client.get(
            url,
            limit=MAX_ADDED,
            accept=ACCEPT,
            credentials=credentials,
            allowed_hosts=(self.typed_host, *self.session.settings.private_hosts),
        )
        if self.wish.wanted is Wanted.PAGE:
            return await self._keep(response)
        try:
            parsed = await read_feed(response, self.pool)
        except UnreadableFeedError as error:
            return await self._without_feed(response, error, credentials)
        return await asyncio.to_thread(self._follow, response, parsed, credentials)

    async def _without_feed(
        self, response: Response, error: UnreadableFeedError, credentials: Credentials | None
    ) -> Added:
        """What is added where there is no feed, but perhaps a page that links to some."""
        links = error.candidates
        if self.wish.wanted is Wanted.FEED:
            if not links:
                raise NoFeedError(str(error)) from error
            if len(links) == 1:
                return await self.add(links[0].url, credentials)
            return Added(choices=tuple(map(_choice, links)))
        if links and self.wish.offers_page:
            page = Choice(PAGE + response.final_url, "the page itself, as an article")
            return Added(choices=(page, *map(_choice, links)))
        kept = await self._keep(response)
        hint = (f"It links to a feed, {links[0].url}; `postil feeds add` follows it.",) if links else ()
        return Added(articles=kept.articles, notices=(*kept.notices, *hint))

    async def _keep(self, response: Response) -> Added:
        kept = await keep_page(self.session, response, self.pool)
        return Added(articles=kept.articles, notices=kept.notices)

    def _follow(self, response: Response, parsed: ParsedFeed, credentials: Credentials | None) -> Added:
        url = response.moved_to or response.url
        user = None
        if credentials is not None:
            keep_password(url, credentials.password)
            user = credentials.user
        feeds = self.session.library.feeds
        is_typed = host_and_port(url) == self.typed_host
        new = Feed(0, url, "", "", folder=self.wish.folder, tags=self.wish.tags, user=user, trusted=is_typed)
        (feed,) = feeds.follow([new])
        now = datetime.now(UTC)
        answer = Answer(True, response.etag, response.last_modified, response.body_sha256, parsed.refresh)
        state = after_answer(FeedState(feed.id), answer, now, Random())
        (taken,) = self.session.library.arrivals.take_in([arrived(feed, parsed, state, instant(now))])
        settle(self.session, taken.new)
        return Added(feed=feeds.get(feed.id), new=len(taken.new), notices=parsed.notices)


def _choice(link: FeedLink) -> Choice:
    return Choice(link.url, link.title or link.url)
