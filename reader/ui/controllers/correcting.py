"""Correcting what the machine took names for: the same commands in the margin, in the list of names and on a page."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import EntityType, PostilError
from reader.services.entities import edits as entity_edits
from reader.services.entities.names import type_named
from reader.text.fold import fold
from reader.ui.host import Host
from reader.ui.prompts.entity import EntityPrompt
from reader.ui.prompts.prompt import Prompt, Suggestion
from reader.ui.widgets.lines import plain, shortened

if TYPE_CHECKING:
    from reader.library.known import KnownEntity
    from reader.services.saving.edits import NotesEdit

NAME_CELLS = 24
"""How much of a name the label of a prompt shows, in cells."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Who or what a correction is about, by its key; `alias` is the name of it at the cursor, "" without one."""

    key: str
    alias: str = ""


class Correcting:
    """The commands that correct; `meant` says whom they are about, None for nobody."""

    def __init__(self, host: Host, meant: Callable[[], Meant | None]) -> None:
        self._host = host
        self._meant = meant

    async def action_rename_entity(self) -> None:
        """Ask what it is called."""
        entity = await self._entity()
        if entity is None:
            return
        name = await self._host.ask(Prompt(f"Rename {_short(entity.name)} to", plain(entity.name)))
        if name is not None and name != entity.name:
            await self._perform(lambda: entity_edits.rename(self._host.session, entity.key, name))

    async def action_join_entity(self) -> None:
        """Ask which other one it is."""
        entity = await self._entity()
        if entity is None:
            return
        label = f"{_short(entity.name)} is the same as"
        into = await self._host.ask(EntityPrompt(self._host.session, label, without=entity.key))
        if into is not None:
            await self._perform(lambda: entity_edits.join(self._host.session, entity.key, into.key))

    async def action_split_entity(self) -> None:
        """Take the name at the cursor from it, or its only other one, or ask which."""
        meant, entity = self._meant(), await self._entity()
        if meant is None or entity is None:
            return
        alias: str | None = meant.alias
        if not alias and not entity.aliases:
            self._host.say(f"“{plain(entity.name)}” has no other name that could be somebody else's.")
            return
        if not alias and len(entity.aliases) == 1:
            alias = entity.aliases[0]
        if not alias:
            names = entity.aliases

            def suggest(typed: str) -> Sequence[Suggestion]:
                return [(plain(name), "") for name in names if fold(typed) in fold(name)]

            alias = await self._host.ask(Prompt(f"Not {_short(entity.name)}", suggest=suggest))
        if alias:
            await self._perform(lambda: entity_edits.split(self._host.session, entity.key, alias))

    async def action_retype_entity(self) -> None:
        """Ask what kind of thing it is."""
        entity = await self._entity()
        if entity is None:
            return

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [(kind.value, "") for kind in entity_edits.TYPES if typed.casefold() in kind.value]

        label = f"{_short(entity.name)} is a"
        kind = await self._host.ask(Prompt(label, suggest=suggest, check=lambda line: type_named(line).value))
        if kind is not None:
            await self._perform(lambda: entity_edits.retype(self._host.session, entity.key, EntityType(kind)))

    async def action_hide_entity(self) -> None:
        """Have it marked nowhere any more."""
        meant = self._known()
        if meant is not None:
            await self._perform(lambda: entity_edits.hide(self._host.session, meant.key))

    def _known(self) -> Meant | None:
        meant = self._meant()
        if meant is None:
            self._host.say("This line names nobody and nothing.")
        return meant

    async def _entity(self) -> "KnownEntity | None":
        """What is known of whom the command is about."""
        meant = self._known()
        if meant is None:
            return None
        session = self._host.session
        try:
            return await asyncio.to_thread(lambda: session.corrections.entities.get(meant.key))
        except PostilError as error:
            self._host.say(str(error), error=True)
            return None

    async def _perform(self, edit: "Callable[[], NotesEdit]") -> None:
        try:
            made = await asyncio.to_thread(edit)
        except PostilError as error:
            self._host.say(str(error), error=True)
        else:
            await self._host.perform(made)


def _short(name: str) -> str:
    return shortened(plain(name), NAME_CELLS)
