"""Selecting in an article by keys."""

from collections.abc import Callable

from textual.message import Message

from reader.document.blocks import Document
from reader.document.selection import Selection
from reader.document.units import Units
from reader.model import Span
from reader.ui.widgets.article.moves import ArticleMoves


class ArticleSelecting(ArticleMoves):
    """The commands that select, and those that move the end of the selection."""

    class SelectionChanged(Message, namespace="article_view"):
        """Something else is selected, or nothing (None)."""

        def __init__(self, span: Span | None) -> None:
            super().__init__()
            self.span = span

    def _begin(self, document: Document) -> None:
        super()._begin(document)
        self._by_lines = False

    # -- beginning and leaving a selection

    def action_select(self) -> None:
        """Select the first word of the sentence at the cursor."""
        if self.sentence.end > self.sentence.start:
            self._select(Selection.of(self._units.word_at(max(self._cursor, self.sentence.start))))

    def action_select_lines(self) -> None:
        """Select the row at the cursor; moves by rows select whole ones then."""
        row = self._layout.row(self._cursor_y)
        self._select(Selection(row.start, row.end), by_lines=True)

    def action_select_none(self) -> None:
        """Leave the selection."""
        self._select(None)

    def _select(self, selection: Selection | None, *, by_lines: bool = False, reveal: bool = True) -> None:
        if selection == self._selected or (selection and selection.anchor == selection.head):
            return
        with self._changing():
            self._by_lines = by_lines
            self._selected = selection
            if selection is not None:
                self._put_cursor(selection.place(self._units))
                if reveal:
                    self._reveal(self._cursor_y, self._cursor_y)
        self.post_message(self.SelectionChanged(self.selection))

    # -- moves of its end

    def _extend(self, move: Callable[[Selection, Units], Selection]) -> None:
        if self._selected:
            self._select(move(self._selected, self._units))

    def action_select_left(self) -> None:
        """The end a character left."""
        self._extend(Selection.left)

    def action_select_right(self) -> None:
        """The end a character right."""
        self._extend(Selection.right)

    def action_select_word(self) -> None:
        """The end to the next word."""
        self._extend(Selection.word)

    def action_select_word_back(self) -> None:
        """The end back by a word."""
        self._extend(Selection.word_back)

    def action_select_word_end(self) -> None:
        """The end to the end of the word."""
        self._extend(Selection.word_end)

    def action_select_sentence_on(self) -> None:
        """The end to the end of the sentence."""
        self._extend(Selection.sentence_on)

    def action_select_sentence_back(self) -> None:
        """The end to the beginning of the sentence."""
        self._extend(Selection.sentence_back)

    def action_select_paragraph_on(self) -> None:
        """The end to the end of the paragraph."""
        self._extend(Selection.paragraph_on)

    def action_select_paragraph_back(self) -> None:
        """The end to the beginning of the paragraph."""
        self._extend(Selection.paragraph_back)

    def action_select_down(self) -> None:
        """The end a row down."""
        self._extend_by_rows(1)

    def action_select_up(self) -> None:
        """The end a row up."""
        self._extend_by_rows(-1)

    def action_select_other_end(self) -> None:
        """Move the other end from now on."""
        self._extend(lambda selection, _: selection.other_end())

    def action_select_sentence(self) -> None:
        """The sentence."""
        self._extend(Selection.sentence)

    def action_select_paragraph(self) -> None:
        """The paragraph."""
        self._extend(Selection.paragraph)

    def action_select_quotation(self) -> None:
        """The quotation."""
        self._extend(lambda selection, units: selection.one_of(self._spans("quotation"), units))

    def action_select_entity(self) -> None:
        """The name."""
        self._extend(lambda selection, units: selection.one_of(self._spans("entity"), units))

    def action_select_more(self) -> None:
        """Grow."""
        self._extend(lambda selection, units: selection.grow(units, self._spans("quotation", "entity")))

    def action_select_less(self) -> None:
        """Shrink again."""
        self._extend(lambda selection, _: selection.shrink())

    def _spans(self, *layers: str) -> list[Span]:
        """What lies at the cursor in some layers."""
        here = Span(self._cursor, self._cursor + 1)
        return [span for layer in layers for span, _ in self._layers.within(layer, here)]

    def _extend_by_rows(self, step: int) -> None:
        selection = self._selected
        if selection is None:
            return
        y = self._text_row(step, step)
        if y is None:
            return
        if self._by_lines:
            self._select(self._whole_rows(selection, y), by_lines=True)
            return
        x = self._layout.position(self._cursor)[1]
        place = self._layout.offset_at(y, x)
        after = self._units.right(place)
        self._select(selection.to(after if after > selection.anchor else place, self._units))

    def _whole_rows(self, selection: Selection, y: int) -> Selection:
        """From the row that the selection began with to row `y`, both whole."""
        begun_at = selection.anchor if selection.anchor < selection.head else selection.anchor - 1
        first_y = self._layout.position(begun_at)[0]
        first, last = self._layout.row(first_y), self._layout.row(y)
        return Selection(first.start, last.end) if y >= first_y else Selection(first.end, last.start)
