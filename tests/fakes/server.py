"""A web server on loopback that answers as it is told, well or badly.

    with FakeServer() as server:
        url = server.add("/feed.xml", reply("<rss/>", "application/rss+xml", etag='"1"'))
        ...                                      # fetch url, from whatever thread, loop or process
        assert server.requests[-1].headers["accept"] == "*/*"

It runs in a thread of its own, so that tests of coroutines, of plain functions and of commands all use it alike.

What is added for a path answers every request for it: a `Reply`; a list of them, given one after the other and the
last for ever; or a function of the `Request`. What no path is there for is a 404, or what `server.otherwise` says.
Paths are without the query. `server.requests` are all requests so far, `server.at_once` is the most there ever were
at a time, `server.connections` counts how often somebody connected.

Replies: `reply` (text, bytes, headers), `redirect`, `compressed` ("gzip", "br", "deflate"). Functions that answer:
`conditional` (304 to whom it knows), `protected` (401 without the password). Misbehaving: `slowly` (byte by byte),
`gzip_bomb`, `endless` (zeros until the other side goes), `cut_short` (less than its Content-Length), `raw` (any bytes
in the place of an answer), `silence` (none at all).
"""

import asyncio
import base64
import ssl
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import repeat
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

import brotli

ZEROS = bytes(65_536)

Body = bytes | Callable[[], Iterable[bytes]]
"""Bytes have a Content-Length; pieces are made anew for each request, and end with the connection."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked; names of headers are in lower case, a value of the query or of a form is what came last."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def form(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered. `pause` is in seconds, before each piece; a `status` of 0 sends the body and nothing else."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Body = b""
    pause: float = 0


Answer = Reply | Sequence[Reply] | Callable[[Request], Reply]


def reply(
    body: str | Body = b"", media_type: str = "text/html; charset=utf-8", *, status: int = 200, **headers: str
) -> Reply:
    """An answer; other headers are written like `retry_after="120"`."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    content = body.encode() if isinstance(body, str) else body
    return Reply(status, {"Content-Type": media_type, **named}, content)


def redirect(location: str, status: int = 302) -> Reply:
    return reply(status=status, location=location)


def compressed(answer: Reply, coding: str = "gzip") -> Reply:
    assert isinstance(answer.body, bytes)
    if coding == "br":
        body = brotli.compress(answer.body)
    else:
        compressor = zlib.compressobj(wbits=31 if coding == "gzip" else 15)
        body = compressor.compress(answer.body) + compressor.flush()
    return replace(answer, headers={**answer.headers, "Content-Encoding": coding}, body=body)


def conditional(answer: Reply) -> Callable[[Request], Reply]:
    """The answer, and a 304 without a body to whoever has its ETag or, where it has none, its Last-Modified."""

    def answered(request: Request) -> Reply:
        for name, asked in (("Etag", "if-none-match"), ("Last-Modified", "if-modified-since")):
            if name in answer.headers:
                known = request.headers.get(asked) == answer.headers[name]
                return replace(answer, status=304, body=b"") if known else answer
        return answer

    return answered


def protected(answer: Reply, user: str, password: str) -> Callable[[Request], Reply]:
    """The answer to whoever gives the name and password, and a 401 to all others."""
    wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def answered(request: Request) -> Reply:
        known = request.headers.get("authorization") == wanted
        return answer if known else reply("Who are you?", status=401, www_authenticate='Basic realm="here"')

    return answered


def slowly(body: str, seconds: float = 0.02) -> Reply:
    """The body, a byte after each pause."""
    pieces = [bytes([byte]) for byte in body.encode()]
    return replace(reply(lambda: pieces), pause=seconds)


def endless() -> Reply:
    """Zeros for as long as somebody takes them, with no word of how many there are."""
    return reply(lambda: repeat(ZEROS), "application/octet-stream")


def gzip_bomb(size: int = 2_000_000_000) -> Reply:
    """`size` bytes of zeros, compressed to a thousandth."""

    def pieces() -> Iterator[bytes]:
        compressor = zlib.compressobj(wbits=31)
        for _ in range(size // len(ZEROS)):
            if piece := compressor.compress(ZEROS):
                yield piece
        yield compressor.flush()

    return reply(pieces, content_encoding="gzip")


def cut_short(body: str, length: int) -> Reply:
    """The body, called `length` bytes long."""
    return reply(lambda: [body.encode()], content_length=str(length))


def raw(data: bytes) -> Reply:
    """These bytes, and the end of the connection."""
    return Reply(0, body=lambda: [data])


def silence() -> Reply:
    """Nothing, until the other side goes or the server ends."""
    return Reply(0, body=lambda: [b""], pause=3600)


class FakeServer:
    """Answers on a free port of loopback from `with` to its end, and then closes every connection.

    `tls` makes its addresses https. `host` may be another address of this machine, such as "::1".
    """

    def __init__(self, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self.port = 0
        self.requests: list[Request] = []
        self.connections = 0
        self.at_once = 0
        self.otherwise: Callable[[Request], Reply] = lambda _: reply("Nothing here.", status=404)
        self._answers: dict[str, Iterator[Reply] | Callable[[Request], Reply]] = {}
        self._tls = tls
        self._serving = 0
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="fake server", daemon=True)

    def add(self, path: str, answer: Answer) -> str:
        """Have requests for the path answered so, from now on; gives its URL."""
        if isinstance(answer, Reply):
            answer = [answer]
        self._answers[path] = answer if callable(answer) else _in_turn(answer)
        return self.url(path)

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._tls else 'http'}://{self.netloc}{path}"

    @property
    def netloc(self) -> str:
        """Its host and port as they stand in a URL."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait()
        if not self.port:
            raise OSError(f"No port of {self.host} can be had.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._handlers: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        try:
            server = await asyncio.start_server(self._connected, self.host, 0, ssl=self._tls)
            self.port = server.sockets[0].getsockname()[1]
        finally:
            self._started.set()
        await self._ended.wait()
        # A connection that asyncio is about to hand over would be forgotten, still open, by a closed server.
        being_accepted = asyncio.all_tasks() - self._handlers.keys() - {asyncio.current_task()}
        if being_accepted:
            await asyncio.wait(being_accepted, timeout=1)
        server.close()
        for handler, writer in self._handlers.items():
            # What the other side has not read it never will: it may be waiting for this server to end.
            writer.transport.abort()
            handler.cancel()
        await asyncio.gather(*self._handlers, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        # One of our own: asyncio would report it as an error that the task of a connection was cancelled.
        handler = asyncio.create_task(self._converse(reader, writer))
        self._handlers[handler] = writer
        handler.add_done_callback(self._handlers.pop)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The other side may go at any point of it.
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            try:
                while await self._serve_one(reader, writer):
                    pass
            finally:
                writer.close()
                await writer.wait_closed()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer the next request of a connection; whether there may be another after it."""
        request = await _read_request(reader)
        self.requests.append(request)
        self._serving += 1
        self.at_once = max(self.at_once, self._serving)
        try:
            return await _send(writer, self._answer(request))
        finally:
            self._serving -= 1

    def _answer(self, request: Request) -> Reply:
        answer = self._answers.get(request.path, self.otherwise)
        return answer(request) if callable(answer) else next(answer)


def _in_turn(replies: Sequence[Reply]) -> Iterator[Reply]:
    yield from replies[:-1]
    yield from repeat(replies[-1])


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, target, headers, body)


async def _send(writer: asyncio.StreamWriter, answer: Reply) -> bool:
    """Send an answer; whether the connection can be used again."""
    if answer.status:
        writer.write(_head(answer))
    if isinstance(answer.body, bytes):
        await asyncio.sleep(answer.pause)
        writer.write(answer.body)
        await writer.drain()
        return True
    for piece in answer.body():
        await asyncio.sleep(answer.pause)
        writer.write(piece)
        await writer.drain()
    return False


def _head(answer: Reply) -> bytes:
    headers = dict(answer.headers)
    if isinstance(answer.body, bytes):
        headers.setdefault("Content-Length", str(len(answer.body)))
    else:
        headers["Connection"] = "close"
    phrase = HTTPStatus(answer.status).phrase if answer.status in set(HTTPStatus) else "Whatever"
    lines = [f"HTTP/1.1 {answer.status} {phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    # What is no ASCII should not be in headers; servers that have it there send UTF-8.
    return "\r\n".join([*lines, "", ""]).encode()
