"""Keys that come faster than what they are meant for is there: pasted, from a macro, or in one go over a slow line."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from functools import partial
from typing import Any

from textual import events
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from reader.ui.running.beside import Work

LONGEST_WAIT = 1.0
"""The most seconds that a key waits for what a command begins; what takes longer goes on beside the screen."""

_begun: ContextVar[asyncio.Event | None] = ContextVar("begun", default=None)
"""What the command that is being carried out in this task is waited for by; set while keys may come."""


class Typeahead:
    """Has each key wait until the one before it has had its effect.

    A command may be about to ask for what the next keys say, and text that was typed may not be in its field yet.
    """

    def __init__(self) -> None:
        self._last: asyncio.Event | None = None
        self._left: list[MessagePump] = []

    def carry_out(self, work: Work) -> Work:
        """What carries out a command; from now on keys wait until that is done, or asks something."""
        begun = self._last = asyncio.Event()
        return partial(_carry_out, work, begun)

    def asks(self, prompt: Screen[Any]) -> None:
        """The command of this task has shown a prompt: keys may come when that has the focus."""
        begun = _begun.get()
        if begun is not None:
            prompt.call_later(begun.set)

    def is_answered(self) -> None:
        """It has its answer and goes on."""
        begun = _begun.get()
        if begun is not None:
            begun.clear()

    async def ready(self, event: events.Key, focused: Callable[[], Widget | None]) -> None:
        """Return when this key may have its effect; `focused` gives what has the focus."""
        if self._last is not None:
            await _until(self._last)
        left, self._left = self._left, []
        await _heard(left)  # what a field said to those it stands in: to leave it, perhaps
        field = focused()
        if field is not None and _takes_text(field) and not field.check_consume_key(event.key, event.character):
            await _heard([field])  # the text that was typed before
            self._left = [node for node in field.ancestors_with_self if node is not field.app]


def _takes_text(field: Widget) -> bool:
    """Whether a letter that is typed is text for it."""
    return field.check_consume_key("a", "a")


async def _carry_out(work: Work, begun: asyncio.Event) -> None:
    _begun.set(begun)
    try:
        await work()
    finally:
        begun.set()


async def _heard(nodes: Iterable[MessagePump]) -> None:
    """Wait until each of them, one after another, has done what it was told by now."""
    for node in nodes:
        is_done = asyncio.Event()
        if node.call_later(is_done.set):
            await _until(is_done)


async def _until(event: asyncio.Event) -> None:
    """Wait for an event, but not for ever, and not twice."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_WAIT):
            await event.wait()
    event.set()
