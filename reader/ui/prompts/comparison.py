"""An annotation's words as they were marked and as they are now, side by side."""

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.services.articles.differences import Piece, word_changes
from reader.text.sanitize import clean
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.widgets.bars import FooterLine
from reader.ui.widgets.scroll_pane import ScrollPane

SIDE_BY_SIDE = 80
"""The screen's width in cells from which the two passages stand beside one another."""
PASSAGE_LENGTH = 8_000
"""How many characters of each passage are compared, at most."""


class ComparisonScreen(ModalScreen[bool | None]):
    """Shows two passages with the words that differ set off. Gives True when the reader accepts the second."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"comparison--removed", "comparison--added"}

    def __init__(self, old: str, new: str) -> None:
        super().__init__()
        self._pieces = word_changes(old[:PASSAGE_LENGTH], new[:PASSAGE_LENGTH])
        self._scroll = ScrollPane(id="comparison-scroll", can_focus=True)
        self._old = Static(markup=False, classes="comparison-passage")
        self._new = Static(markup=False, classes="comparison-passage")

    def compose(self) -> ComposeResult:
        """The two passages, each under what it is; below them the keys."""
        with Vertical(id="comparison"), self._scroll, Container(id="comparison-passages"):
            with Vertical(classes="comparison-side"):
                yield Static("As you marked it", classes="comparison-heading", markup=False)
                yield self._old
            with Vertical(classes="comparison-side"):
                yield Static("As it reads now", classes="comparison-heading", markup=False)
                yield self._new
        yield FooterLine()

    def on_mount(self) -> None:
        """Set off the words that differ."""
        self._old.update(self._side("removed"))
        self._new.update(self._side("added"))
        self._scroll.focus()
        host(self).refresh_bars()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is no room beside one another, one stands below the other."""
        self.set_class(event.size.width >= SIDE_BY_SIDE, "-beside")

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.COMPARISON,)

    def _side(self, own: str) -> Text:
        style = self.get_component_rich_style(f"comparison--{own}", partial=True)
        text = Text()
        for piece in _of(self._pieces, own):
            words = clean(piece.text)
            text.append(words, style if piece.kind == own else "")
        return text

    # -- commands

    def action_accept(self) -> None:
        """The second passage is the annotation's."""
        self.dismiss(True)

    def action_refuse(self) -> None:
        """Leave the annotation as it is."""
        self.dismiss(None)


def _of(pieces: Iterable[Piece], own: str) -> list[Piece]:
    """What stands in one of the two passages."""
    return [piece for piece in pieces if piece.kind in {"same", own}]
