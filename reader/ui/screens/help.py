"""Every key and command, those that work here first, with a search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widgets import Input

from reader.text.fold import fold
from reader.text.width import cells
from reader.ui.commands import Command, Where
from reader.ui.host import host
from reader.ui.keys.docs import CONTEXT_TITLES, first_key, keys_of
from reader.ui.screens.list_screen import ListScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import fit, wrapped
from reader.ui.widgets.search_input import COMPLETE, SearchInput
from reader.ui.widgets.virtual_list import VirtualList

KEY_CELLS = 16
TITLE_CELLS = 20
BESIDE = 76
"""The width in cells from which what a command does stands beside its name; else below it."""


@dataclass(frozen=True, slots=True)
class HelpHeading:
    """A context above its commands, or a blank line when it has no title."""

    title: str


HelpRow = HelpHeading | Command


def help_rows(commands: Sequence[Command], contexts: Iterable[Where], query: str) -> list[HelpRow]:
    """The commands that have every word of `query` in key, name or help, under headings, `contexts` first."""
    words = fold(query).split()
    rows: list[HelpRow] = []
    for where in dict.fromkeys((*contexts, *Where)):
        found = [command for command in commands if command.where is where and _has(command, words)]
        if found:
            blank = [HelpHeading("")] if rows else []
            rows += [*blank, HelpHeading(CONTEXT_TITLES[where]), *found]
    return rows


def _has(command: Command, words: Sequence[str]) -> bool:
    keys = keys_of(command)
    searched = fold(f"{command.title} {command.help} {command.id} {keys}")
    return all(word in searched for word in words)


class HelpRows(VirtualList[HelpRow]):
    """Commands, each told in full in as many lines as that takes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help-rows--heading", "help-rows--key", "help-rows--dim"}

    def is_selectable(self, item: HelpRow) -> bool:
        """Headings are only read."""
        return isinstance(item, Command)

    def tops_of(self, items: Sequence[HelpRow], width: int) -> Sequence[int]:
        """As many lines as an item's words take."""
        return [0, *accumulate(len(_lines(item, width)) for item in items)]

    def render_item(self, item: HelpRow, width: int, is_cursor: bool) -> list[Strip]:
        """Keys, name, what it does."""
        if isinstance(item, HelpHeading):
            heading = self.get_component_rich_style("help-rows--heading", partial=True)
            return [Strip(fit([Segment(f"  {item.title}", heading)], width))]
        key = self.get_component_rich_style("help-rows--key", partial=True)
        dim = self.get_component_rich_style("help-rows--dim", partial=True)
        mark = Segment("▌ " if is_cursor else "  ", key)
        return [
            Strip(fit([mark, Segment(keys, key), Segment(title), Segment(text, dim)], width))
            for keys, title, text in _lines(item, width)
        ]


def _lines(item: HelpRow, width: int) -> list[tuple[str, str, str]]:
    """What stands on each line of an item: keys, name, what it does, each as wide as its column."""
    if isinstance(item, HelpHeading):
        return [("", item.title, "")]
    keys = wrapped(keys_of(item), KEY_CELLS - 1)
    beside = width >= BESIDE
    room = max(1, width - 3 - KEY_CELLS - (TITLE_CELLS if beside else 0))
    texts = wrapped(item.help, room)
    titles = wrapped(item.title, TITLE_CELLS - 1 if beside else room)
    if not beside:
        titles, texts = [*titles, *[""] * len(texts)], [*[""] * len(titles), *texts]
    title_cells = TITLE_CELLS if beside else 0
    return [
        (_padded(key, KEY_CELLS), _padded(title, title_cells), text)
        for key, title, text in zip_longest(keys, titles, texts, fillvalue="")
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))


class HelpScreen(ListScreen[HelpRows]):
    """Lists the commands, those of `contexts` first."""

    def __init__(self, contexts: Sequence[Where] = ()) -> None:
        super().__init__(SearchInput(), HelpRows(empty_text="No key and no command is like that."))
        self._contexts = tuple(contexts)

    def compose(self) -> ComposeResult:
        """The search line, the commands; below them the bars."""
        yield from self._line("Help")
        yield self._rows
        yield StatusLine()
        yield FooterLine(without=(COMPLETE,))

    def on_mount(self) -> None:
        """Show all commands."""
        key = first_key(host(self).commands, Where.EVERYWHERE, "find")
        self._input.placeholder = f"{key} to search"
        self._rows.focus()
        self._show()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.HELP,)

    @on(Input.Changed)
    def _show(self) -> None:
        rows = help_rows(host(self).commands, self._contexts, self._input.value)
        self._rows.set_items(rows)
        self._rows.action_first()
        count = sum(isinstance(row, Command) for row in rows)
        self.query_one(StatusLine).set_place(f"Help · {count} commands")

    def action_help(self) -> None:
        """The key that opens the help closes it too."""
        self.action_close()

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss()
