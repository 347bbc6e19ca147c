"""An article on screen: its rows drawn under their layers, what lies over them, and the cursor."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip

from reader.document.blocks import Document
from reader.document.layers import Layers
from reader.document.rows import Row
from reader.model import Span
from reader.ui.widgets.article.painter import Label, Over, Painter
from reader.ui.widgets.article.scroll import DEFAULT_MEASURE, ArticleScroll
from reader.ui.widgets.article.styles import COMPONENT_CLASSES, ArticleStyles, LayerKey
from reader.ui.widgets.lines import EMPTY_MEASURE, centred, wrapped

if TYPE_CHECKING:
    from reader.document.selection import Selection

LAYERS = ("inline", "quotation", "entity", "annotation", "hit")
"""From below to above. `inline` is the document's own."""

_STRIPS_KEPT = 600


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all lines of a frame are drawn with: widths in cells, the first row on screen, the sentence marked."""

    width: int
    margin: int
    top: int
    base: Style
    sentence: Span | None


class ArticlePage(ArticleScroll):
    """Shows one document, drawing only what is on screen; the cursor's row is marked in the gutter.

    What a subclass changes of what lies over the text (cursor, selection, labels) it changes inside `_changing`,
    which draws the rows anew that look different then.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = COMPONENT_CLASSES

    def __init__(
        self,
        *,
        measure: int = DEFAULT_MEASURE,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        self.empty_text = ""
        """What stands in the middle while no document is shown; set it before."""
        self._article_styles = ArticleStyles(self)
        self._strips: LRUCache[tuple[Row, Over], Strip] = LRUCache(_STRIPS_KEPT)
        self._hidden_layers: frozenset[str] = frozenset()
        self._frame: _Frame | None = None
        super().__init__(measure=measure, id=id, classes=classes)

    def _begin(self, document: Document) -> None:
        super()._begin(document)
        self._layers: Layers[LayerKey] = Layers(LAYERS)
        inlines = sorted(inline for block in document.blocks for inline in block.inlines)
        self._layers.set("inline", [(Span(inline.start, inline.end), inline) for inline in inlines])
        self._painter = Painter(document, self._layers, self._article_styles)
        self._painter.shown = frozenset(LAYERS) - self._hidden_layers
        self._selected: Selection | None = None
        self._labels: tuple[Label, ...] = ()

    def _forget_rows(self) -> None:
        self._painter.width = self._text_width
        self._strips.clear()

    # -- what is shown

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self._selected.span if self._selected else None

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

    def _span_in_view(self) -> Span:
        top = self.scroll_offset.y
        return Span(self._layout.row(top).start, self._layout.row(top + max(0, self._page_height - 1)).end)

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
