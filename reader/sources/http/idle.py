"""The connections that wait for a next request to the same place."""

import asyncio
import time
from collections import defaultdict
from typing import NamedTuple

from reader.sources.http.exchange import Connection
from reader.sources.http.limits import IDLE_SECONDS, MAX_IDLE


class Place(NamedTuple):
    """What a connection leads to; `is_public` says that its address has been found to be of the public internet.

    A connection that was let through to a private address for one request is never there for another that may not go
    there.
    """

    scheme: str
    host: str
    port: int
    is_public: bool


class IdleConnections:
    """No more than `MAX_IDLE` of them, each for `IDLE_SECONDS` at most; one is found without a look at the others."""

    def __init__(self) -> None:
        # Those that have waited longest come first.
        self._since: dict[Connection, tuple[Place, float]] = {}
        self._at: defaultdict[Place, list[Connection]] = defaultdict(list)

    def take(self, place: Place) -> Connection | None:
        """A connection that leads there, for whoever asks to use and to `keep` again."""
        self._close_outdated()
        while there := self._at[place]:
            connection = there.pop()
            del self._since[connection]
            if connection.is_ready():
                return connection
            connection.close()
        return None

    def keep(self, place: Place, connection: Connection) -> None:
        """Have a connection wait for its next request; the one that has waited longest may have to go for it."""
        self._since[connection] = (place, time.monotonic())
        self._at[place].append(connection)
        if len(self._since) > MAX_IDLE:
            self._close(next(iter(self._since)))

    async def aclose(self) -> None:
        """Close them all."""
        closed = [*self._since]
        for connection in closed:
            self._close(connection)
        await asyncio.gather(*(connection.wait_closed() for connection in closed))

    def _close_outdated(self) -> None:
        outdated = time.monotonic() - IDLE_SECONDS
        while (oldest := next(iter(self._since), None)) and self._since[oldest][1] <= outdated:
            self._close(oldest)

    def _close(self, connection: Connection) -> None:
        place, _ = self._since.pop(connection)
        self._at[place].remove(connection)
        connection.close()
