"""From a host's name to its addresses."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

Resolver = Callable[[str], Awaitable[Sequence[str]]]
"""Gives the addresses of a host, the best first; raises `OSError` or `UnicodeError` if it has none."""


async def resolve(host: str) -> Sequence[str]:
    """The addresses that the system knows for a host: from its name, or from an address however it is written.

    Raises:
        OSError: there is no such host, or nobody can be asked.
        UnicodeError: no host can be called that.
    """
    with suppress(socket.gaierror):
        return _ask_system(host, socket.AI_NUMERICHOST)
    return await _in_thread_of_its_own(lambda: _ask_system(host, 0))


def _ask_system(host: str, flags: int) -> list[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=flags)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


async def _in_thread_of_its_own(call: Callable[[], list[str]]) -> list[str]:
    """What the call gives, waited for without holding up anything else.

    asyncio's own threads are few, and are waited for when the program ends: one name server that does not answer would
    keep both the other feeds and the reader who quits.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str] | None, error: Exception | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(addresses or [])

    def run() -> None:
        addresses, failure = None, None
        try:
            addresses = call()
        except (OSError, UnicodeError) as error:
            failure = error
        # Nobody waits for it any more where the loop has been closed.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, addresses, failure)

    threading.Thread(target=run, name="name lookup", daemon=True).start()
    return await answer
