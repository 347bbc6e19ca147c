"""Asking for an address: what comes, where it leads, when it is asked for again."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from reader import __version__
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import (
    BadRedirectError,
    DisconnectedError,
    FetchError,
    ForbiddenError,
    GoneError,
    InvalidUrlError,
    LoginError,
    NotFoundError,
    ServerError,
    StatusError,
    TooManyRedirectsError,
    TooManyRequestsError,
)
from reader.sources.http.limits import MAX_REDIRECTS, MAX_RETRIES, RETRY_SECONDS
from reader.sources.http.responses import Conditions
from tests.fakes.server import (
    FakeServer,
    Reply,
    Request,
    compressed,
    conditional,
    protected,
    raw,
    redirect,
    reply,
)
from tests.fakes.web_client import Waits, fetched, web_client

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
SECRET = "open sesame"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


async def test_what_comes_is_given_with_what_is_said_of_it(server: FakeServer) -> None:
    url = server.add(
        "/feed",
        reply(
            "<rss/>",
            'Application/RSS+XML; charset="UTF-8"',
            etag='W/"1"',
            last_modified="Sat, 28 Nov 2026 08:00:00 GMT",
            retry_after="60",
        ),
    )
    async with web_client(now=lambda: NOON) as client:
        response = await client.get(url, limit=100, allowed_hosts=[server.netloc])
    assert (response.url, response.final_url, response.status) == (url, url, 200)
    assert (response.media_type, response.charset) == ("application/rss+xml", "utf-8")
    assert (response.etag, response.last_modified) == ('W/"1"', "Sat, 28 Nov 2026 08:00:00 GMT")
    assert (response.retry_after, response.moved_to, response.not_modified) == (60, None, False)
    assert response.fetched_at == "2026-11-28T12:00:00.000Z"
    assert response.body == b"<rss/>"
    assert response.body_sha256 == sha256(b"<rss/>").hexdigest()


async def test_a_server_is_told_who_asks_for_what(server: FakeServer) -> None:
    await fetched(server, reply(), accept="application/rss+xml")
    headers = server.requests[0].headers
    assert headers == {
        "host": server.netloc,
        "user-agent": f"postil/{__version__}",
        "accept": "application/rss+xml",
        "accept-encoding": "gzip, br",
    }


@pytest.mark.parametrize("conditions", [Conditions(etag='"1"'), Conditions(last_modified="yesterday")])
async def test_what_has_not_changed_does_not_come_again(server: FakeServer, conditions: Conditions) -> None:
    named = {"etag": conditions.etag, "last_modified": conditions.last_modified}
    answer = conditional(reply("news", **{name: value for name, value in named.items() if value}))
    response = await fetched(server, answer, conditions=conditions)
    assert (response.not_modified, response.status, response.body) == (True, 304, b"")
    other = await fetched(server, answer, conditions=Conditions('"0"', "never"))
    assert (other.not_modified, other.body) == (False, b"news")


async def test_unchanged_is_no_answer_to_who_has_nothing(server: FakeServer) -> None:
    with pytest.raises(StatusError, match="answered 304"):
        await fetched(server, Reply(304))


@pytest.mark.parametrize("coding", ["gzip", "br"])
async def test_a_compressed_body_is_decompressed(server: FakeServer, coding: str) -> None:
    text = "news " * 10_000
    assert (await fetched(server, compressed(reply(text), coding))).body == text.encode()


async def test_connections_are_used_again(server: FakeServer) -> None:
    url = server.add("/", [reply("1"), reply("Not now.", status=404), Reply(304), redirect("/2"), reply("3")])
    server.add("/2", reply("2"))
    async with web_client() as client:
        for _ in range(5):
            try:
                await client.get(url, limit=10, allowed_hosts=[server.host])
            except FetchError:
                continue
    assert len(server.requests) == 6
    assert server.connections == 1


async def test_redirects_are_followed_from_any_kind_of_address(server: FakeServer) -> None:
    server.add("/one", redirect("two?page=1"))
    server.add("/two", redirect(f"//{server.netloc}/drei%20f\u00fcnf", 303))
    server.add("/drei%20f%C3%BCnf", reply("here"))
    response = await fetched(server, redirect("/one", 307))
    assert response.final_url == server.url("/drei%20f%C3%BCnf")
    assert response.url == server.url("/asked")
    assert response.body == b"here"


@pytest.mark.parametrize(
    ("statuses", "has_moved"), [([301], True), ([308, 301], True), ([301, 302], False), ([307, 301], False)]
)
async def test_an_address_has_moved_if_every_redirect_is_for_ever(
    server: FakeServer, statuses: list[int], has_moved: bool
) -> None:
    for number, status in enumerate(statuses[1:], start=1):
        server.add(f"/{number}", redirect(f"/{number + 1}", status))
    server.add(f"/{len(statuses)}", reply("here"))
    response = await fetched(server, redirect("/1", statuses[0]))
    assert response.moved_to == (server.url(f"/{len(statuses)}") if has_moved else None)


async def test_as_many_redirects_are_followed_as_may_be_and_no_more(server: FakeServer) -> None:
    def onward(request: Request) -> Reply:
        step = int(request.path.strip("/"))
        return redirect(f"/{step - 1}") if step else reply("here")

    server.otherwise = onward
    async with web_client() as client:
        url = server.url(f"/{MAX_REDIRECTS}")
        assert (await client.get(url, limit=10, allowed_hosts=[server.host])).body == b"here"
        with pytest.raises(TooManyRedirectsError, match="more than 8 times"):
            await client.get(server.url(f"/{MAX_REDIRECTS + 1}"), limit=10, allowed_hosts=[server.host])


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "https://[", "http://a b/"]
)
async def test_a_redirect_to_what_is_not_of_the_web_is_not_followed(server: FakeServer, target: str) -> None:
    with pytest.raises(BadRedirectError, match="which is no web address"):
        await fetched(server, redirect(target))


async def test_a_redirect_to_nowhere_is_not_followed(server: FakeServer) -> None:
    with pytest.raises(BadRedirectError):
        await fetched(server, Reply(302))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, StatusError),
        (401, LoginError),
        (403, ForbiddenError),
        (404, NotFoundError),
        (410, GoneError),
        (429, TooManyRequestsError),
        (451, StatusError),
    ],
)
async def test_what_is_refused_is_asked_for_once(
    server: FakeServer, status: int, kind: type[StatusError]
) -> None:
    with pytest.raises(kind, match=str(status)) as raised:
        await fetched(server, reply(status=status))
    assert raised.value.status == status
    assert raised.value.gone is (status == 410)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_says_when_to_come_back_is_left_alone(server: FakeServer, status: int) -> None:
    with pytest.raises(StatusError, match="left alone for 0:02:00") as raised:
        await fetched(server, reply(status=status, retry_after="120"))
    assert raised.value.retry_after == 120
    assert len(server.requests) == 1


async def test_a_server_in_trouble_is_asked_twice_more_at_growing_intervals(server: FakeServer) -> None:
    waits = Waits()
    url = server.add("/", reply(status=502))
    async with web_client(waits) as client:
        with pytest.raises(ServerError, match="trouble of its own \\(502\\)"):
            await client.get(url, limit=10, allowed_hosts=[server.host])
    assert len(server.requests) == 1 + MAX_RETRIES
    assert waits == [RETRY_SECONDS, 2 * RETRY_SECONDS]


async def test_a_server_whose_trouble_passes_is_heard(server: FakeServer) -> None:
    troubles = [reply(status=500), raw(b""), reply("well again")]
    assert (await fetched(server, troubles)).body == b"well again"


async def test_a_server_that_goes_before_it_has_answered_is_named(server: FakeServer) -> None:
    with pytest.raises(DisconnectedError, match=r"^127\.0\.0\.1 broke off"):
        await fetched(server, raw(b""))


async def test_the_name_and_password_are_told_to_the_server(server: FakeServer) -> None:
    answer = protected(reply("for members"), "ann", SECRET)
    with pytest.raises(LoginError):
        await fetched(server, answer)
    assert (await fetched(server, answer, credentials=Credentials("ann", SECRET))).body == b"for members"


async def test_the_name_and_password_of_an_address_are_told_and_not_kept(server: FakeServer) -> None:
    server.add("/", protected(reply("for members"), "ann", "a b@c"))
    async with web_client() as client:
        response = await client.get(
            f"http://ann:a%20b%40c@{server.netloc}/", limit=100, allowed_hosts=[server.host]
        )
    assert response.body == b"for members"
    assert "ann" not in repr(response)


async def test_another_host_is_not_told_the_password(server: FakeServer) -> None:
    server.add(
        "/", [redirect(f"http://other.test:{server.port}/"), redirect(f"http://first.test:{server.port}/2")]
    )
    server.add("/2", reply("here"))
    async with web_client() as client:
        await client.get(
            f"http://first.test:{server.port}/",
            limit=100,
            credentials=Credentials("ann", SECRET),
            allowed_hosts=["first.test", "other.test"],
        )
    assert ["authorization" in request.headers for request in server.requests] == [True, False, False]


async def test_another_port_of_the_host_is_not_told_the_password(server: FakeServer) -> None:
    with FakeServer() as other:
        url = other.add("/", reply("here"))
        await fetched(server, redirect(url), credentials=Credentials("ann", SECRET))
        assert "authorization" not in other.requests[0].headers


async def test_a_redirect_on_the_same_host_is_told_the_password(server: FakeServer) -> None:
    server.add("/2", protected(reply("for members"), "ann", SECRET))
    response = await fetched(server, redirect("/2"), credentials=Credentials("ann", SECRET))
    assert response.body == b"for members"


async def test_a_password_is_in_no_log_and_no_error(server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    credentials = Credentials("ann", SECRET)
    with pytest.raises(LoginError) as raised:
        await fetched(server, reply(status=401), credentials=credentials)
    said = [caplog.text, str(raised.value), repr(credentials), str(credentials)]
    for secret in (SECRET, credentials.header().decode()):
        assert not any(secret in text for text in said)


@pytest.mark.parametrize("url", ["example.org/feed", "file:///etc/passwd", "ftp://example.org/", "http://", ""])
async def test_what_is_no_address_of_the_web_is_not_asked_for(url: str) -> None:
    async with web_client() as client:
        with pytest.raises(InvalidUrlError, match="is no web address"):
            await client.get(url, limit=10)
