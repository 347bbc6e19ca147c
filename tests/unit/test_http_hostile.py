"""Servers that misbehave: each is ended by a limit and a sentence."""

from collections.abc import Iterator

import pytest

from reader.sources.http.errors import (
    BadRedirectError,
    CompressionError,
    DisconnectedError,
    HeadersTooLargeError,
    NotFoundError,
    NotHttpError,
    NotTextError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
)
from reader.sources.http.limits import MAX_DISCARDED, MAX_HEADERS, MAX_RETRIES, TOTAL_SECONDS
from tests.fakes.server import (
    FakeServer,
    Reply,
    compressed,
    cut_short,
    endless,
    gzip_bomb,
    raw,
    redirect,
    reply,
    silence,
    slowly,
)
from tests.fakes.web_client import Waits, fetched, web_client

LIMIT = 100_000


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


@pytest.mark.parametrize(
    "answer",
    [
        endless(),
        reply(b"x" * (LIMIT + 1)),
        reply(lambda: [b"x"], content_length="2000000000"),
        gzip_bomb(),
        compressed(reply(b"x" * (LIMIT + 1)), "br"),
    ],
    ids=["without an end", "a byte too many", "2 GB announced", "gzip bomb", "brotli"],
)
async def test_a_body_is_cut_at_the_limit(server: FakeServer, answer: Reply) -> None:
    with pytest.raises(TooLargeError, match=r"asked is too large: postil takes up to 100 KB of it\.$"):
        await fetched(server, answer, limit=LIMIT)
    assert len(server.requests) == 1


async def test_a_body_as_large_as_the_limit_comes(server: FakeServer) -> None:
    body = b"x" * LIMIT
    for answer in (reply(body), reply(lambda: [body]), compressed(reply(body))):
        assert (await fetched(server, answer, limit=LIMIT)).body == body


@pytest.mark.parametrize("answer", [silence(), slowly("x" * 10_000), slowly("x" * 10_000, 0.001)])
async def test_what_takes_too_long_is_ended_however_it_trickles(server: FakeServer, answer: Reply) -> None:
    waits = Waits()
    url = server.add("/", answer)
    async with web_client(waits, seconds=0.05) as client:
        with pytest.raises(TimedOutError, match=r"^127\.0\.0\.1 took longer than 0\.05 seconds\.$"):
            await client.get(url, limit=LIMIT, allowed_hosts=[server.host])
    assert len(waits) == MAX_RETRIES


def test_an_answer_may_take_half_a_minute() -> None:
    assert TOTAL_SECONDS == 30


async def test_an_answer_without_an_end_to_its_head_is_ended(server: FakeServer) -> None:
    with pytest.raises(HeadersTooLargeError, match="more than 64 KB of headers"):
        await fetched(server, raw(b"HTTP/1.1 200 OK\r\nA: " + b"x" * 500_000))


@pytest.mark.parametrize(("size", "is_fine"), [(MAX_HEADERS - 100, True), (MAX_HEADERS + 1, False)])
async def test_headers_have_a_limit(server: FakeServer, size: int, is_fine: bool) -> None:
    answer = reply("fine", x="x" * size)
    if is_fine:
        assert (await fetched(server, answer)).body == b"fine"
    else:
        with pytest.raises(HeadersTooLargeError):
            await fetched(server, answer)


async def test_redirects_in_a_circle_are_left(server: FakeServer) -> None:
    with pytest.raises(TooManyRedirectsError):
        await fetched(server, redirect("/asked"))


async def test_less_than_was_announced_is_nothing(server: FakeServer) -> None:
    with pytest.raises(DisconnectedError, match="before its answer was complete"):
        await fetched(server, cut_short("half of it", 20))


async def test_what_follows_the_announced_end_is_not_read(server: FakeServer) -> None:
    url = server.add("/", reply(lambda: [b"true", b"HTTP/1.1 200 OK\r\n\r\nfalse"], content_length="4"))
    async with web_client() as client:
        for _ in range(2):
            assert (await client.get(url, limit=LIMIT, allowed_hosts=[server.host])).body == b"true"


@pytest.mark.parametrize(
    "answer", [b"220 mail.example.org ready\r\n\r\n", b"\0" * 10_000, b"HTTP/1.1 abc\r\n\r\n"]
)
async def test_what_is_no_web_server_is_called_so(server: FakeServer, answer: bytes) -> None:
    with pytest.raises((NotHttpError, DisconnectedError)):
        await fetched(server, raw(answer))


@pytest.mark.parametrize("status", [302, 404])
async def test_a_body_that_nobody_wants_is_not_read_to_its_end(server: FakeServer, status: int) -> None:
    server.add("/here", reply("here"))
    url = server.add("/", Reply(status, {"Location": "/here"}, endless().body))
    async with web_client() as client:
        if status == 302:
            assert (await client.get(url, limit=LIMIT, allowed_hosts=[server.host])).body == b"here"
        else:
            with pytest.raises(NotFoundError):
                await client.get(url, limit=LIMIT, allowed_hosts=[server.host])


@pytest.mark.parametrize(("size", "connections"), [(MAX_DISCARDED, 1), (MAX_DISCARDED + 1, 2)])
async def test_the_connection_of_a_small_one_is_used_again(
    server: FakeServer, size: int, connections: int
) -> None:
    server.add("/here", reply("here"))
    await fetched(server, Reply(302, {"Location": "/here"}, b"x" * size))
    assert server.connections == connections


@pytest.mark.parametrize("media_type", ["video/mp4", "audio/mpeg", "image/png", "font/woff2"])
async def test_what_has_no_text_is_not_loaded(server: FakeServer, media_type: str) -> None:
    with pytest.raises(NotTextError, match=f"no text to read: it is {media_type}"):
        await fetched(server, Reply(headers={"Content-Type": media_type}, body=endless().body))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply("x", content_encoding="deflate"), "“deflate” is a way that postil did not ask for"),
        (reply("x", content_encoding="gzip, gzip"), "“gzip, gzip” is a way that postil did not ask for"),
        (reply("this is none", content_encoding="gzip"), "it is damaged"),
        (reply("this is none", content_encoding="br"), "it is damaged"),
        (reply(compressed(reply("news " * 99)).body[:-9], content_encoding="gzip"), "its end is missing"),
        (reply(compressed(reply("news " * 99), "br").body[:-1], content_encoding="br"), "its end is missing"),
    ],
)
async def test_what_cannot_be_decompressed_is_refused(server: FakeServer, answer: Reply, reason: str) -> None:
    with pytest.raises(CompressionError, match=reason):
        await fetched(server, answer)


async def test_nul_bytes_come_as_they_are(server: FakeServer) -> None:
    assert (await fetched(server, reply(b"a\0b"))).body == b"a\0b"


async def test_an_address_is_cleaned_in_a_sentence(server: FakeServer) -> None:
    with pytest.raises(BadRedirectError) as raised:
        await fetched(server, Reply(302, {"Location": "x:\x1b[2J//ann:open@sesame@h"}))
    assert "\x1b" not in str(raised.value)
    assert "sesame" not in str(raised.value)
