"""Which addresses are public, and that no other is ever dialled."""

import asyncio
import errno
import socket
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.http import dialling
from reader.sources.http.addresses import is_public
from reader.sources.http.dialling import Dialler
from reader.sources.http.errors import (
    HostNotFoundError,
    PrivateAddressError,
    TimedOutError,
    UnreachableError,
)
from reader.sources.http.limits import MAX_PER_FAMILY
from reader.sources.http.resolving import resolve
from tests.fakes.server import FakeServer, redirect, reply
from tests.fakes.web_client import web_client

PUBLIC = ["93.184.216.34", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "192.167.1.1", "223.255.255.255"]
PUBLIC_6 = ["2606:2800:220:1::1", "2a00::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1"]
PRIVATE = [
    *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),
    *("172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
]
PRIVATE_6 = [
    *("::", "::1", "::127.0.0.1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1"),
    *("2001:db8::1", "3fff::1", "64:ff9b:1::1.1.1.1", "100::1", "4000::1"),
    # Teredo: its server's address, and its client's with every bit turned over.
    *("2001:0:a00:1::feff:fffe", "2001:0:101:101::80ff:fffe"),
]

LOOPBACK = [
    *("127.0.0.1", "localhost", "LOCALHOST", "127.1", "0", "2130706433", "0x7f000001", "0x7f.1"),
    *(
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ),
    *("[2002:7f00:1::1]", "127。0。0。1", "017700000001", "[::]", "0.0.0.0"),
]


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        server.otherwise = lambda _: reply("secret")
        yield server


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_6)
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE + PRIVATE_6)
def test_all_else_is_not(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_what_stands_for_an_address_is_as_public_as_that(address: IPv4Address) -> None:
    public = is_public(str(address))
    number = int(address)
    for wrapped in (
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80) | 1),
        IPv6Address((0x20010000 << 96) | (int(IPv4Address("1.1.1.1")) << 64) | (number ^ 0xFFFF_FFFF)),
    ):
        assert is_public(str(wrapped)) is public


@given(st.ip_addresses(v=6))
def test_every_address_is_one_or_the_other(address: IPv6Address) -> None:
    assert is_public(str(address)) in {True, False}


@pytest.mark.parametrize("host", LOOPBACK)
async def test_this_machine_is_not_asked_however_it_is_called(server: FakeServer, host: str) -> None:
    async with web_client(resolver=resolve) as client:
        with pytest.raises(PrivateAddressError, match="not on the public internet"):
            await client.get(f"http://{host}:{server.port}/", limit=100)
    assert server.connections == 0


@pytest.mark.parametrize("host", LOOPBACK)
async def test_no_redirect_leads_there(server: FakeServer, host: str) -> None:
    async with web_client(resolver=resolve) as client:
        with FakeServer() as outside:
            url = outside.add("/", redirect(f"http://{host}:{server.port}/"))
            with pytest.raises(PrivateAddressError):
                await client.get(url, limit=100, allowed_hosts=[outside.netloc])
    assert server.connections == 0


async def test_a_host_of_this_network_is_asked_where_the_reader_says_so(server: FakeServer) -> None:
    for allowed in (server.netloc, server.host):
        async with web_client(resolver=resolve) as client:
            assert (await client.get(server.url(), limit=100, allowed_hosts=[allowed])).body == b"secret"


async def test_it_may_be_one_of_ipv6() -> None:
    try:
        with FakeServer(host="::1") as server:
            url = server.add("/", reply("here"))
            async with web_client(resolver=resolve) as client:
                assert (await client.get(url, limit=100, allowed_hosts=[server.netloc])).body == b"here"
    except OSError:
        pytest.skip("This machine has no IPv6.")


@pytest.mark.parametrize("allowed", [[], ["127.0.0.1:1"], ["127.0.0"], ["example.org"]])
async def test_other_words_of_the_reader_do_not_count(server: FakeServer, allowed: list[str]) -> None:
    async with web_client() as client:
        with pytest.raises(PrivateAddressError):
            await client.get(server.url(), limit=100, allowed_hosts=allowed)


async def test_a_connection_for_one_who_may_is_not_there_for_one_who_may_not(server: FakeServer) -> None:
    async with web_client() as client:
        await client.get(server.url(), limit=100, allowed_hosts=[server.netloc])
        with pytest.raises(PrivateAddressError):
            await client.get(server.url(), limit=100)
    assert len(server.requests) == 1


class Resolver:
    """Gives other answers each time, and the last for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were dialled; nobody answers at any of them."""
    addresses: list[str] = []

    async def refuse(_loop: object, _protocol: object, address: str, _port: int) -> None:
        addresses.append(address)
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", refuse)
    return addresses


async def test_what_is_dialled_is_what_was_checked_whatever_the_name_stands_for_next(dialled: list[str]) -> None:
    resolver = Resolver(["1.1.1.1"], ["127.0.0.1"])
    dialler = Dialler(resolver)
    with pytest.raises(UnreachableError, match=r"^changing\.test cannot be reached: connection refused\.$"):
        await dialler.dial("changing.test", 80, public_only=True)
    assert (resolver.asked, dialled) == (["changing.test"], ["1.1.1.1"])
    with pytest.raises(
        PrivateAddressError, match=r"^changing\.test is at 127\.0\.0\.1, which is not on the public internet"
    ):
        await dialler.dial("changing.test", 80, public_only=True)
    assert dialled == ["1.1.1.1"]


async def test_one_private_address_among_others_is_enough(dialled: list[str]) -> None:
    dialler = Dialler(Resolver(["1.1.1.1", "2606:2800:220:1::1", "10.0.0.1"]))
    with pytest.raises(PrivateAddressError):
        await dialler.dial("mixed.test", 80, public_only=True)
    assert dialled == []


async def test_a_few_addresses_of_each_family_are_tried(dialled: list[str]) -> None:
    many = [f"2606::{n}" for n in range(1, 9)] + [f"1.1.1.{n}" for n in range(1, 9)]
    with pytest.raises(UnreachableError):
        await Dialler(Resolver(many)).dial("many.test", 80, public_only=True)
    assert dialled == ["2606::1", "2606::2", "1.1.1.1", "1.1.1.2"]
    assert MAX_PER_FAMILY == 2


async def test_the_next_address_is_tried_where_the_first_is_silent(server: FakeServer) -> None:
    # Nobody listens on the port of the first.
    resolver = Resolver(["127.0.0.9", "127.0.0.1"])
    stream = await Dialler(resolver).dial("two.test", server.port, public_only=False)
    stream.close()
    await stream.wait_closed()


async def test_a_host_without_an_address_is_not_found(dialled: list[str]) -> None:
    async def none(host: str) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with web_client(resolver=none) as client:
        with pytest.raises(HostNotFoundError, match=r"There is no host “nowhere\.test”"):
            await client.get("http://nowhere.test/feed", limit=100)


async def test_no_host_can_have_a_name_that_long() -> None:
    async with web_client(resolver=resolve) as client:
        with pytest.raises(HostNotFoundError):
            await client.get(f"http://{'a' * 70}/", limit=100)


@pytest.mark.parametrize("slow_part", ["names", "connections"])
async def test_connecting_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch, slow_part: str) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(dialling, "CONNECT_SECONDS", 0.01)
    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", never)
    resolver = never if slow_part == "names" else Resolver(["1.1.1.1"])
    with pytest.raises(TimedOutError, match=r"took longer than 0\.01 seconds"):
        await Dialler(resolver).dial("slow.test", 80, public_only=True)  # type: ignore[arg-type]


async def test_a_proxy_that_is_not_used_is_mentioned_where_nobody_answers(
    dialled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:sesame@proxy.test:3128")
    with pytest.raises(UnreachableError, match=r"not through the proxy in HTTPS_PROXY\.$"):
        await Dialler(Resolver(["1.1.1.1"])).dial("slow.test", 80, public_only=True)


async def test_names_are_looked_up_by_the_system() -> None:
    assert "127.0.0.1" in await resolve("localhost")
