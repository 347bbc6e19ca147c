"""The bytes of a connection: sent at once, and kept until they are read."""

import asyncio
import ssl

from reader.sources.http.limits import MAX_UNREAD


class Stream:
    """A connection. It waits for as long as the task may that waits for it."""

    def __init__(self, transport: asyncio.Transport, receiver: "Receiver") -> None:
        self._transport = transport
        self._receiver = receiver

    @property
    def is_readable(self) -> bool:
        """Whether there are bytes, or the end of them, without waiting."""
        return self._receiver.is_readable

    async def read(self, max_bytes: int) -> bytes:
        """What has come in, or comes in next; nothing when the other side has ended it. Raises `OSError`."""
        return await self._receiver.read(max_bytes)

    def write(self, data: bytes) -> None:
        """Have it sent; requests are too small to wait until it is.

        Whoever has gone may have said why before: there is nothing to be raised, and something to be read.
        """
        if not self._transport.is_closing():
            self._transport.write(data)

    async def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Encrypt it from here on. Raises `OSError`, of which `ssl.SSLError` is one; then it is closed."""
        loop = asyncio.get_running_loop()
        try:
            encrypted = await loop.start_tls(self._transport, self._receiver, context, server_hostname=host)
        except BaseException:
            self._transport.abort()
            raise
        assert encrypted is not None  # it is only where the connection has been lost, which is raised above
        self._transport = self._receiver.transport = encrypted

    def close(self) -> None:
        """Close it at once: nothing is left to be sent, and whoever stays silent is not waited for."""
        self._transport.abort()

    async def wait_closed(self) -> None:
        """Wait until what belongs to it is given back to the system."""
        await self._receiver.lost.wait()


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
        data = bytes(memoryview(self._received)[:max_bytes])
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
