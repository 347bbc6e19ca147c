"""From a host to a connection with it, at an address that has been checked."""

import asyncio
import os
from collections import Counter
from collections.abc import Sequence

from reader.sources.http.addresses import is_public
from reader.sources.http.errors import (
    HostNotFoundError,
    PrivateAddressError,
    TimedOutError,
    UnreachableError,
)
from reader.sources.http.limits import CONNECT_SECONDS, MAX_PER_FAMILY
from reader.sources.http.resolving import Resolver
from reader.sources.http.wire import Receiver, Stream

_PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")


class Dialler:
    """Connects with any host, or only with those that are of the public internet.

    The addresses that are checked are the ones that are dialled: a name that stands for another a moment later gains
    nothing. Proxies are not used, since they would look the name up themselves.
    """

    def __init__(self, resolve: Resolver) -> None:
        self._resolve = resolve

    async def dial(self, host: str, port: int, *, public_only: bool) -> Stream:
        """A connection with the host.

        Raises:
            HostNotFoundError: it has no address.
            PrivateAddressError: one of its addresses is not public, though it has to be.
            UnreachableError: nobody answers there.
            TimedOutError: it takes longer than `CONNECT_SECONDS`.
        """
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                addresses = await self._addresses(host, public_only=public_only)
                return await _connect(host, addresses, port)
        except TimeoutError as error:
            raise TimedOutError(host, CONNECT_SECONDS) from error

    async def _addresses(self, host: str, *, public_only: bool) -> Sequence[str]:
        """The host's addresses, after each has been checked."""
        try:
            addresses = await self._resolve(host)
        except (OSError, UnicodeError) as error:
            raise HostNotFoundError(host, _proxy_hint()) from error
        if public_only:
            for address in addresses:
                if not is_public(address):
                    raise PrivateAddressError(host, address)
        return addresses


async def _connect(host: str, addresses: Sequence[str], port: int) -> Stream:
    """A connection with the first address that takes one; they share the time there is."""
    candidates = _worth_trying(addresses)
    loop = asyncio.get_running_loop()
    failure: OSError | None = None
    for address in candidates:
        try:
            async with asyncio.timeout(CONNECT_SECONDS / len(candidates)):
                transport, receiver = await loop.create_connection(Receiver, address, port)
            return Stream(transport, receiver)
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError):
        raise failure
    reason = os.strerror(failure.errno) if failure and failure.errno else "no address of it can be dialled"
    raise UnreachableError(host, reason, _proxy_hint()) from failure


def _worth_trying(addresses: Sequence[str]) -> list[str]:
    """The first addresses of each family: there may be many, and one family may not work here at all."""
    tried: Counter[bool] = Counter()
    worth = []
    for address in addresses:
        is_version_6 = ":" in address
        tried[is_version_6] += 1
        if tried[is_version_6] <= MAX_PER_FAMILY:
            worth.append(address)
    return worth


def _proxy_hint() -> str:
    """What to say beside a failure where the reader may think that a proxy is used."""
    variable = next((name for name in _PROXY_VARIABLES if os.environ.get(name)), None)
    return f" postil connects by itself, not through the proxy in {variable}." if variable else ""
