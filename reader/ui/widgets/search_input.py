"""The search line over a list: what is typed in it is found at once, and leaving it leads to the list."""

from textual.message import Message

from reader.ui.commands import Where
from reader.ui.widgets.line_input import LineInput


class SearchInput(LineInput):
    """Says `Changed` as one types (see `Input`), `Left` when the reader wants the list."""

    class Left(Message):
        """The reader goes on to the list."""

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here beside those that type."""
        return (Where.PROMPT,)

    def action_accept(self) -> None:
        """On to the list."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """On to the list."""
        self.post_message(self.Left())

    def action_suggestion_down(self) -> None:
        """On to the list."""
        self.post_message(self.Left())

    def action_suggestion_up(self) -> None:
        """Stay: there is nothing above the line."""

    def action_cancel(self) -> None:
        """Forget what is typed, and on to the list."""
        self.value = ""
        self.post_message(self.Left())
