"""From keys typed to commands: sequences, contexts, and the reader's own keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from reader.ui.commands import COMMANDS, Command, Where

FORBIDDEN_KEYS = frozenset({"ctrl+i", "ctrl+m", "ctrl+h"})


class Pending(Enum):
    """What became of a key that is no whole command."""

    MORE = "the keys so far begin a sequence"
    NOTHING = "no command begins like this"


@dataclass(frozen=True, slots=True)
class Rebinding:
    """The commands with the reader's keys, and a sentence for each of those that could not be used."""

    commands: tuple[Command, ...]
    problems: tuple[str, ...] = ()


def rebind(keys: Mapping[str, str], commands: Sequence[Command] = COMMANDS) -> Rebinding:
    """The table with `keys` in place of its own: `{"mark": "m  ctrl+y"}` or `{"article.mark": "m"}`.

    A name with a context before it (`article.star`) is meant there alone; without, wherever the command is.
    """
    wanted = {name: tuple(keys[name].split("  ")) for name in keys}
    problems = []
    for name, sequences in wanted.items():
        if not any(name in _names(command) for command in commands):
            problems.append(f"The settings bind {name!r}, but there is no such command.")
        problems.extend(
            f"The settings bind {name!r} to {key}, which terminals cannot tell from another key."
            for sequence in sequences
            for key in sequence.split()
            if key in FORBIDDEN_KEYS
        )
    allowed = {name: tuple(s for s in seqs if not FORBIDDEN_KEYS & {*s.split()}) for name, seqs in wanted.items()}
    return Rebinding(tuple(_rebound(command, allowed) for command in commands), tuple(problems))


def _names(command: Command) -> tuple[str, str]:
    return (f"{command.where.value.replace(' ', '_')}.{command.id}", command.id)


def _rebound(command: Command, wanted: Mapping[str, tuple[str, ...]]) -> Command:
    for name in _names(command):
        if name in wanted:
            return Command(command.id, command.where, wanted[name], command.title, command.help, command.footer)
    return command


@dataclass(slots=True)
class Keymap:
    """Remembers the keys of an unfinished sequence; `typed` is what the status line shows of it."""

    commands: Sequence[Command] = COMMANDS
    typed: tuple[str, ...] = ()
    _tables: dict[Where, dict[tuple[str, ...], Command]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for command in self.commands:
            table = self._tables.setdefault(command.where, {})
            for keys in command.keys:
                table.setdefault(tuple(keys.split()), command)

    def press(self, key: str, contexts: Iterable[Where]) -> Command | Pending:
        """What `key` does after the keys typed before it, in the first of `contexts` that knows it."""
        tables = [self._tables.get(where, {}) for where in contexts]
        keys = (*self.typed, key)
        for table in tables:
            if keys in table:
                self.typed = ()
                return table[keys]
            if any(len(known) > len(keys) and known[: len(keys)] == keys for known in table):
                self.typed = keys
                return Pending.MORE
        self.typed = ()
        return Pending.NOTHING


def shown(keys: str) -> str:
    """A key sequence as a reader sees it: `g g` is "gg", `pagedown` is "PgDn"."""
    names = {
        "space": "Space",
        "enter": "Enter",
        "escape": "Esc",
        "tab": "Tab",
        "shift+tab": "Shift+Tab",
        "pagedown": "PgDn",
        "pageup": "PgUp",
        "home": "Home",
        "end": "End",
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "delete": "Del",
    }
    return "".join(names.get(key, key) for key in keys.split())
