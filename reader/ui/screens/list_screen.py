"""A list under a line in which is typed what it shows."""

from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.ui.widgets.search_input import SearchInput

Rows = TypeVar("Rows", bound=Widget)


class ListScreen(Screen[None], Generic[Rows]):
    """Leads from the line to the list and back. Its subclass composes both (see `_line`), and fills the list."""

    def __init__(self, line: SearchInput, rows: Rows) -> None:
        super().__init__()
        self._input = line
        self._rows = rows

    def _line(self, title: str) -> ComposeResult:
        """The line, with what the screen is called before it."""
        with Horizontal(classes="list-line"):
            yield Static(title, markup=False)
            yield self._input

    @on(SearchInput.Left)
    def _to_the_list(self) -> None:
        self.set_focus(self._rows)  # at once: the next key may be on its way already
        self._finish_typing()

    def _finish_typing(self) -> None:
        """Take what is typed for all of it: what cannot be understood at its end is a mistake now."""

    def action_find(self) -> None:
        """Type in the line."""
        self.set_focus(self._input)
        self._input.action_select_all()
