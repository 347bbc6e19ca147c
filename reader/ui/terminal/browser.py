"""Opening an address in the reader's browser."""

import asyncio
import shutil
from collections.abc import Sequence
from urllib.parse import urlsplit

from reader.model import PostilError

_OPENERS = ("xdg-open", "open", "wslview")


class BrowserError(PostilError):
    """An address that cannot be opened; the text says why."""


async def open_address(url: str) -> None:
    """Hand `url` to the system's opener as one argument; only http and https addresses are.

    Raises `BrowserError` for another kind of address, or when there is nothing to open it with.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BrowserError(f"Only http and https addresses are opened, and this is not one: {url[:200]}")
    opener = next(filter(None, map(shutil.which, _OPENERS)), None)
    if opener is None:
        raise BrowserError(f"There is no program here to open addresses with (xdg-open or open): {url[:200]}")
    await run([opener, url])


async def run(command: Sequence[str]) -> None:
    """Start a program beside postil; it has no part in the terminal. Raises `BrowserError` if it cannot be started."""
    try:
        await _start(command)
    except OSError as error:
        raise BrowserError(f"“{command[0]}” cannot be started: {error.strerror}.") from error


async def _start(command: Sequence[str]) -> None:
    await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
