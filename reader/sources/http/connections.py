"""One request and its answer, over connections that are kept for the next."""

import ssl
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

import h11

from reader.sources.http import headers as header
from reader.sources.http.bodies import discard, read_body
from reader.sources.http.certificates import trusted_by_system
from reader.sources.http.dialling import Dialler
from reader.sources.http.errors import (
    DisconnectedError,
    FetchError,
    HeadersTooLargeError,
    NotHttpError,
    NotTextError,
    TooLargeError,
    UntrustedError,
)
from reader.sources.http.exchange import Connection
from reader.sources.http.idle import IdleConnections, Place
from reader.sources.http.limits import MAX_HEADERS
from reader.sources.http.resolving import Resolver
from reader.sources.http.urls import Url, shown

_WITHOUT_TEXT = ("audio/", "font/", "image/", "video/")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; it has a body only where it says that all is well (200 to 299)."""

    status: int
    headers: header.Headers
    body: bytes


class Connections:
    """The connections of one run."""

    def __init__(self, resolve: Resolver) -> None:
        self._dialler = Dialler(resolve)
        self._idle = IdleConnections()

    async def ask(
        self,
        url: Url,
        headers: Sequence[tuple[bytes, bytes]],
        limit: int,
        *,
        public_only: bool,
        form: bytes | None = None,
    ) -> Answer:
        """What the server answers to a GET, or to a POST of a form, whatever its status; at most `limit` bytes of it.

        Raises:
            FetchError: there is no answer, or it cannot be taken in.
        """
        place = Place(url.scheme, url.ascii_host, url.dialled_port, public_only)
        connection = self._idle.take(place) or await self._connect(place, url.host)
        method = b"GET" if form is None else b"POST"
        request = h11.Request(method=method, target=url.target.encode(), headers=[*headers])
        try:
            return await _answer(connection, request, form or b"", limit, url)
        finally:
            if connection.is_ready():
                self._idle.keep(place, connection)
            else:
                connection.close()

    async def aclose(self) -> None:
        """Close them all."""
        await self._idle.aclose()

    async def _connect(self, place: Place, host: str) -> Connection:
        stream = await self._dialler.dial(place.host, place.port, public_only=place.is_public)
        if place.scheme == "https":
            try:
                await stream.start_tls(trusted_by_system(), place.host)
            except OSError as error:
                raise _explained(error, host) from error
        return Connection(stream)


async def _answer(connection: Connection, request: h11.Request, content: bytes, limit: int, url: Url) -> Answer:
    try:
        head = await connection.ask(request, content)
    except (OSError, h11.RemoteProtocolError) as error:
        raise _explained(error, url.host) from error
    if sum(len(name) + len(value) for name, value in head.headers) > MAX_HEADERS:
        raise HeadersTooLargeError(url.host)
    headers = dict(head.headers)
    is_wanted = 200 <= head.status_code <= 299
    if is_wanted:
        _refuse_unread(headers, limit, url)
    try:
        async with aclosing(connection.body()) as stream:
            if is_wanted:
                body = await read_body(stream, header.coding(headers), limit, shown(url))
                return Answer(head.status_code, headers, body)
            await discard(stream)
            return Answer(head.status_code, headers, b"")
    except (OSError, h11.RemoteProtocolError) as error:
        raise DisconnectedError(url.host) from error


def _refuse_unread(headers: header.Headers, limit: int, url: Url) -> None:
    """Raise `FetchError` where the head says already that the body is not to be had."""
    kind = header.media_type(headers) or ""
    if kind.startswith(_WITHOUT_TEXT):
        raise NotTextError(shown(url), kind)
    if (header.length(headers) or 0) > limit:
        raise TooLargeError(shown(url), limit)


def _explained(error: OSError | h11.RemoteProtocolError, host: str) -> FetchError:
    """Why there is no answer at all."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return UntrustedError(host, f"its certificate is not accepted ({error.verify_message.rstrip('.')})")
    if isinstance(error, ssl.SSLError):
        return UntrustedError(host, (error.reason or "it does not speak TLS").replace("_", " ").lower())
    if isinstance(error, OSError):
        return DisconnectedError(host)
    return HeadersTooLargeError(host) if error.error_status_hint == 431 else NotHttpError(host)
