"""What is to be seen after each command of the table of commands, told by the context it works in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from reader.ui.commands import Command, Where
from tests.composed import Reader


@dataclass(frozen=True, slots=True)
class Press:
    """Types the keys under test."""

    reader: Reader
    command: Command
    keys: str

    async def __call__(self) -> None:
        await self.reader.press(*self.keys.split())


Check = Callable[[Reader, Press], Awaitable[None]]
CHECKS: dict[tuple[Where, str], Check] = {}


def seen_after(where: Where, *names: str) -> Callable[[Check], Check]:
    """Makes a function the check of one or more commands of a context: it types the keys and looks what they did."""

    def register(check: Check) -> Check:
        CHECKS.update({(where, name): check for name in names})
        return check

    return register


COLOURS = range(1, 7)
