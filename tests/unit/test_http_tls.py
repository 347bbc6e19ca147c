"""Encrypted connections: with whom they should be, or not at all."""

import asyncio
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.sources.http import certificates, connections
from reader.sources.http.certificates import trusted_by_system
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import DowngradeError, TimedOutError, TooLargeError, UntrustedError
from tests.fakes.server import FakeServer, endless, protected, redirect, reply, silence, slowly
from tests.fakes.web_client import fetched, web_client

# Made for these tests alone: for localhost, fake.invalid and 127.0.0.1, until the year 2126.
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBsDCCAVWgAwIBAgIUT56B1mTCsL3JfwIdakBKY+E5SKEwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMZmFrZS5pbnZhbGlkMCAXDTI2MTEyODEzMTgwMloYDzIxMjYx
MTA0MTMxODAyWjAXMRUwEwYDVQQDDAxmYWtlLmludmFsaWQwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARAXin3UqvAahQgFevAzDO3teeGs/bkY4oyV9ZxvCwilFUv
6sVWyTy/BUTFygFjaUW9pDLRcUV8d2Pz8xUv0imyo30wezAdBgNVHQ4EFgQUi266
FLu4/jHF+vbGTn57IzKZRL4wHwYDVR0jBBgwFoAUi266FLu4/jHF+vbGTn57IzKZ
RL4wDwYDVR0TAQH/BAUwAwEB/zAoBgNVHREEITAfgglsb2NhbGhvc3SCDGZha2Uu
aW52YWxpZIcEfwAAATAKBggqhkjOPQQDAgNJADBGAiEAlOyQOemkc3oJFVj+DcKH
bHmvZ2kB3NdnVC1u/ncJ8jsCIQDuS33AjhoAAj9XhVK0Utbx1qoTFxUE86fIAOep
iVJ6uA==
-----END CERTIFICATE-----
"""
KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0cw+Wq9j+DMSyJBh
zrWd0EF9/FFoc2N7XOiDkeAiPH2hRANCAARAXin3UqvAahQgFevAzDO3teeGs/bk
Y4oyV9ZxvCwilFUv6sVWyTy/BUTFygFjaUW9pDLRcUV8d2Pz8xUv0imy
-----END PRIVATE KEY-----
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FakeServer]:
    (tmp_path / "both.pem").write_text(CERTIFICATE + KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    with FakeServer(tls=context) as server:
        yield server


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate of the server is one of the system's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=CERTIFICATE)
    monkeypatch.setattr(connections, "trusted_by_system", lambda: context)


@pytest.mark.usefixtures("trusted")
async def test_what_is_encrypted_comes_over_connections_that_are_kept(server: FakeServer) -> None:
    body = "news " * 100_000
    url = server.add("/", reply(body))
    async with web_client() as client:
        for _ in range(3):
            assert (await client.get(url, limit=len(body), allowed_hosts=[server.host])).body == body.encode()
    assert server.connections == 1


@pytest.mark.usefixtures("trusted")
async def test_limits_hold_there_too(server: FakeServer) -> None:
    with pytest.raises(TooLargeError):
        await fetched(server, endless())
    for answer in (silence(), slowly("x" * 10_000)):
        url = server.add("/", answer)
        async with web_client(seconds=0.2) as client:
            with pytest.raises(TimedOutError):
                await client.get(url, limit=100_000, allowed_hosts=[server.host])


async def test_a_certificate_that_nobody_vouches_for_is_not_accepted(server: FakeServer) -> None:
    with pytest.raises(
        UntrustedError, match=r"^No secure connection to 127.0.0.1: its certificate is not accepted \(self.signed"
    ):
        await fetched(server, reply())
    assert server.requests == []


@pytest.mark.usefixtures("trusted")
async def test_nor_is_one_of_another_host(server: FakeServer) -> None:
    async with web_client() as client:
        with pytest.raises(UntrustedError, match=r"not accepted \(Hostname mismatch"):
            await client.get(f"https://other.test:{server.port}/", limit=10, allowed_hosts=["other.test"])


async def test_who_does_not_speak_tls_is_not_trusted() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    plain = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with plain, web_client() as client:
        port = plain.sockets[0].getsockname()[1]
        with pytest.raises(UntrustedError, match=r"^No secure connection to 127\.0\.0\.1: [a-z ]+\.$"):
            await client.get(f"https://127.0.0.1:{port}/", limit=10, allowed_hosts=["127.0.0.1"])


@pytest.mark.usefixtures("trusted")
async def test_a_password_does_not_leave_the_encrypted_web(server: FakeServer) -> None:
    with FakeServer() as plain:
        url = plain.add("/", reply("here"))
        with pytest.raises(DowngradeError, match="from https to http, where anybody could read the password"):
            await fetched(server, redirect(url), credentials=Credentials("ann", "open sesame"))
        assert plain.requests == []
        assert (await fetched(server, redirect(url))).body == b"here"


@pytest.mark.usefixtures("trusted")
async def test_a_password_goes_along_into_the_encrypted_web(server: FakeServer) -> None:
    url = server.add("/", protected(reply("for members"), "ann", "open sesame"))
    with FakeServer() as plain:
        response = await fetched(plain, redirect(url), credentials=Credentials("ann", "open sesame"))
    assert response.body == b"for members"


def test_the_certificates_of_the_system_are_loaded_once() -> None:
    assert trusted_by_system() is trusted_by_system()
    assert trusted_by_system().verify_mode is ssl.CERT_REQUIRED
    assert trusted_by_system().check_hostname


def test_certificates_are_found_where_other_systems_have_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").write_text(CERTIFICATE)
    nowhere = ssl.DefaultVerifyPaths(None, None, "", "", "", "")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    monkeypatch.setattr(certificates, "_USUAL_PLACES", ("/no/such/file", str(tmp_path / "ca.pem")))
    context = certificates.trusted_by_system.__wrapped__()
    assert "fake.invalid" in str(context.get_ca_certs())
