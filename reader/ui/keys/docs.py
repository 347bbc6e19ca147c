"""The keys of commands in words, for hints, the help screen and docs/keys.md."""

from collections.abc import Iterable, Sequence

from reader.ui.commands import COMMANDS, Command, Where
from reader.ui.keys.keymap import shown

CONTEXT_TITLES = {
    Where.EVERYWHERE: "Everywhere",
    Where.LIST: "In the list of articles",
    Where.ARTICLE: "In an article",
    Where.SELECTION: "While selecting",
    Where.MARGIN: "In the margin",
    Where.COMPARISON: "Comparing an annotation's words",
    Where.REVISIONS: "In an article's history",
    Where.SOURCES: "Among the sources",
    Where.QUOTATIONS: "Among all quotations",
    Where.ENTITIES: "Among all names",
    Where.ENTITY: "On the page of a person, an organisation, a place",
    Where.SEARCH: "Searching everything",
    Where.NOTES: "Among all notes",
    Where.TAGS: "Among all tags",
    Where.PAIRS: "Among pairs of tags",
    Where.STATISTICS: "In the statistics",
    Where.OUTPUT: "Reading what a program wrote",
    Where.RULES: "Among the rules",
    Where.HELP: "In the help",
    Where.PROMPT: "In a line to type in",
    Where.EDITOR: "While writing a note",
}


def keys_of(command: Command) -> str:
    """A command's keys as a reader sees them: "j ↓"."""
    return " ".join(map(shown, command.keys))


def first_key(commands: Iterable[Command], where: Where, name: str) -> str:
    """The first key of the command `name` in that context as a reader sees it; empty if it has none."""
    for command in commands:
        if command.where is where and command.id == name and command.keys:
            return shown(command.keys[0])
    return ""


def render(commands: Sequence[Command] = COMMANDS) -> str:
    """docs/keys.md: every command, a table for each context."""
    parts = [
        "# Keys",
        "All of it can be changed in the settings by the command's name:\n"
        '`[keys]` `mark = "m"`, or for one context `"article.mark" = "m"`; two spaces between one key and another.\n'
        "The keys of a sequence are typed one after the other.",
    ]
    for where in Where:
        rows = [_row(command) for command in commands if command.where is where]
        table = ["| key | command | what it does | name |", "|---|---|---|---|", *rows]
        parts += [f"## {CONTEXT_TITLES[where]}", "\n".join(table)]
    return "\n\n".join(parts) + "\n"


def _row(command: Command) -> str:
    keys = " ".join(_code(shown(keys)) for keys in command.keys)
    return f"| {keys} | {command.title} | {command.help} | `{command.id}` |"


def _code(keys: str) -> str:
    escaped = keys.replace("|", "\\|")
    return f"`` {escaped} ``" if "`" in keys else f"`{escaped}`"


if __name__ == "__main__":
    print(render(), end="")
