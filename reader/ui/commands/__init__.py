"""The table of commands: all that a reader can do, place by place.

Bindings, footer, palette, help screen and docs/keys.md all derive from this one table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.ui.commands import (
    article,
    article_list,
    comparing,
    everywhere,
    figures,
    help_screen,
    margin,
    naming,
    notes,
    output,
    prompts,
    quotations,
    rules,
    searching,
    selection,
    sources,
    tags,
)
from reader.ui.commands.command import Command, Where

__all__ = ["COMMANDS", "Command", "Where", "in_context", "with_colour_names"]

COMMANDS: tuple[Command, ...] = (
    *everywhere.COMMANDS,
    *article_list.COMMANDS,
    *article.COMMANDS,
    *selection.COMMANDS,
    *margin.COMMANDS,
    *comparing.COMMANDS,
    *sources.COMMANDS,
    *searching.COMMANDS,
    *quotations.COMMANDS,
    *naming.COMMANDS,
    *notes.COMMANDS,
    *tags.COMMANDS,
    *figures.COMMANDS,
    *output.COMMANDS,
    *rules.COMMANDS,
    *help_screen.COMMANDS,
    *prompts.COMMANDS,
)


def in_context(where: Where) -> tuple[Command, ...]:
    """The commands of one context, in the table's order."""
    return tuple(command for command in COMMANDS if command.where is where)


def with_colour_names(commands: Iterable[Command], names: Sequence[str]) -> tuple[Command, ...]:
    """The commands, with what the reader calls each colour in the titles of those that give one."""
    return tuple(
        replace(command, title=f"{command.title}: {names[int(command.arguments[0]) - 1]}")
        if command.action.endswith("colour")
        else command
        for command in commands
    )
