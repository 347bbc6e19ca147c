"""An article broken into rows on the screen, and a cursor that stays where it stands there whatever changes."""

from textual.geometry import Size
from textual.message import Message

from reader.document.blocks import Block, BlockKind, Document
from reader.document.rows import Layout
from reader.document.units import Units
from reader.model import Span
from reader.ui.widgets.article.painter import GUTTER
from reader.ui.widgets.scrolled import Scrolled

DEFAULT_MEASURE = 80
CONTEXT = 3
"""Rows that stay in view above and below the cursor."""

_NOTHING = Document.of((Block(BlockKind.HEADING, 0, ""),))


class ArticleScroll(Scrolled, can_focus=True, inherit_bindings=False):
    """Lays out one document and scrolls in it; the cursor, a canonical offset, rests on the sentence there.

    Heights are put right as rows come on screen; what is on screen stays where it is then. A subclass that keeps
    what it drew of rows forgets it in `_forget_rows`.
    """

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
        self._measure = measure
        self._hides_boilerplate = False
        self._told: tuple[int, float] | None = None
        self._is_hidden = True
        self._covered = 0
        self._top_before = 0
        self._begin(_NOTHING)

    def _begin(self, document: Document) -> None:
        self._document = document
        self._units = Units(document)
        self._cursor = self._cursor_y = 0
        self._layout: Layout = Layout(_NOTHING, 1)
        self._layout_version = 0

    def _forget_rows(self) -> None:
        """The rows are others, or of another width."""

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
    def progress(self) -> float:
        """How much of the article, from 0 to 1, lies above the bottom of the screen."""
        return min(1.0, (self.scroll_offset.y + self._page_height + self._covered) / self._layout.height)

    def show(self, document: Document, *, offset: int = 0) -> None:
        """Show another document with the cursor at the canonical `offset`."""
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
        self._forget_rows()
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
        self._forget_rows()
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
