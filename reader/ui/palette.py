"""The command palette: every command of the table by its name, its keys and what it does, and the themes."""

import re
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.text.fold import fold
from reader.ui.commands import Command, Where
from reader.ui.host import host
from reader.ui.keys.docs import CONTEXT_TITLES, keys_of
from reader.ui.keys.keymap import shown

if TYPE_CHECKING:
    from collections.abc import Callable

ELSEWHERE = 0.5
"""What the score of a command that does not work here is multiplied by."""
KEYS_SCORE = 1_000.0
"""The score of a command with the keys that were typed: more than any name has."""
LEAST_WORD = 3
"""From so many characters on the words are looked for in what a command does, too."""


class PostilCommands(Provider):
    """Finds commands. Those that work where the palette was opened come first; the others say where they do."""

    async def discover(self) -> Hits:
        """What the palette shows before anything is typed: the commands that work here, the footer's first."""
        here = [command for command, works_here in self._commands() if works_here]
        for command in sorted(here, key=lambda command: not command.footer):
            yield DiscoveryHit(_titled(command, Content(command.title)), partial(self._run, command))

    async def search(self, query: str) -> Hits:
        """The commands with these keys, or with a name or a use like `query`, and the themes with such a name."""
        matcher = self.matcher(query)
        for command, works_here in self._commands():
            score = max(matcher.match(command.title), _other_score(command, query))
            if score > 0:
                yield Hit(
                    score if works_here else score * ELSEWHERE,
                    _titled(command, matcher.highlight(command.title)),
                    partial(self._run, command) if works_here else partial(self._say_where, command),
                    text=command.title,
                    help=command.help,
                )
        for name in self.app.available_themes:
            title = f"Theme: {name}"
            score = matcher.match(title)
            if score > 0:
                yield Hit(
                    score * ELSEWHERE, matcher.highlight(title), partial(self._choose_theme, name), text=title
                )

    def _commands(self) -> list[tuple[Command, bool]]:
        """Each command once, and whether it works where the palette was opened, those that do first."""
        here = (*self._contexts(), Where.EVERYWHERE)
        commands = host(self.screen).commands
        found: dict[str, tuple[Command, bool]] = {}
        for where in dict.fromkeys((*here, *Where)):
            for command in commands:
                if command.where is where:
                    found.setdefault(command.id, (command, where in here))
        return list(found.values())

    def _contexts(self) -> tuple[Where, ...]:
        for place in (self.focused or self.screen).ancestors_with_self:
            contexts: Callable[[], tuple[Where, ...]] | None = getattr(place, "key_contexts", None)
            if contexts is not None and place is not self.app:
                return contexts()
        return ()

    def _run(self, command: Command) -> None:
        host(self.screen).run_command(command)

    def _say_where(self, command: Command) -> None:
        place = CONTEXT_TITLES[command.where]
        host(self.screen).say(f"{command.title} works {place[0].lower()}{place[1:]} ({keys_of(command)}).")

    def _choose_theme(self, name: str) -> None:
        self.app.theme = name


def _titled(command: Command, title: Content) -> Content:
    return Content.assemble(title, ("  " + keys_of(command), "$dim")) if command.keys else title


def _other_score(command: Command, query: str) -> float:
    """How well `query` means the command by its keys or by what it does; 0 if it does not.

    Names are scored by Textual's matcher: about 3 for each letter that stands together in the name, 1 for others.
    """
    if query.replace(" ", "") in map(shown, command.keys):
        return KEYS_SCORE
    sought = fold(query).split()
    told = re.findall(r"\w+", fold(command.help))
    is_told = all(any(word.startswith(part) for word in told) for part in sought)
    return 2.0 * len(query) if is_told and len(query) >= LEAST_WORD else 0.0
