"""Plain text of any length to be scrolled through; only what is on screen is ever drawn."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from reader.text.width import TAB_CELLS
from reader.text.wrap import wrap
from reader.ui.widgets.scrolled import Scrolled


class TextPane(Scrolled, can_focus=True, inherit_bindings=False):
    """Shows a text, which has been cleaned, wrapped at its width."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TextPane {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._starts: list[int] = []

    def show(self, text: str) -> None:
        """Show another text, from its beginning."""
        self._text = text
        self._wrap()
        self.scroll_home(animate=False)

    def _wrap(self) -> None:
        width = max(1, self.scrollable_content_region.width)
        self._starts = [*wrap(self._text, width), len(self._text)]
        self.virtual_size = Size(0, len(self._starts) - 1)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap at the new width."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """Line `y` of what is on screen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if row + 1 >= len(self._starts):
            return Strip.blank(width, self.rich_style)
        text = self._text[self._starts[row] : self._starts[row + 1]].rstrip("\n").replace("\t", " " * TAB_CELLS)
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(width, self.rich_style)

    # -- commands

    def action_line_down(self) -> None:
        """A line on."""
        self.scroll_relative(y=1, animate=False)

    def action_line_up(self) -> None:
        """A line back."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """A page on."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.scroll_page_up(animate=False)

    def action_top(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)
