"""Giving what is at the cursor to a program: what of it, and to which."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from reader.services.piping.command_history import load, remember
from reader.services.piping.piping import Given
from reader.services.piping.programs import parse_command
from reader.ui.host import Host
from reader.ui.prompts.prompt import Prompt, Suggestion

Show = Callable[[str, Given], Awaitable[None]]


class Piping:
    """The command that gives something of what `meant` offers to a program; `show` shows what comes of it."""

    def __init__(self, host: Host, meant: Callable[[], Sequence[Given]], show: Show) -> None:
        self._host = host
        self._meant = meant
        self._show = show

    async def action_pipe(self) -> None:
        offered = self._meant()
        if not offered:
            self._host.say("There is nothing here to give to a program.")
        elif len(offered) == 1:
            await self._give(offered[0])
        else:
            names = ", ".join(f"{given.letter} {given.name}" for given in offered)
            self._host.ask_letter(f"give to a program: {names}", partial(self._take, offered))

    def _take(self, offered: Sequence[Given], letter: str) -> None:
        given = next((each for each in offered if each.letter == letter), None)
        if given is None:  # the reader thought better of it
            self._host.say("")
        else:
            self._host.do_later(partial(self._give, given))

    async def _give(self, given: Given) -> None:
        places = self._host.session.places
        known = await asyncio.to_thread(load, places)

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [(line, "") for line in known if line.startswith(typed) and line != typed]

        def check(line: str) -> str:
            parse_command(line)
            return line.strip()

        line = await self._host.ask(Prompt(f"Give {given.name} to", suggest=suggest, check=check))
        if line is not None:
            await asyncio.to_thread(remember, places, line)
            await self._show(line, given)
