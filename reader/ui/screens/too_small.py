"""What a terminal too small to read in shows."""

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(40, 8)
"""The least columns and rows that postil draws in."""


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size has no room for the screen."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Says how large the terminal must be; it goes away when the terminal grows."""

    def compose(self) -> ComposeResult:
        yield Static(
            Content(f"postil needs {SMALLEST.width}x{SMALLEST.height} cells. Make this terminal larger.")
        )
