"""Sending a form: what goes out, what comes back, and what is never sent on."""

from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest

from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import (
    FormRedirectError,
    LoginError,
    PrivateAddressError,
    ServerError,
    TooLargeError,
)
from reader.sources.http.responses import Response
from tests.fakes.server import Answer, FakeServer, redirect, reply
from tests.fakes.web_client import web_client

FORM = [("i", "1"), ("i", "a b&c=é"), ("T", "secret")]


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


async def sent(server: FakeServer, answer: Answer, limit: int = 100) -> Response:
    async with web_client() as client:
        url = server.add("/form", answer)
        return await client.post(
            url, FORM, limit=limit, credentials=Credentials("ann", "word"), allowed_hosts=[server.netloc]
        )


async def test_a_form_is_sent_whole_and_its_answer_given(server: FakeServer) -> None:
    response = await sent(server, reply("OK", "text/plain"))
    assert (response.status, response.body) == (200, b"OK")
    (request,) = server.requests
    assert request.method == "POST"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["authorization"].startswith("Basic ")
    assert parse_qsl(request.body.decode()) == FORM


async def test_connections_are_used_again_for_forms(server: FakeServer) -> None:
    async with web_client() as client:
        url = server.add("/form", reply("OK"))
        for _ in range(3):
            await client.post(url, FORM, limit=100, allowed_hosts=[server.netloc])
    assert server.connections == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_form_is_never_sent_on(server: FakeServer, status: int) -> None:
    with pytest.raises(FormRedirectError, match=r"wants what it is sent to go to “https://elsewhere\.example/x”"):
        await sent(server, redirect("https://elsewhere.example/x", status))
    assert len(server.requests) == 1


async def test_a_form_is_sent_once_even_where_the_server_has_trouble(server: FakeServer) -> None:
    with pytest.raises(ServerError):
        await sent(server, reply(status=503))
    assert len(server.requests) == 1


async def test_refusals_and_limits_are_those_of_any_request(server: FakeServer) -> None:
    with pytest.raises(LoginError):
        await sent(server, reply(status=401))
    with pytest.raises(TooLargeError):
        await sent(server, reply("x" * 101))
    async with web_client() as client:
        with pytest.raises(PrivateAddressError):
            await client.post(server.url("/form"), FORM, limit=100)
