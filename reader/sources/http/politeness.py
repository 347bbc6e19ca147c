"""How often and how long a host is asked."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from reader.sources.http.limits import MAX_CONNECTIONS, MAX_PER_HOST, RETRY_SECONDS


class Turns:
    """Whose turn it is: at most `MAX_PER_HOST` requests to a host at a time, and `MAX_CONNECTIONS` to all."""

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(MAX_CONNECTIONS)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MAX_PER_HOST))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until the host may be asked, and counts as a request to it until its end."""
        # In this order: whoever waits for a busy host takes nothing from the others.
        async with self._hosts[host], self._all:
            yield


class TimeLimit:
    """Seconds for a request in all its steps; what is between the steps is not counted."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def step(self) -> AsyncIterator[None]:
        """A step, ended with `TimeoutError` where there is no time left."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self._left):
                yield
        finally:
            self._left -= loop.time() - began


def backoff(attempt: int, chance: float) -> float:
    """Seconds to wait after a failed attempt, the first being 0.

    `chance`, from 0 to 1, keeps those who failed together from coming back together.
    """
    return RETRY_SECONDS * (1 << attempt) * (0.5 + chance)
