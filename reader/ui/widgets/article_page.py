"""An article on screen: its rows under their layers, and a cursor that stays in view whatever changes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.document.blocks import Block, BlockKind, Document
from reader.document.layers import Layers
from reader.document.rows import Layout, Row
from reader.document.units import Units
from reader.model import Span
from reader.ui.widgets.article_painter import GUTTER, Label, Over, Painter
from reader.ui.widgets.article_styles import COMPONENT_CLASSES, ArticleStyles, LayerKey
from reader.ui.widgets.lines import EMPTY_MEASURE, centred, wrapped
from reader.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from reader.document.selection import Selection

LAYERS = ("inline", "quotation", "entity", "annotation", "hit")
"""From below to above. `inline` is the document's own."""

DEFAULT_MEASURE = 80
CONTEXT = 3
"""Rows that stay in view above and below the cursor."""

_STRIPS_KEPT = 600
_NOTHING = Document.of((Block(BlockKind.HEADING, 0, ""),))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all lines of a frame are drawn with: widths in cells, the first row on screen, the sentence marked."""

    width: int
    margin: int
    top: int
    base: Style
    sentence: Span | None


class ArticlePage(Scrolled, can_focus=True, inherit_bindings=False):
    """Shows one document, drawing only what is on screen, and keeps the cursor.

    The cursor is a canonical offset; it rests on the sentence there, and its row is marked in the gutter. What
    a subclass changes of what lies over the text (cursor, selection, labels) it changes inside `_changing`, which
    draws the rows anew that look different then.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = COMPONENT_CLASSES

    class CursorMoved(Message, namespace="article_view"):
        """The cursor is elsewhere, or more or less of the article has been on screen.

        `progress` is from 0 to 1: how much of the article lies above the bottom of the screen.
        """

        def __init__(self, offset: int, sentence: Span, progress: float) -> None:
            super().__init__()
            self.offset = offset
            self.sentence = sentence
            self.progress = progress

    def __init__(
        self,
        *,
        measure: int = DEFAULT_MEASURE,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty_text = ""
        """What stands in the middle while no document is shown; set it before."""
        self._measure = measure
        self._article_styles = ArticleStyles(self)
        self._strips: LRUCache[tuple[Row, Over], Strip] = LRUCache(_STRIPS_KEPT)
        self._hides_boilerplate = False
        self._hidden_layers: frozenset[str] = frozenset()
        self._told: tuple[int, float] | None = None
        self._is_hidden = True
        self._covered = 0
        self._top_before = 0
        self._frame: _Frame | None = None
        self._begin(_NOTHING)

    # -- what is shown

    @property
    def document(self) -> Document | None:
        """The document that is shown, if any."""
        return None if self._document is _NOTHING else self._document

    @property
    def measure(self) -> int:
        """The most cells that a row of text takes."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = cells
        self._lay_out()

    @property
    def cursor(self) -> int:
        """The cursor's canonical offset."""
        return self._cursor

    @property
    def sentence(self) -> Span:
        """The sentence at the cursor."""
        return self._units.sentence_at(self._cursor)

    @property
    def paragraph(self) -> Span:
        """The paragraph at the cursor."""
        return self._units.paragraph_at(self._cursor)

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._selected.span if self._selected else None

    @property
    def progress(self) -> float:
        """How much of the article, from 0 to 1, lies above the bottom of the screen."""
        return min(1.0, (self.scroll_offset.y + self._page_height + self._covered) / self._layout.height)

    def show(self, document: Document, *, offset: int = 0) -> None:
        """Show another document with the cursor at the canonical `offset`, without any layers yet."""
        self._begin(document)
        self._lay_out()
        self._cursor = self._placed(offset)
        self._cursor_y = self._layout.position(self._cursor)[0]
        if offset:
            self._reveal(self._cursor_y, self._cursor_y, comfortably=True)
        else:
            self._scroll_to_row(0)
        self._settle()
        self._told = None
        self._tell()

    def clear(self) -> None:
        """Show nothing."""
        self._begin(_NOTHING)
        self._lay_out()

    def set_layer(self, name: str, items: Sequence[tuple[Span, LayerKey]]) -> None:
        """Make `items` all that lies in a layer: "quotation", "entity", "annotation" or "hit".

        Raises `KeyError` for another name. Only rows on screen that look different then are drawn anew.
        """
        view = self._span_in_view()
        before = set(self._layers.within(name, view))
        self._layers.set(name, sorted(items, key=_start))
        for span, _ in before ^ set(self._layers.within(name, view)):
            for y in self._layout.rows_of(Span(max(span.start, view.start), min(span.end, view.end))):
                self.refresh_line(y)
        self._strips.clear()

    def _begin(self, document: Document) -> None:
        self._document = document
        self._units = Units(document)
        self._layers: Layers[LayerKey] = Layers(LAYERS)
        inlines = sorted(inline for block in document.blocks for inline in block.inlines)
        self._layers.set("inline", [(Span(inline.start, inline.end), inline) for inline in inlines])
        self._painter = Painter(document, self._layers, self._article_styles)
        self._painter.shown = frozenset(LAYERS) - self._hidden_layers
        self._cursor = self._cursor_y = 0
        self._selected: Selection | None = None
        self._labels: tuple[Label, ...] = ()
        self._layout: Layout = Layout(_NOTHING, 1)
        self._layout_version = 0

    def cover_from(self, row: int | None) -> None:
        """Keep the sentence at the cursor above a row of the screen that something covers with all below it.

        None: nothing does any more. The text is then where it was before.
        """
        shown = self.scrollable_content_region.translate(self.region.offset)
        covered = 0 if row is None else max(0, min(shown.bottom - row, shown.height - 1))
        if covered == self._covered:
            return
        if not self._covered:
            self._top_before = self.scroll_offset.y
        self._covered = covered
        self._fit_height()
        if covered:
            rows = self._layout.rows_of(self.sentence)
            self._reveal(rows[0], rows[-1])
        else:
            self._scroll_to_row(self._top_before)
        self._settle()

    # -- layout and scrolling

    @property
    def _page_height(self) -> int:
        """The rows that can be seen."""
        return max(0, self.scrollable_content_region.height - self._covered)

    @property
    def _text_width(self) -> int:
        """The cells of the text's column."""
        room = self.scrollable_content_region.width - GUTTER - 1
        return max(1, min(self._measure, room)) if room > 0 else self._measure

    @property
    def _margin(self) -> int:
        """The cells to the left of the gutter."""
        return max(0, (self.scrollable_content_region.width - GUTTER - self._text_width) // 2)

    def on_resize(self) -> None:
        """Keep the cursor's row where it stands on the screen."""
        self._fit()

    def on_show(self) -> None:
        """Bring into view where the cursor went while nothing of the widget was on screen."""
        self._fit()

    def on_hide(self) -> None:
        """Remember that nothing is on screen."""
        self._is_hidden = True

    def _fit(self) -> None:
        """Fill the place on the screen that the widget has now."""
        was_hidden, self._is_hidden = self._is_hidden, not self._page_height
        self._strips.clear()
        if self._layout.width != self._text_width:
            self._lay_out()
        self._reveal(self._cursor_y, self._cursor_y, comfortably=was_hidden)
        self._settle()
        self._tell()

    def _lay_out(self) -> None:
        """Break the text into rows anew; the cursor stays where it is on the screen."""
        on_screen = self._cursor_y - self.scroll_offset.y
        self._layout = Layout(self._document, self._text_width, hide_boilerplate=self._hides_boilerplate)
        self._cursor_y = self._layout.position(self._cursor)[0]
        self._layout_version = self._layout.version
        self._painter.width = self._text_width
        self._strips.clear()
        self._fit_height()
        self._scroll_to_row(self._cursor_y - on_screen)
        self._settle()
        self.refresh()

    def _settle(self) -> None:
        """Have the heights of all that is on screen right before it is drawn."""
        while True:
            top = self.scroll_offset.y
            for y in range(top, min(top + self._page_height + self._covered, self._layout.height)):
                self._layout.row(y)
            if self._layout.version == self._layout_version:
                return
            self._take_in_heights()

    def _take_in_heights(self) -> None:
        """The layout has put heights right: rows have other numbers now; what is on screen stays there."""
        y = self._layout.position(self._cursor)[0]
        self._layout_version = self._layout.version
        shift, self._cursor_y = y - self._cursor_y, y
        self._fit_height()
        self._scroll_to_row(self.scroll_offset.y + shift)
        self.refresh()

    def _fit_height(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._layout.height + self._covered)

    def _scroll_to_row(self, y: int) -> None:
        highest = max(0, self._layout.height - self._page_height)
        self.scroll_to(y=max(0, min(y, highest)), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what came into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._settle()

    def _reveal(self, first: int, last: int, *, comfortably: bool = False) -> None:
        """Scroll until the rows `first` to `last` are in view, `first` above all.

        As little as that takes; `comfortably`, if they are not in view, to a third of the screen.
        """
        top, height = self.scroll_offset.y, self._page_height
        if not height:
            return
        around = min(CONTEXT, (height - 1) // 2)
        lowest, highest = last - (height - 1 - around), first - around
        if lowest <= top <= highest:
            return
        if comfortably:
            self._scroll_to_row(first - height // 3)
        else:
            self._scroll_to_row(min(highest, max(top, lowest)))

    def _span_in_view(self) -> Span:
        top = self.scroll_offset.y
        return Span(self._layout.row(top).start, self._layout.row(top + max(0, self._page_height - 1)).end)

    # -- the cursor

    def _placed(self, offset: int) -> int:
        """The nearest offset with text to read in it."""
        paragraph = self._units.paragraph_at(offset)
        if not paragraph.start <= offset <= paragraph.end:
            return self._units.sentence_at(offset).start
        return offset

    def _put_cursor(self, offset: int) -> None:
        """Have the cursor elsewhere, without a look at where the screen is."""
        self._layout.position(offset)
        if self._layout.version != self._layout_version:
            self._take_in_heights()
        self._cursor = offset
        self._cursor_y = self._layout.position(offset)[0]

    def _tell(self) -> None:
        """Say where the cursor is, if that is news."""
        now = (self._cursor, self.progress)
        if now != self._told and self.is_mounted and self.document:
            self._told = now
            self.post_message(self.CursorMoved(self._cursor, self.sentence, self.progress))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Draw the rows anew that look different afterwards, and say where the cursor is."""
        top, before = self.scroll_offset.y, self._overs()
        yield
        self._settle()
        if self.scroll_offset.y == top:  # scrolling draws every row anew as it is
            for y, over in self._overs().items():
                if before.get(y) != over:
                    self.refresh_line(y)
        self._tell()

    # -- drawing

    def _overs(self) -> dict[int, Over]:
        top, height = self.scroll_offset.y, self._layout.height
        rows = range(top, min(top + self._page_height, height))
        look: Callable[[Row, int, Span | None], Over] = self._over
        sentence = self._sentence_drawn()
        return {y: look(self._layout.row(y), y, sentence) for y in rows}

    def _sentence_drawn(self) -> Span | None:
        return None if self._selected else self.sentence

    def _over(self, row: Row, y: int, sentence: Span | None) -> Over:
        return Over(
            y == self._cursor_y and row.start < row.end,
            _part(sentence, row),
            _part(self.selection, row),
            tuple(label for label in self._labels if row.start <= label[0] < row.end),
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a frame."""
        self._frame = self._next_frame()
        lines = super().render_lines(crop)
        self._frame = None
        return lines

    def _next_frame(self) -> _Frame:
        width = self.scrollable_content_region.width
        return _Frame(
            width, self._margin, self.scroll_offset.y, self._article_styles.of(), self._sentence_drawn()
        )

    def render_line(self, y: int) -> Strip:
        """Line `y` of what is on screen."""
        frame = self._frame or self._next_frame()
        if self.document is None:
            return self._empty_line(y, frame.width)
        y += frame.top
        if y >= self._layout.height:
            return Strip.blank(frame.width, frame.base)
        row = self._layout.row(y)
        over = self._over(row, y, frame.sentence)
        strip = self._strips.get((row, over))
        if strip is None:
            painted = self._painter.paint(row, over)
            strip = Strip.join([Strip.blank(frame.margin, frame.base), painted])
            strip = strip.adjust_cell_length(frame.width, frame.base)
            self._strips[row, over] = strip
        return strip

    def _empty_line(self, y: int, width: int) -> Strip:
        base, dim = self._article_styles.of(), self._article_styles.of(("boilerplate",))
        rows = wrapped(self.empty_text, max(1, min(width - 2, EMPTY_MEASURE)))
        at = y - max(0, (self._page_height - len(rows)) // 2)
        return (
            centred(rows[at], width, dim).apply_style(base) if 0 <= at < len(rows) else Strip.blank(width, base)
        )

    def notify_style_update(self) -> None:
        """Take in other colours."""
        super().notify_style_update()
        self._article_styles.forget()
        self._strips.clear()


def _part(span: Span | None, row: Row) -> Span | None:
    """The part of `span` that lies in a row."""
    if span is None or span.start >= row.end or span.end <= row.start:
        return None
    return Span(max(span.start, row.start), min(span.end, row.end))


def _start(item: tuple[Span, LayerKey]) -> int:
    return item[0].start
