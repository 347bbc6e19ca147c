"""One line to type in, into which nothing can be pasted that could steer the terminal."""

from textual import events
from textual.widgets import Input

from reader.text.sanitize import clean


class LineInput(Input):
    """An `Input` of one row, with a cursor that does not blink."""

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(clean(text).replace("\n", " "), placeholder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted, before `Input` takes it in."""
        event.text = clean(event.text, one_line=True)
