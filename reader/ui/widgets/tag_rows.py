"""The tags in a list: a tree, a line each."""

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.config import COLOUR_COUNT, DEFAULT_COLOUR_NAMES
from reader.services.dates import short_day
from reader.services.tags.tree import TagRow
from reader.ui.widgets.lines import plain, spread
from reader.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

WITH_COLOUR_NAMES = 60
"""The width in cells from which the name of a tag's colour stands in its line."""

_INDENT = 2
_MOST_INDENTED = 8
"""Tags deeper than this are not indented any more: there would be no room for their names."""


class TagRows(VirtualList[TagRow]):
    """Tags, each below the one that it is part of."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tag-rows--tag",
        "tag-rows--dim",
        *(f"tag-rows--colour-{n}" for n in range(1, COLOUR_COUNT + 1)),
    }

    def __init__(self) -> None:
        super().__init__()
        self.colour_names: Sequence[str] = DEFAULT_COLOUR_NAMES
        """What the reader calls the colours, from 1 on."""

    @property
    def tag(self) -> str | None:
        """The tag at the cursor."""
        return self.current.use.tag if self.current else None

    def go_to(self, tag: str) -> None:
        """Put the cursor on that tag, if it is here."""
        found = self.index_of(tag, lambda row: row.use.tag)
        if found is not None:
            self.move_to(found)

    def render_item(self, item: TagRow, width: int, is_cursor: bool) -> list[Strip]:
        """The tag and what it is for at the left; its colour, its count and when it was last used at the right."""
        dim, use = self._style("dim"), item.use
        sign = "▸ " if item.is_collapsed else "▾ " if item.is_branch else "  "
        colour = item.mark.colour if item.mark else None
        left = [
            Segment("▌ " if is_cursor else "  ", self._style("tag")),
            Segment(" " * _INDENT * min(item.depth, _MOST_INDENTED) + sign, dim),
            Segment(plain(item.name), self._style(f"colour-{colour}" if colour else "tag")),
        ]
        if item.mark and item.mark.description:
            left.append(Segment(f"  {plain(item.mark.description)}", dim))
        named = plain(self.colour_names[colour - 1]) if colour and width >= WITH_COLOUR_NAMES else ""
        right = [
            Segment(f"{named}  " if named else "", dim),
            Segment(f"{use.total:,}"),
            Segment(f"{short_day(use.last_used):>15} ", dim),
        ]
        return [spread(left, right, width)]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"tag-rows--{part}", partial=True)
