"""A command: what it is called, its keys, where it works and what it does.

A command `id` is carried out by the method `action_<id>` of the focused widget, of one it sits in, of its screen or
of the app; an id such as `colour.3` calls `action_colour("3")`.

Keys are written as typed: a printable character stands for itself, other keys have Textual's names, and the keys
of a sequence are separated by spaces (`g g`). ctrl+i, ctrl+m and ctrl+h are never bound: terminals send Tab,
Enter and Backspace for them. Every command on Escape has a second key, because terminals answer Escape late.
"""

from dataclasses import dataclass
from enum import StrEnum

COLOUR_KEYS = range(1, 7)
"""The keys that give a colour, one for each."""


class Where(StrEnum):
    """Where a command's keys work."""

    EVERYWHERE = "everywhere"
    LIST = "article list"
    ARTICLE = "article"
    SELECTION = "selection"
    MARGIN = "margin"
    COMPARISON = "comparison"
    REVISIONS = "revisions"
    SOURCES = "sources"
    QUOTATIONS = "quotations"
    ENTITIES = "entities"
    ENTITY = "entity"
    NOTES = "notes"
    SEARCH = "search"
    TAGS = "tags"
    PAIRS = "tag pairs"
    STATISTICS = "statistics"
    OUTPUT = "output"
    RULES = "rules"
    HELP = "help"
    PROMPT = "prompt"
    EDITOR = "note editor"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a reader can do. `footer` is its one-word name in the footer, empty if it is not shown there."""

    id: str
    where: Where
    keys: tuple[str, ...]
    title: str
    help: str
    footer: str = ""

    @property
    def action(self) -> str:
        """The name of the method that carries it out, without `action_`."""
        return self.id.partition(".")[0]

    @property
    def arguments(self) -> tuple[str, ...]:
        """What that method is called with."""
        argument = self.id.partition(".")[2]
        return (argument,) if argument else ()


def command(where: Where, name: str, keys: str, title: str, text: str, footer: str = "") -> Command:
    """A line of the table; two spaces in `keys` stand between one key and another."""
    return Command(name, where, tuple(keys.split("  ")) if keys else (), title, text, footer)
