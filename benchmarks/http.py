"""How many feeds a second come in over HTTP, beside httpx2 alone, from a server on loopback in a process of its own.

    python -m benchmarks.http [--feeds 1000] [--hosts 50] [--rounds 5]

Each feed has ten entries. First all of them come, then each is a 304. What postil adds is in its row: limits of time
and size, checked addresses, two requests a host. The hosts are 127.0.0.1, 127.0.0.2 and so on, which on Linux are all
this machine. The clients take turns, and the best of the rounds counts.
"""

import argparse
import asyncio
import multiprocessing
import time
from collections.abc import Awaitable, Callable, Sequence
from multiprocessing.connection import Connection

import httpx2

from benchmarks.figures import table
from reader.sources.http.client import WebClient
from reader.sources.http.limits import MAX_CONNECTIONS
from reader.sources.http.responses import Conditions
from tests.fakes.server import FakeServer, conditional, reply

ETAG = '"1"'
ENTRY = "<item><title>A harbour town waits</title><link>https://example.org/{}</link><description>{}</description></item>"
FEED = f"<rss><channel>{''.join(ENTRY.format(n, 'Nobody asked why. ' * 20) for n in range(10))}</channel></rss>"

Get = Callable[[str, bool], Awaitable[int]]
"""Fetches a feed, or asks whether it has changed; gives the status."""


def serve(port: Connection) -> None:
    """Answers every path with the feed, tells its port, and ends when the other side does."""
    with FakeServer(host="0.0.0.0") as server:
        server.otherwise = conditional(reply(FEED, "application/rss+xml", etag=ETAG))
        port.send(server.port)
        port.poll(None)


async def measure(get: Get, urls: Sequence[str], known: bool) -> tuple[float, float]:
    """Feeds a second, and feeds a second of CPU."""
    began, cpu = time.perf_counter(), time.process_time()
    statuses = await asyncio.gather(*(get(url, known) for url in urls))
    assert set(statuses) == {304 if known else 200}
    return len(urls) / (time.perf_counter() - began), len(urls) / (time.process_time() - cpu)


async def with_httpx2(urls: Sequence[str], known: bool) -> tuple[float, float]:
    """httpx2 as it comes, with as many connections."""
    limits = httpx2.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS)
    async with httpx2.AsyncClient(limits=limits, timeout=60) as client:

        async def get(url: str, known: bool) -> int:
            return (await client.get(url, headers={"If-None-Match": ETAG} if known else None)).status_code

        return await measure(get, urls, known)


async def with_postil(urls: Sequence[str], known: bool) -> tuple[float, float]:
    """The client of this program."""
    hosts = frozenset(httpx2.URL(url).netloc.decode() for url in urls)
    async with WebClient() as client:

        async def get(url: str, known: bool) -> int:
            conditions = Conditions(etag=ETAG) if known else None
            return (await client.get(url, limit=1_000_000, conditions=conditions, allowed_hosts=hosts)).status

        return await measure(get, urls, known)


CLIENTS = {"httpx2 alone": with_httpx2, "postil": with_postil}


def compare(urls: Sequence[str], rounds: int) -> list[list[str]]:
    """For each client its name and its best figures: of feeds that come, and of feeds that have not changed."""
    best = {(name, known): (0.0, 0.0) for name in CLIENTS for known in (False, True)}
    for _ in range(rounds):
        for (name, known), figures in best.items():
            best[name, known] = max(figures, asyncio.run(CLIENTS[name](urls, known)))
    return [[name, *(f"{figure:,.0f}" for figure in best[name, False] + best[name, True])] for name in CLIENTS]


def main() -> None:
    """Prints a row a client and number of hosts."""
    parser = argparse.ArgumentParser(description="How many feeds a second come in over HTTP.")
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs,))
    server.start()
    port = ours.recv()
    rows = []
    for hosts in (1, arguments.hosts):
        urls = [f"http://127.0.0.{1 + n % hosts}:{port}/{n}" for n in range(arguments.feeds)]
        rows += [[str(hosts), *row] for row in compare(urls, arguments.rounds)]
    ours.send(None)
    server.join()
    print(table(("hosts", "client", "feeds a second", "a CPU second", "304s a second", "a CPU second"), rows))


if __name__ == "__main__":
    main()
