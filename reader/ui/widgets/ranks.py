"""Names with counts, each with a bar as long as its count is great."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from reader.services.notes.statistics import Ranked
from reader.text.width import cells, truncate
from reader.ui.widgets.lines import plain, spread

WIDEST_NAME = 0.4
"""The part of the width that names have at most."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"


class Ranks(Widget):
    """A heading, and a line for each name; `none` stands there when there are no names."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ranks--heading", "ranks--bar", "ranks--dim"}
    DEFAULT_CSS = """
    Ranks {
        height: auto;
        width: 1fr;
    }
    """

    def __init__(self, heading: str, none: str) -> None:
        super().__init__()
        self._heading = heading
        self._none = none
        self._items: Sequence[Ranked] = ()

    def show(self, items: Sequence[Ranked]) -> None:
        """Show these, the greatest count first."""
        self._items = items
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line for the heading, one for each name, and a blank one."""
        return max(len(self._items), 1) + 2

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.size.width
        if y == 0:
            return self._line(Segment(self._heading, self._style("heading")), width)
        if not self._items and y == 1:
            return self._line(Segment(self._none, self._style("dim")), width)
        if y > len(self._items):
            return Strip.blank(width, self.rich_style)
        names = [truncate(plain(item.name), int(width * WIDEST_NAME)) for item in self._items]
        column = max(map(cells, names))
        name, item = names[y - 1], self._items[y - 1]
        count = f"{item.count:,}"
        room = max(1, width - column - len(f"{self._items[0].count:,}") - 3)
        bar = _bar(item.count / self._items[0].count, room)
        left = [Segment(name + " " * (column - cells(name) + 1)), Segment(bar, self._style("bar"))]
        return spread(left, [Segment(f"{count} ")], width).apply_style(self.rich_style)

    def _line(self, segment: Segment, width: int) -> Strip:
        return spread([segment], (), width).apply_style(self.rich_style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"ranks--{part}", partial=True)


def _bar(share: float, room: int) -> str:
    """A bar over that share of `room` cells, at least an eighth of one."""
    eighths = max(1, round(share * room * 8))
    full, rest = divmod(eighths, 8)
    return _FULL * full + (_EIGHTHS[rest] if rest else "")
