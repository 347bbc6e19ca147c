"""How many requests there are at a time, and how long they may take."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.http import idle
from reader.sources.http.limits import (
    CONNECT_SECONDS,
    MAX_CONNECTIONS,
    MAX_IDLE,
    MAX_PER_HOST,
    MAX_RETRIES,
    RETRY_SECONDS,
    TOTAL_SECONDS,
)
from reader.sources.http.politeness import TimeLimit, Turns, backoff
from tests.fakes.server import FakeServer, reply
from tests.fakes.web_client import web_client


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


class Guests:
    """Tasks that take a turn each and keep it until they are told to go."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.inside: list[str] = []
        self._leave = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def come(self, hosts: Sequence[str]) -> None:
        self._tasks += [asyncio.create_task(self._visit(host)) for host in hosts]
        for _ in range(10):  # as many steps as it takes to stand at the door
            await asyncio.sleep(0)

    async def go(self) -> None:
        self._leave.set()
        await asyncio.gather(*self._tasks)

    async def _visit(self, host: str) -> None:
        async with self.turns.turn(host):
            self.inside.append(host)
            await self._leave.wait()


async def test_a_host_is_asked_for_two_things_at_a_time() -> None:
    guests = Guests()
    await guests.come(["one"] * 5)
    assert guests.inside == ["one"] * MAX_PER_HOST
    assert MAX_PER_HOST == 2
    await guests.go()
    assert len(guests.inside) == 5


async def test_who_waits_for_a_busy_host_keeps_nobody_from_another() -> None:
    guests = Guests()
    await guests.come(["busy"] * (2 * MAX_CONNECTIONS))
    await guests.come(["other"])
    assert guests.inside[-1] == "other"
    await guests.go()


async def test_there_are_so_many_requests_at_a_time_in_all() -> None:
    guests = Guests()
    await guests.come([f"host {number}" for number in range(MAX_CONNECTIONS + 5)])
    assert len(guests.inside) == MAX_CONNECTIONS
    await guests.go()
    assert len(guests.inside) == MAX_CONNECTIONS + 5


async def test_a_server_never_has_more_than_two_at_a_time(server: FakeServer) -> None:
    url = server.add("/", reply("x"))
    async with web_client() as client:
        await asyncio.gather(*(client.get(url, limit=10, allowed_hosts=[server.host]) for _ in range(30)))
    assert len(server.requests) == 30
    assert server.at_once <= MAX_PER_HOST
    assert server.connections <= MAX_PER_HOST


async def test_a_few_idle_connections_are_kept_and_the_oldest_go(server: FakeServer) -> None:
    server.add("/", reply("x"))
    hosts = [f"host{number}.test" for number in range(MAX_IDLE + 1)]
    async with web_client() as client:

        async def ask(host: str) -> None:
            await client.get(f"http://{host}:{server.port}/", limit=10, allowed_hosts=hosts)

        for host in hosts:
            await ask(host)
        assert server.connections == len(hosts)
        await ask(hosts[-1])
        assert server.connections == len(hosts)
        await ask(hosts[0])
        assert server.connections == len(hosts) + 1


async def test_an_idle_connection_is_not_kept_for_ever(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "IDLE_SECONDS", 0)
    url = server.add("/", reply("x"))
    async with web_client() as client:
        for _ in range(3):
            await client.get(url, limit=10, allowed_hosts=[server.host])
    assert server.connections == 3


async def test_the_steps_of_a_request_share_its_time() -> None:
    time_limit = TimeLimit(0.05)

    async def go_on() -> None:
        while True:
            async with time_limit.step():
                await asyncio.sleep(0.01)

    with pytest.raises(TimeoutError):
        await go_on()


async def test_time_between_the_steps_is_not_counted() -> None:
    time_limit = TimeLimit(30)
    loop = asyncio.get_running_loop()
    now = loop.time()
    loop.time = lambda: now  # type: ignore[method-assign]

    async def nine_seconds() -> None:
        nonlocal now
        async with time_limit.step():
            now += 9
            for _ in range(3):
                await asyncio.sleep(0)

    for _ in range(3):
        await nine_seconds()
        now += 1000
    with pytest.raises(TimeoutError):
        await nine_seconds()


@given(st.integers(0, MAX_RETRIES), st.floats(0, 1))
def test_the_next_attempt_waits_longer_and_not_as_long_as_others_do(attempt: int, chance: float) -> None:
    average = RETRY_SECONDS * 2**attempt
    assert average / 2 <= backoff(attempt, chance) <= average * 3 / 2


def test_connecting_leaves_time_for_the_answer() -> None:
    assert CONNECT_SECONDS < TOTAL_SECONDS
