"""Requests and answers in HTTP/1.1, one after the other over one connection."""

from collections.abc import AsyncGenerator

import h11

from reader.sources.http.limits import MAX_HEADERS
from reader.sources.http.wire import Stream

_AT_A_TIME = 65_536


class Connection:
    """A connection with a server. Close it unless `is_ready` says that it is there for a next request."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEADERS)

    async def ask(self, request: h11.Request, content: bytes = b"") -> h11.Response:
        """Send a request with its content, and give the head of the answer.

        Raises:
            OSError: the connection was lost, or ended before there was an answer.
            h11.RemoteProtocolError: what came is no answer in HTTP.
        """
        parts = (request, h11.Data(content), h11.EndOfMessage()) if content else (request, h11.EndOfMessage())
        sent = [self._protocol.send(part) for part in parts]
        self._stream.write(b"".join(data for data in sent if data))
        while not isinstance(event := await self._next_event(), h11.Response):
            pass
        return event

    async def body(self) -> AsyncGenerator[bytes, None]:
        """The body of the answer as it comes. Raises as `ask` does."""
        while isinstance(event := await self._next_event(), h11.Data):
            yield bytes(event.data)

    def is_ready(self) -> bool:
        """Whether the last answer has been read to its end, and nothing has come that nobody asked for."""
        if self._protocol.our_state is self._protocol.their_state is h11.DONE:
            if self._protocol.trailing_data[0]:
                return False
            self._protocol.start_next_cycle()
        return self._protocol.our_state is h11.IDLE and not self._stream.is_readable

    def close(self) -> None:
        """Close it at once."""
        self._stream.close()

    async def wait_closed(self) -> None:
        """Wait until it is."""
        await self._stream.wait_closed()

    async def _next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        while (event := self._protocol.next_event()) is h11.NEED_DATA:
            data = await self._stream.read(_AT_A_TIME)
            if not data and self._protocol.their_state is h11.SEND_RESPONSE:
                raise ConnectionAbortedError
            self._protocol.receive_data(data)
        return event
