"""The two lines at the bottom: where the reader is and what just happened; which keys there are."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text.width import cells
from reader.ui.commands import Command
from reader.ui.keys.keymap import shown
from reader.ui.widgets.lines import fit, plain, shortened, spread, wrapped

if TYPE_CHECKING:
    from textual.timer import Timer

MESSAGE_SECONDS = 8.0
"""How long a sentence that is no error stays while no key is pressed."""

ERROR_ROWS = 4
"""The most rows of an error."""

_GIVING_WAY = ("language", "activity", "progress", "fetching", "mode")
"""Which details give way first."""
_HELP = "help"
_GAP = "   "


class StatusLine(Widget):
    """Left: the last sentence that was said, else where the reader is. Right: keys typed, what is not saved, progress,
    mode.

    A sentence stays until the next key; one that is no error at most `MESSAGE_SECONDS`. An error that is too long
    for one row takes more of them meanwhile.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--message",
        "status-line--error",
        "status-line--keys",
        "status-line--detail",
    }
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._place = ""
        self._message = ""
        self._is_error = False
        self._keys = ""
        self._details = dict.fromkeys(("unsaved", "fetching", "activity", "progress", "language", "mode"), "")
        self._forgetting: Timer | None = None

    def set_place(self, text: str) -> None:
        """Where the reader is: "All articles 14 · 3 unread", or an article's title."""
        text = plain(text)
        if self._place != text:
            self._place = text
            self.refresh()

    def set_unsaved(self, text: str) -> None:
        """What could not be saved, "" for nothing: "2 not saved"."""
        self._set_detail("unsaved", text)

    def set_fetching(self, text: str) -> None:
        """How far a fetch is: "fetching 12/300 · 34 new"; "" for none."""
        self._set_detail("fetching", text)

    def set_activity(self, text: str) -> None:
        """What goes on in the background, "" for nothing."""
        self._set_detail("activity", text)

    def set_progress(self, text: str) -> None:
        """How far into the article: "84% · 4 min"."""
        self._set_detail("progress", text)

    def set_language(self, text: str) -> None:
        """The article's language: "EN"."""
        self._set_detail("language", text)

    def set_mode(self, text: str) -> None:
        """What keys mean now: "NORMAL", "SELECT"."""
        self._set_detail("mode", text)

    def _set_detail(self, name: str, text: str) -> None:
        text = plain(text)
        if self._details[name] != text:
            self._details[name] = text
            self._fit_rows()

    def set_keys(self, text: str) -> None:
        """A key was pressed: these are the keys of the sequence so far, "" when it is complete."""
        if text != self._keys or self._message:
            self._keys = plain(text)
            self._forget()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the place of anything said before."""
        self._forget()
        self._message = plain(sentence)
        self._is_error = error
        self._fit_rows()
        if not error and self.is_running:
            self._forgetting = self.set_timer(MESSAGE_SECONDS, self._forget)

    def _forget(self) -> None:
        if self._forgetting is not None:
            self._forgetting.stop()
            self._forgetting = None
        self._message = ""
        self._fit_rows()

    def on_resize(self) -> None:
        """Wrap at the new width."""
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Be as high as what is said needs."""
        self.styles.height = len(self._error_rows()) or 1
        self.refresh()

    def _error_rows(self) -> list[str]:
        """The rows of an error that has more than one."""
        if not self._is_error or not self._message or not self.size.width:
            return []
        text = f"! {self._message}"
        # It is drawn beside what never gives way to it where it has but one row.
        beside = self._room_beside(self._right(0))
        rows = wrapped(text, self.size.width if cells(text) > self.size.width else beside)
        return [*rows[: ERROR_ROWS - 1], " ".join(rows[ERROR_ROWS - 1 :])] if len(rows) > ERROR_ROWS else rows

    def render_line(self, y: int) -> Strip:
        """One of the lines, of which there is but one, but for a long error."""
        style = self.get_component_rich_style
        rows = self._error_rows()
        if len(rows) > 1:
            row = Segment(rows[y] if y < len(rows) else "", style("status-line--error", partial=True))
            return spread([row], (), self.size.width).apply_style(self.rich_style)
        if self._message:
            text = f"! {self._message}" if self._is_error else self._message
            kind = "error" if self._is_error else "message"
            left = Segment(text, style(f"status-line--{kind}", partial=True))
        else:
            left = Segment(self._place)
        # A message may take the room of the details; the place gives way to them, up to the half of the line.
        width = self.size.width
        needed = min(cells(left.text), width if self._message else width // 2)
        right = self._right(min(width - needed - 1, width // 2))
        line = spread([Segment(shortened(left.text, self._room_beside(right)), left.style)], right, width)
        return line.apply_style(self.rich_style)

    def _room_beside(self, right: Sequence[Segment]) -> int:
        """How many cells there are to the left of that, which has no more than half of the line."""
        width, needed = self.size.width, sum(cells(segment.text) for segment in right)
        return width - min(needed, width // 2) - 1 if right else width

    def _right(self, room: int) -> list[Segment]:
        """The details that there is room for, whole; the keys and what is not saved in any case, and the mode but for a
        sentence.
        """
        texts = {name: text for name, text in self._details.items() if text}
        for name in _GIVING_WAY if self._message else _GIVING_WAY[:-1]:
            size = sum(cells(text) for text in (*texts.values(), self._keys))
            if size + len(_GAP) * (len(texts) - (not self._keys)) <= room:
                break
            texts.pop(name, None)
        detail = self.get_component_rich_style("status-line--detail", partial=True)
        keys = self.get_component_rich_style("status-line--keys", partial=True)
        parts = [Segment(self._keys, keys)] if self._keys else []
        error = self.get_component_rich_style("status-line--error", partial=True)
        parts.extend(Segment(text, error if name == "unsaved" else detail) for name, text in texts.items())
        return [piece for part in parts for piece in (Segment(_GAP), part)][1:]


class FooterLine(Widget):
    """The commands worth showing, each with its first key; the help always, the others as there is room.

    `without` are the ids of commands that mean nothing on this screen, though they would where it is.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer-line--key", "footer-line--name"}
    DEFAULT_CSS = """
    FooterLine {
        height: 1;
    }
    """

    class Chosen(Message):
        """The reader clicked a command."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, without: Collection[str] = (), id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._without = without
        self._commands: tuple[Command, ...] = ()

    def show(self, commands: Sequence[Command]) -> None:
        """Show those of the commands of the contexts in force, nearest first, that have a name for the footer."""
        named: dict[str, Command] = {}
        for command in commands:
            if command.footer and command.keys and command.id not in self._without:
                named.setdefault(command.id, command)
        kept = tuple(sorted(named.values(), key=lambda command: command.id == _HELP))
        if kept != self._commands:
            self._commands = kept
            self.refresh()

    def _fitting(self) -> list[Command]:
        """As many commands as there is room for, the help among them."""
        commands = list(self._commands)
        while len(commands) > 1 and self._size_of(commands) > self.size.width:
            del commands[-2 if commands[-1].id == _HELP else -1]
        return commands

    @staticmethod
    def _size_of(commands: Sequence[Command]) -> int:
        return sum(_item_size(command) for command in commands) + len(_GAP) * (len(commands) - 1)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  there is but one
        """The one line."""
        key = self.get_component_rich_style("footer-line--key", partial=True)
        name = self.get_component_rich_style("footer-line--name", partial=True)
        segments = []
        for command in self._fitting():
            segments += [
                Segment(f"{shown(command.keys[0])} ", key),
                Segment(command.footer, name),
                Segment(_GAP),
            ]
        line = Strip(fit(segments[:-1], self.size.width))
        return line.adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        place = event.get_content_offset(self)
        start = 0
        for command in self._fitting() if place is not None else ():
            end = start + _item_size(command)
            if place is not None and start <= place.x < end:
                self.post_message(self.Chosen(command))
            start = end + len(_GAP)


def _item_size(command: Command) -> int:
    return cells(shown(command.keys[0])) + 1 + cells(command.footer)
