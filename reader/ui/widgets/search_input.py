"""The search line over a list: what is typed in it is found at once, and leaving it leads to the list."""

from collections.abc import Callable

from textual.message import Message

from reader.ui.commands import Where
from reader.ui.widgets.line_input import LineInput

COMPLETE = "complete"
"""The command that means nothing where nothing can be completed."""


class SearchInput(LineInput):
    """Says `Changed` as one types (see `Input`), `Left` when the reader wants the list.

    `complete` gives for a line and its cursor the line completed and its cursor, None when nothing can be.
    """

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        complete: Callable[[str, int], tuple[str, int] | None] | None = None,
    ) -> None:
        super().__init__(text, placeholder=placeholder)
        self._complete = complete

    class Left(Message):
        """The reader goes on to the list."""

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here beside those that type."""
        return (Where.PROMPT,)

    def action_accept(self) -> None:
        """On to the list."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Complete what is typed at the cursor; where nothing can be, on to the list."""
        completed = self._complete(self.value, self.cursor_position) if self._complete else None
        if completed is None:
            self.post_message(self.Left())
        else:
            self.value, self.cursor_position = completed

    def action_suggestion_down(self) -> None:
        """On to the list."""
        self.post_message(self.Left())

    def action_suggestion_up(self) -> None:
        """Stay: there is nothing above the line."""

    def action_cancel(self) -> None:
        """Forget what is typed, and on to the list."""
        self.value = ""
        self.post_message(self.Left())
