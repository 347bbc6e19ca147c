"""A web server on loopback with many feeds, for measuring: `python -m benchmarks.feed_server FEEDS ENTRIES HOSTS`.

It prints the port that it listens on, at 127.1.0.1 and the addresses after that. Feed n is `/n.xml` at host n modulo
HOSTS; it has an ETag, and who knows that is told that nothing has changed.
"""

import asyncio
import sys
from collections.abc import Sequence

_PARAGRAPHS = 4
_SENTENCE = (
    "The harbour town waits for its ferry, and the council has promised an answer before the week is over. "
)


def host(number: int) -> str:
    """The address of the server's host of that number."""
    return f"127.1.{number // 250}.{number % 250 + 1}"


def feed(number: int, entries: int) -> bytes:
    """An RSS feed as news sites have them: titles, links, dates and some paragraphs."""
    paragraphs = "".join(f"&lt;p&gt;{_SENTENCE * 2}&lt;/p&gt;" for _ in range(_PARAGRAPHS))
    items = "".join(_item(number, n, paragraphs) for n in range(entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Feed {number}</title><link>https://site{number}.example/</link><description>News</description>"
        f"{items}</channel></rss>"
    ).encode()


def _item(number: int, n: int, paragraphs: str) -> str:
    return (
        f"<item><title>Story {n} of feed {number}</title><link>https://site{number}.example/{n}</link>"
        f'<guid isPermaLink="false">{number}-{n}</guid>'
        f"<pubDate>Sun, {11 + n % 10} May 2025 08:{n % 60:02}:00 GMT</pubDate>"
        f"<author>ann@site{number}.example (Ann)</author>"
        f"<description>Feed {number}, {n}: {paragraphs}</description></item>"
    )


def _answer(head: bytes, bodies: Sequence[bytes]) -> bytes:
    number = int(head.split(b" ", 2)[1].rpartition(b"/")[2].partition(b".")[0])
    etag = b'"%d-1"' % number
    if b"if-none-match: " + etag in head.lower():
        return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nContent-Length: 0\r\n\r\n" % etag
    body = bodies[number]
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        etag,
        len(body),
        body,
    )


async def _serve(feeds: int, entries: int, hosts: int) -> None:
    bodies = [feed(number, entries) for number in range(feeds)]

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(_answer(await reader.readuntil(b"\r\n\r\n"), bodies))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    first = await asyncio.start_server(handle, host(0), 0, backlog=1_000)
    port = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(handle, host(n), port, backlog=1_000) for n in range(1, hosts)]
    print(port, flush=True)
    await asyncio.gather(*(server.serve_forever() for server in (first, *others)))


if __name__ == "__main__":
    asyncio.run(_serve(*map(int, sys.argv[1:4])))
