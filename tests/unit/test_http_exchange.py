"""Requests and answers over one connection: which of them may have a next one."""

import asyncio

import h11
import pytest

from reader.sources.http.exchange import Connection
from reader.sources.http.wire import Receiver, Stream

REQUEST = h11.Request(method="GET", target="/", headers=[("Host", "example.org")])
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Transport(asyncio.Transport):
    """Takes whatever is written."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        pass

    def is_closing(self) -> bool:
        return False

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


@pytest.fixture
def receiver() -> Receiver:
    receiver = Receiver()
    receiver.connection_made(Transport())
    return receiver


@pytest.fixture
def connection(receiver: Receiver) -> Connection:
    return Connection(Stream(receiver.transport, receiver))


async def answer(connection: Connection) -> tuple[int, bytes]:
    head = await connection.ask(REQUEST)
    return head.status_code, b"".join([piece async for piece in connection.body()])


async def test_an_answer_that_was_read_to_its_end_may_have_a_next_one(
    connection: Connection, receiver: Receiver
) -> None:
    for _ in range(3):
        receiver.data_received(FINE)
        assert await answer(connection) == (200, b"ok")
        assert connection.is_ready()


async def test_what_nobody_asked_for_is_nobodys_answer(connection: Connection, receiver: Receiver) -> None:
    receiver.data_received(FINE + FINE)
    assert await answer(connection) == (200, b"ok")
    assert not connection.is_ready()


async def test_nor_is_it_where_it_comes_later(connection: Connection, receiver: Receiver) -> None:
    receiver.data_received(FINE)
    await answer(connection)
    receiver.data_received(FINE)
    assert not connection.is_ready()


@pytest.mark.parametrize(
    "came",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ],
)
async def test_who_says_that_it_is_the_last_one_is_believed(
    connection: Connection, receiver: Receiver, came: bytes
) -> None:
    receiver.data_received(came)
    assert await answer(connection) == (200, b"ok")
    assert not connection.is_ready()


async def test_an_answer_that_was_not_read_has_no_next_one(connection: Connection, receiver: Receiver) -> None:
    receiver.data_received(FINE)
    await connection.ask(REQUEST)
    assert not connection.is_ready()


async def test_what_is_said_before_the_answer_is_passed_over(connection: Connection, receiver: Receiver) -> None:
    receiver.data_received(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + FINE)
    assert await answer(connection) == (200, b"ok")


async def test_a_connection_that_ends_without_an_answer_is_an_error(
    connection: Connection, receiver: Receiver
) -> None:
    receiver.eof_received()
    with pytest.raises(ConnectionAbortedError):
        await answer(connection)
    assert not connection.is_ready()
