"""The client: asks for an address, follows where it leads, and tries again where that may help."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from reader import __version__
from reader.sources.http import headers as header
from reader.sources.http.connections import Answer, Connections
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import (
    FetchError,
    FormRedirectError,
    TimedOutError,
    TooManyRedirectsError,
    status_error,
)
from reader.sources.http.limits import MAX_REDIRECTS, MAX_RETRIES, TOTAL_SECONDS
from reader.sources.http.politeness import TimeLimit, Turns, backoff
from reader.sources.http.redirects import REDIRECTS, Hop
from reader.sources.http.resolving import Resolver, resolve
from reader.sources.http.responses import Conditions, Response
from reader.sources.http.urls import credentials_in, parse, shown, shown_text, without_credentials

_USER_AGENT = f"postil/{__version__}".encode()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked of every address on the way."""

    conditions: Conditions
    limit: int
    accept: str
    allowed_hosts: Collection[str]
    form: bytes | None = None


class WebClient:
    """Asks the web for feeds and pages, for the time of one run.

        async with WebClient() as client:
            response = await client.get(url, limit=MAX_FEED, accept="application/rss+xml")

    `seconds` is what a request may take in whole. The others are what it finds outside itself: name servers, the clock,
    time that passes, chance (from 0 to 1).
    """

    def __init__(
        self,
        *,
        seconds: float = TOTAL_SECONDS,
        resolver: Resolver = resolve,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._seconds = seconds
        self._connections = Connections(resolver)
        self._turns = Turns()
        self._now = now
        self._sleep = sleep
        self._chance = chance

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connections.aclose()

    async def get(
        self,
        url: str,
        *,
        limit: int,
        accept: str = "*/*",
        conditions: Conditions | None = None,
        credentials: Credentials | None = None,
        allowed_hosts: Collection[str] = (),
    ) -> Response:
        """What is at an address of http or https.

        Args:
            url: The address; a name and password in it are used as credentials, if there are no others.
            limit: The most bytes that its body may have, compressed or not.
            accept: The media types that are wanted, as a header says it.
            conditions: What was said of the answer that one has; if nothing has changed, the body is empty.
            credentials: Who asks. No other host is told, wherever the address leads.
            allowed_hosts: Hosts like `nas.local` or `192.168.0.2:8080` that may be inside this machine or network:
                those that the reader typed, never what a feed or a page names.

        Raises:
            FetchError: one of its kinds for each way in which there may be nothing.
        """
        first = parse(url)
        hop = Hop(without_credentials(first), credentials or credentials_in(first))
        wish = _Wish(conditions or Conditions(), limit, accept, allowed_hosts)
        for attempt in range(MAX_RETRIES):
            try:
                return await self._follow(hop, wish)
            except FetchError as error:
                if not error.transient or error.retry_after is not None:
                    raise
            await self._sleep(backoff(attempt, self._chance()))
        return await self._follow(hop, wish)

    async def post(
        self,
        url: str,
        form: Sequence[tuple[str, str]],
        *,
        limit: int,
        accept: str = "*/*",
        credentials: Credentials | None = None,
        allowed_hosts: Collection[str] = (),
    ) -> Response:
        """What is answered to a form, of which a name may come several times; the rest is as for `get`.

        It is sent once, since it may do something each time, and to nobody but whom it is for: redirects are not
        followed.

        Raises:
            FetchError: one of its kinds for each way in which there may be no answer.
        """
        first = parse(url)
        hop = Hop(without_credentials(first), credentials or credentials_in(first))
        wish = _Wish(Conditions(), limit, accept, allowed_hosts, urlencode(form).encode())
        answer = await self._ask(hop, wish, TimeLimit(self._seconds))
        if answer.status in REDIRECTS:
            raise FormRedirectError(shown(hop.url), shown_text(header.location(answer.headers) or ""))
        return self._response(hop, hop, answer, wish)

    async def _follow(self, first: Hop, wish: _Wish) -> Response:
        """The answer at the end of the redirects that begin with an address."""
        hop = first
        time_limit = TimeLimit(self._seconds)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._ask(hop, wish, time_limit)
            if answer.status not in REDIRECTS:
                return self._response(first, hop, answer, wish)
            hop = hop.onward(answer.status, header.location(answer.headers))
        raise TooManyRedirectsError(shown(first.url), MAX_REDIRECTS)

    async def _ask(self, hop: Hop, wish: _Wish, time_limit: TimeLimit) -> Answer:
        host, netloc = hop.url.host, hop.url.netloc
        public_only = host not in wish.allowed_hosts and netloc not in wish.allowed_hosts
        async with self._turns.turn(host):
            try:
                async with time_limit.step():
                    return await self._connections.ask(
                        hop.url, _headers(hop, wish), wish.limit, public_only=public_only, form=wish.form
                    )
            except TimeoutError as error:
                raise TimedOutError(host, self._seconds) from error

    def _response(self, first: Hop, last: Hop, answer: Answer, wish: _Wish) -> Response:
        headers = answer.headers
        now = self._now()
        retry_after = header.retry_after(headers, now)
        is_unchanged = answer.status == 304 and wish.conditions != Conditions()
        if not (200 <= answer.status <= 299 or is_unchanged):
            raise status_error(shown(last.url), answer.status, retry_after)
        return Response(
            url=str(first.url),
            final_url=str(last.url),
            status=answer.status,
            fetched_at=now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            media_type=header.media_type(headers),
            charset=header.charset(headers),
            etag=header.validator(headers, b"etag"),
            last_modified=header.validator(headers, b"last-modified"),
            retry_after=retry_after,
            moved_to=str(last.url) if last.moved and last is not first else None,
            body=answer.body,
        )


def _headers(hop: Hop, wish: _Wish) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"Host", hop.url.netloc.encode()),
        (b"User-Agent", _USER_AGENT),
        (b"Accept", wish.accept.encode()),
        (b"Accept-Encoding", b"gzip, br"),
    ]
    if wish.conditions.etag:
        headers.append((b"If-None-Match", wish.conditions.etag.encode()))
    if wish.conditions.last_modified:
        headers.append((b"If-Modified-Since", wish.conditions.last_modified.encode()))
    if wish.form is not None:
        headers += [
            (b"Content-Type", b"application/x-www-form-urlencoded"),
            (b"Content-Length", str(len(wish.form)).encode()),
        ]
    if hop.credentials:
        headers.append((b"Authorization", hop.credentials.header()))
    return headers
