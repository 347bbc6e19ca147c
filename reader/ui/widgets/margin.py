"""The margin: what is at the cursor, and the article's people, places, quotations and notes as lists that jump."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.config import COLOUR_COUNT
from reader.model import EntityType, Span
from reader.services.articles.margin import MarginContent, Section, next_place
from reader.ui.commands import Where
from reader.ui.widgets.lines import fit, spread
from reader.ui.widgets.margin_lines import MarginLine, Part, here_lines, list_lines
from reader.ui.widgets.virtual_list import VirtualList

LEAST_HERE = 7
"""The rows kept free for what is at the cursor, so that the lists below seldom move."""

_STYLES = (
    *("heading", "name", "speaker", "detail", "note", "tag", "mark"),
    *(kind.value for kind in EntityType),
    *(f"colour-{number}" for number in range(1, COLOUR_COUNT + 1)),
)


class Margin(VirtualList[MarginLine]):
    """Shows a `MarginContent`; the cursor rests on lines that stand for places in the article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"margin--{style}" for style in _STYLES}
    # The room for the scroll bar is kept free: wrapping must not depend on whether it is there. The cursor is
    # hidden while the reader is elsewhere.
    DEFAULT_CSS = """
    Margin {
        scrollbar-gutter: stable;
        & > .virtual-list--cursor {
            background: transparent;
        }
    }
    """
    one_click_picks = True

    class Jump(Message):
        """The reader wants to go to a place in the article."""

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._content: MarginContent | None = None
        self._activity = ""
        self._lists: list[MarginLine] = []
        self._lists_of: tuple[Section, ...] | None = None
        self._lists_at = ("", 0)

    def key_contexts(self) -> tuple[Where, ...]:
        """Where keys are looked up while the margin has the focus."""
        return (Where.MARGIN,)

    def show(self, content: MarginContent) -> None:
        """Show this; cheap where only what is at the cursor has changed."""
        self._content = content
        self._lay_out()

    def set_activity(self, text: str) -> None:
        """Say above the lists what is being looked for, or why nothing could be; "" for nothing."""
        self._activity = text
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap at the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        content, size = self._content, self.scrollable_content_region.size
        if content is None or not size.width:
            return
        width = size.width - 2
        here = here_lines(content, width, LEAST_HERE)
        are_others = self._lists_of is not content.sections
        self.set_items([*here, *self._list_lines(content, width)], keep=_key)
        if are_others and not self.has_focus:
            # Names that come in while the reader is elsewhere do not push what is said of the cursor out of view.
            self.move_to(0)
            self.scroll_home(animate=False)

    def _list_lines(self, content: MarginContent, width: int) -> list[MarginLine]:
        """The lines of the lists, made anew only when the lists are others."""
        notice = self._activity or content.names_missing or ""
        if self._lists_of is not content.sections or self._lists_at != (notice, width):
            self._lists = list_lines(content.sections, notice, width)
            self._lists_of, self._lists_at = content.sections, (notice, width)
        return self._lists

    @property
    def entity(self) -> str | None:
        """The key of who or what the line at the cursor is about."""
        return self.current.entity if self.current else None

    def is_selectable(self, item: MarginLine) -> bool:
        """Whether the line stands for a place."""
        return bool(item.places)

    def pick(self) -> None:
        """Go to the next place after the article's cursor that the line stands for, or round to the first."""
        line = self.current
        place = next_place(line.places, self._content.cursor) if line and self._content else None
        if place is not None:
            self.post_message(self.Jump(place))

    def action_jump(self) -> None:
        """To the place in the article."""
        self.pick()

    def render_item(self, item: MarginLine, width: int, is_cursor: bool) -> list[Strip]:
        """The line with a cell of room on either side."""
        line = spread(self._segments(item.left), fit(self._segments(item.right), width), width - 2)
        mark = Segment("›" if is_cursor and self.has_focus else " ", self._style("mark"))
        return [Strip([mark, *line, Segment(" ")], width)]

    def _segments(self, parts: tuple[Part, ...]) -> list[Segment]:
        return [Segment(text, self._style(name)) for text, name in parts if text]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"margin--{name}", partial=True)


def _key(line: MarginLine) -> object:
    return line.key
