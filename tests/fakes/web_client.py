"""The web client in a world where nobody waits between attempts and every name stands for this machine."""

from collections.abc import Sequence
from typing import Any

from reader.sources.http.client import WebClient
from reader.sources.http.responses import Response
from tests.fakes.server import Answer, FakeServer


class Waits(list[float]):
    """The seconds that would have been slept."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)


async def resolve_to_loopback(host: str) -> Sequence[str]:
    return ["127.0.0.1"]


def web_client(waits: Waits | None = None, **given: Any) -> WebClient:
    """A client as it is but for what is `given`; what it would have slept is in `waits`."""
    sleep = (Waits() if waits is None else waits).sleep
    return WebClient(**{"sleep": sleep, "chance": lambda: 0.5, "resolver": resolve_to_loopback, **given})


async def fetched(server: FakeServer, answer: Answer, **asked: Any) -> Response:
    """What a client gets that asks the server for an address which it answers so."""
    async with web_client() as client:
        url = server.add("/asked", answer)
        return await client.get(url, **{"limit": 100_000, "allowed_hosts": [server.host], **asked})
