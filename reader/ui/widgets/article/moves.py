"""Moving through an article, and choosing which of its layers are seen."""

from collections.abc import Callable

from textual import events
from textual.message import Message

from reader.document.blocks import Document
from reader.document.rows import Row
from reader.model import EntityType, QuotationKind, Span
from reader.ui.widgets.article.page import LAYERS, ArticlePage
from reader.ui.widgets.article.styles import LayerKey

WHEEL_ROWS = 3
PAGE_OVERLAP = 2
"""Rows of the last page that are still seen after a page was turned."""

JUMPS_KEPT = 100
MARKS = frozenset({"quotation", "entity", "annotation"})
"""The layers that "just the text" hides."""

_NOT_NAMES = {EntityType.DATE, EntityType.MONEY}


class ArticleMoves(ArticlePage):
    """The commands that move the cursor of an article, and those that show and hide."""

    class Notice(Message, namespace="article_view"):
        """A sentence for the status line."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def _begin(self, document: Document) -> None:
        super()._begin(document)
        self._jumps: list[int] = []

    # -- going

    def go_to(self, target: Span | int, *, remember: bool = True) -> None:
        """Put the cursor on a passage or an offset, in view with text around it.

        `remember` makes it a jump that `jump_back` comes back from.
        """
        span = target if isinstance(target, Span) else Span(target, target)
        if remember:
            self._remember()
        self._move_to(self._placed(span.start), span, comfortably=True)

    def jump_back(self) -> bool:
        """Go back to where the cursor was before the last jump; False if there was none."""
        if not self._jumps:
            return False
        self.go_to(self._jumps.pop(), remember=False)
        return True

    def next_sentence(self) -> Span:
        """The sentence after the one at the cursor; the last one stays."""
        return self._shown_unit(self._units.next_sentence, self.sentence)

    def _remember(self) -> None:
        self._jumps = [*self._jumps[1 - JUMPS_KEPT :], self._cursor]

    def _move_to(self, offset: int, seen: Span | None = None, *, comfortably: bool = False) -> None:
        """Put the cursor at `offset` and bring its row into view, with the rows of `seen` as far as they fit."""
        with self._changing():
            self._put_cursor(offset)
            last = self._cursor_y
            if seen is not None and seen.end > seen.start:
                last = max(last, self._layout.rows_of(seen).stop - 1)
            self._reveal(self._cursor_y, last, comfortably=comfortably)

    def _shown_unit(self, step: Callable[[int], Span], unit: Span) -> Span:
        """The unit one `step` from `unit`, passing over hidden text; `unit` itself if there is no other."""
        here = unit
        while (following := step(here.start)) != here:
            if self._layout.block_height(self._document.block_index(following.start)):
                return following
            here = following
        return unit

    def _go_to_unit(self, step: Callable[[int], Span], unit: Span) -> None:
        found = self._shown_unit(step, unit)
        self._move_to(self._units.sentence_at(found.start).start, found)

    def action_next_sentence(self) -> None:
        """To the next sentence."""
        self._go_to_unit(self._units.next_sentence, self.sentence)

    def action_previous_sentence(self) -> None:
        """To the sentence before."""
        self._go_to_unit(self._units.previous_sentence, self.sentence)

    def action_next_paragraph(self) -> None:
        """To the next paragraph."""
        self._go_to_unit(self._units.next_paragraph, self.paragraph)

    def action_previous_paragraph(self) -> None:
        """To the paragraph before."""
        self._go_to_unit(self._units.previous_paragraph, self.paragraph)

    def action_top(self) -> None:
        """To the beginning."""
        self._remember()
        with self._changing():
            self._scroll_to_row(0)
            self._put_on_row(0, 1)

    def action_bottom(self) -> None:
        """To the end."""
        self._remember()
        with self._changing():
            self._scroll_to_row(self._layout.height)
            self._put_on_row(self._layout.height - 1, -1)
            self._reveal(self._cursor_y, self._cursor_y)

    # -- by rows

    def _text_row(self, distance: int, step: int) -> int | None:
        """The first row with text, from `distance` rows beside the cursor's in the direction of `step`."""
        while True:
            y = self._cursor_y + distance
            while 0 <= y < self._layout.height:
                row = self._layout.row(y)
                if row.start < row.end or self._layout.version != self._layout_version:
                    break
                y = self._past(row, y, step)
            if self._layout.version == self._layout_version:
                return y if 0 <= y < self._layout.height else None
            self._take_in_heights()

    def _past(self, row: Row, y: int, step: int) -> int:
        """The next row that may have text, beside row `y`, which has none: over rules and empty blocks at once."""
        block = self._document.blocks[row.block]
        if block.text and (step < 0 or not row.is_blank):
            return y + step
        text = self._units.paragraph_at(block.start)
        if step > 0:
            if text.start <= block.start:
                text = self._units.next_paragraph(block.start)
            return self._top(text) if text.start > block.start else self._layout.height
        if text.start >= block.start:
            text = self._units.previous_paragraph(text.start)
        below = self._top(text) + self._layout.block_height(self._document.block_index(text.start))
        return below - 1 if text.start < block.start else -1

    def _top(self, paragraph: Span) -> int:
        return self._layout.block_top(self._document.block_index(paragraph.start))

    def _put_on_row(self, y: int, step: int) -> None:
        """Put the cursor on row `y` or the nearest one with text, looked for in the direction of `step` first."""
        found = self._text_row(y - self._cursor_y, step)
        if found is None:
            found = self._text_row(y - self._cursor_y, -step)
        if found is None:
            return
        row = self._layout.row(found)
        start = self._units.sentence_in(Span(row.start, row.end)).start
        self._put_cursor(max(start, row.start))

    def _by_rows(self, rows: int) -> None:
        """Move the cursor to another row, or to the last one there is that way."""
        with self._changing():
            self._step_rows(rows)

    def _by_page(self, rows: int) -> None:
        """Scroll, and move the cursor along."""
        with self._changing():
            self._scroll_to_row(self.scroll_offset.y + rows)
            self._step_rows(rows)

    def _step_rows(self, rows: int) -> None:
        step = 1 if rows > 0 else -1
        if self._text_row(rows, step) is None:
            self._scroll_to_row(self._layout.height if rows > 0 else 0)
        self._put_on_row(max(0, min(self._cursor_y + rows, self._layout.height - 1)), step)
        self._reveal(self._cursor_y, self._cursor_y)

    def action_line_down(self) -> None:
        """A row of text down."""
        self._by_rows(1)

    def action_line_up(self) -> None:
        """A row of text up."""
        self._by_rows(-1)

    def action_page_down(self) -> None:
        """A page on."""
        self._by_page(max(1, self._page_height - PAGE_OVERLAP))

    def action_page_up(self) -> None:
        """A page back."""
        self._by_page(-max(1, self._page_height - PAGE_OVERLAP))

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self._by_page(max(1, self._page_height // 2))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self._by_page(-max(1, self._page_height // 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on; the cursor stays in view."""
        self._wheel(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; the cursor stays in view."""
        self._wheel(event, -WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        with self._changing():
            self._scroll_to_row(self.scroll_offset.y + rows)
            top = self.scroll_offset.y
            if self._cursor_y < top:
                self._put_on_row(top, 1)
            elif self._cursor_y >= top + self._page_height:
                self._put_on_row(top + self._page_height - 1, -1)

    # -- by what lies over the text

    def action_next_annotation(self) -> None:
        """To the next annotation."""
        self._go_along("annotation", self._layers.next, "There is no highlight after this one.")

    def action_previous_annotation(self) -> None:
        """To the annotation before."""
        self._go_along("annotation", self._layers.previous, "There is no highlight before this one.")

    def action_next_quotation(self) -> None:
        """To the next quotation."""
        self._go_along("quotation", self._layers.next, "There is no quotation after this one.")

    def action_previous_quotation(self) -> None:
        """To the quotation before."""
        self._go_along("quotation", self._layers.previous, "There is no quotation before this one.")

    def action_next_entity(self) -> None:
        """To the next name."""
        self._go_along("entity", self._layers.next, "There is no name after this one.")

    def action_previous_entity(self) -> None:
        """To the name before."""
        self._go_along("entity", self._layers.previous, "There is no name before this one.")

    def _go_along(
        self, layer: str, beside: Callable[[str, int], tuple[Span, LayerKey] | None], nothing: str
    ) -> None:
        found = beside(layer, self._cursor)
        while found is not None and not self._is_wanted(*found):
            found = beside(layer, found[0].start)
        if found is None:
            self.post_message(self.Notice(nothing))
        else:
            self.go_to(found[0], remember=False)

    def _is_wanted(self, span: Span, key: LayerKey) -> bool:
        match key:
            case EntityType():
                wanted = key not in _NOT_NAMES
            case (kind, _):
                wanted = kind is not QuotationKind.SCARE
            case _:
                wanted = True
        return wanted and self._layout.block_height(self._document.block_index(span.start)) > 0

    # -- looking

    @property
    def visible_layers(self) -> frozenset[str]:
        """The layers that are drawn."""
        return self._painter.shown

    def action_toggle_entities(self) -> None:
        """Show or hide the marks on names."""
        self._toggle("entity", "names")

    def action_toggle_quotations(self) -> None:
        """Show or hide the marks on quotations."""
        self._toggle("quotation", "quotations")

    def action_toggle_annotations(self) -> None:
        """Show or hide the reader's highlights."""
        self._toggle("annotation", "highlights")

    def action_just_text(self) -> None:
        """Hide every mark, or show all of them."""
        self._hide(frozenset() if self._hidden_layers == MARKS else MARKS)
        self.post_message(self.Notice("just the text" if self._hidden_layers else "all marks shown"))

    def action_toggle_boilerplate(self) -> None:
        """Hide or show repeated headlines and trailing matter."""
        self._hides_boilerplate = not self._hides_boilerplate
        self._lay_out()
        with self._changing():
            self._put_on_row(self._cursor_y, 1)
            self._reveal(self._cursor_y, self._cursor_y)
        state = "hidden" if self._hides_boilerplate else "shown"
        self.post_message(self.Notice(f"repeated and trailing matter {state}"))

    def _toggle(self, layer: str, name: str) -> None:
        self._hide(self._hidden_layers ^ {layer})
        state = "hidden" if layer in self._hidden_layers else "shown"
        self.post_message(self.Notice(f"{name} {state}"))

    def _hide(self, layers: frozenset[str]) -> None:
        self._hidden_layers = layers
        self._painter.shown = frozenset(LAYERS) - layers
        self._strips.clear()
        self.refresh()
