"""The bytes of a connection: kept until they are read, and not without a limit."""

import asyncio

import pytest

from reader.sources.http.limits import MAX_UNREAD
from reader.sources.http.wire import Receiver, Stream


class Transport(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.closing = False

    def pause_reading(self) -> None:
        self.said.append("pause")

    def resume_reading(self) -> None:
        self.said.append("resume")

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.said.append(f"write {bytes(data).decode()}")

    def is_closing(self) -> bool:
        return self.closing


@pytest.fixture
def transport() -> Transport:
    return Transport()


@pytest.fixture
def receiver(transport: Transport) -> Receiver:
    receiver = Receiver()
    receiver.connection_made(transport)
    return receiver


async def test_what_came_is_read_in_its_order_and_then_waited_for(receiver: Receiver) -> None:
    receiver.data_received(b"abc")
    receiver.data_received(b"de")
    assert receiver.is_readable
    assert [await receiver.read(4), await receiver.read(4)] == [b"abcd", b"e"]
    assert not receiver.is_readable
    waiting = asyncio.create_task(receiver.read(4))
    await asyncio.sleep(0)
    receiver.data_received(b"f")
    assert await waiting == b"f"


async def test_who_sends_faster_than_is_read_has_to_wait(receiver: Receiver, transport: Transport) -> None:
    receiver.data_received(bytes(MAX_UNREAD))
    assert transport.said == []
    receiver.data_received(b"x")
    assert transport.said == ["pause"]
    await receiver.read(MAX_UNREAD)
    assert transport.said == ["pause"]
    await receiver.read(1)
    assert transport.said == ["pause", "resume"]


async def test_the_end_comes_after_the_last_byte(receiver: Receiver) -> None:
    receiver.data_received(b"x")
    receiver.eof_received()
    receiver.connection_lost(None)
    assert [await receiver.read(9), await receiver.read(9), await receiver.read(9)] == [b"x", b"", b""]
    assert receiver.is_readable


async def test_so_does_an_error(receiver: Receiver) -> None:
    receiver.data_received(b"x")
    receiver.connection_lost(ConnectionResetError())
    assert await receiver.read(9) == b"x"
    with pytest.raises(ConnectionResetError):
        await receiver.read(9)


async def test_nothing_is_written_to_who_has_gone(receiver: Receiver, transport: Transport) -> None:
    Stream(transport, receiver).write(b"x")
    transport.closing = True
    Stream(transport, receiver).write(b"y")
    assert transport.said == ["write x"]
