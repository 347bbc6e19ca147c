"""The bytes of a connection, as httpcore2 wants them.

Its own streams go through anyio, which takes about half of the time that a small answer takes.
"""

import asyncio
import ssl
from typing import Any, Self

import httpcore2

from reader.sources.http.limits import MAX_UNREAD


class Stream(httpcore2.AsyncNetworkStream):
    """A connection. It waits for as long as the task may that waits for it; `timeout` is never given."""

    def __init__(self, transport: asyncio.Transport, receiver: "Receiver") -> None:
        self._transport = transport
        self._receiver = receiver

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """What has come in, or comes in next; nothing when the other side has ended it. Raises `OSError`."""
        return await self._receiver.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Have it sent; requests are too small to wait until it is."""
        if self._transport.is_closing():
            # For httpcore2 this means to read what the other side said before it went.
            raise httpcore2.WriteError
        self._transport.write(buffer)

    async def aclose(self) -> None:
        """Close it at once: nothing is left to be sent, and whoever stays silent is not waited for."""
        self._transport.abort()
        await self._receiver.lost.wait()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> Self:
        """Encrypt it from here on. Raises `OSError`, of which `ssl.SSLError` is one; then it is closed."""
        loop = asyncio.get_running_loop()
        try:
            encrypted = await loop.start_tls(
                self._transport, self._receiver, ssl_context, server_hostname=server_hostname
            )
        except BaseException:
            self._transport.abort()
            raise
        assert encrypted is not None  # it is only where the connection has been lost, which is raised above
        self._transport = self._receiver.transport = encrypted
        return self

    def get_extra_info(self, info: str) -> Any:
        """Whether it "is_readable": an idle connection on which something has come in cannot be used again."""
        return self._receiver.is_readable if info == "is_readable" else None


class Receiver(asyncio.Protocol):
    """Keeps what comes in until it is read, and has the other side wait where that is much."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.lost = asyncio.Event()
        self._received = bytearray()
        self._has_ended = False
        self._error: Exception | None = None
        self._readable = asyncio.Event()

    @property
    def is_readable(self) -> bool:
        """Whether there are bytes, or the end of them, without waiting."""
        return self._readable.is_set()

    async def read(self, max_bytes: int) -> bytes:
        """The next bytes, none at the end. Raises what ended the connection, if that was an error."""
        await self._readable.wait()
        if self._error and not self._received:
            raise self._error
        data = bytes(self._received[:max_bytes])
        del self._received[:max_bytes]
        if not self._received and not self._has_ended:
            self._readable.clear()
            self.transport.resume_reading()
        return data

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio, as those below."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Something came in."""
        self._received += data
        if len(self._received) > MAX_UNREAD:
            self.transport.pause_reading()
        self._readable.set()

    def eof_received(self) -> None:
        """The other side will send no more; the connection is then closed."""
        self._has_ended = True
        self._readable.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed, by either side."""
        self._has_ended = True
        self._error = exc
        self._readable.set()
        self.lost.set()
