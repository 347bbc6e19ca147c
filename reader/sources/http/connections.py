"""One request and its answer, over connections that are kept for the next."""

import ssl
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache

import httpcore2
import httpx2

from reader.sources.http import headers as header
from reader.sources.http.bodies import discard, read_body
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
from reader.sources.http.limits import IDLE_SECONDS, MAX_HEADERS, MAX_IDLE
from reader.sources.http.resolving import Resolver
from reader.sources.http.urls import shown

_WITHOUT_TEXT = ("audio/", "font/", "image/", "video/")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; it has a body only where it says that all is well (200 to 299)."""

    status: int
    headers: header.Headers
    body: bytes


class Connections:
    """The connections of one run.

    Those with hosts that may be anywhere are kept apart: a connection that was let through to a private address for one
    request is never there for another that may not go there.
    """

    def __init__(self, resolve: Resolver) -> None:
        self._public = _pool(Dialler(resolve, public_only=True))
        self._any = _pool(Dialler(resolve, public_only=False))

    async def ask(
        self,
        url: httpx2.URL,
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
        method = b"GET" if form is None else b"POST"
        request = httpcore2.Request(method, _engine_url(url), headers=headers, content=form)
        pool = self._public if public_only else self._any
        try:
            response = await pool.handle_async_request(request)
        except (OSError, httpcore2.RemoteProtocolError) as error:
            raise _explained(error, url.host) from error
        try:
            return await _answer(response, limit, url)
        except (OSError, httpcore2.RemoteProtocolError) as error:
            raise DisconnectedError(url.host) from error
        finally:
            await response.aclose()

    async def aclose(self) -> None:
        """Close them all."""
        await self._public.aclose()
        await self._any.aclose()


@cache
def _tls() -> ssl.SSLContext:
    """Whom we believe: the certificates of the system, which take long to load."""
    return httpcore2.default_ssl_context()


def _pool(dialler: Dialler) -> httpcore2.AsyncConnectionPool:
    return httpcore2.AsyncConnectionPool(
        ssl_context=_tls(),
        max_connections=None,  # how many there are is up to who asks
        max_keepalive_connections=MAX_IDLE,
        keepalive_expiry=IDLE_SECONDS,
        network_backend=dialler,
    )


def _engine_url(url: httpx2.URL) -> httpcore2.URL:
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


async def _answer(response: httpcore2.Response, limit: int, url: httpx2.URL) -> Answer:
    if sum(len(name) + len(value) for name, value in response.headers) > MAX_HEADERS:
        raise HeadersTooLargeError(url.host)
    headers = {name.lower(): value for name, value in response.headers}
    if not 200 <= response.status <= 299:
        async with aclosing(response.aiter_stream()) as stream:
            await discard(stream)
        return Answer(response.status, headers, b"")
    kind = header.media_type(headers) or ""
    if kind.startswith(_WITHOUT_TEXT):
        raise NotTextError(shown(url), kind)
    if (header.length(headers) or 0) > limit:
        raise TooLargeError(shown(url), limit)
    async with aclosing(response.aiter_stream()) as stream:
        body = await read_body(stream, header.coding(headers), limit, shown(url))
    return Answer(response.status, headers, body)


def _explained(error: OSError | httpcore2.RemoteProtocolError, host: str) -> FetchError:
    """Why there is no answer at all."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return UntrustedError(host, f"its certificate is not accepted ({error.verify_message.rstrip('.')})")
    if isinstance(error, ssl.SSLError):
        return UntrustedError(host, (error.reason or "it does not speak TLS").replace("_", " ").lower())
    # What h11 finds wrong is in the error; where the other side is just gone there is a text.
    cause = error.args[0] if error.args else None
    if not isinstance(error, httpcore2.RemoteProtocolError) or isinstance(cause, str):
        return DisconnectedError(host)
    return HeadersTooLargeError(host) if getattr(cause, "error_status_hint", 0) == 431 else NotHttpError(host)
