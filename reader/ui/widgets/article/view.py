"""The article's widget: mouse and hints over what draws it, moves in it and selects in it."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message

from reader.document.blocks import Document, Inline, InlineKind
from reader.document.selection import Selection
from reader.model import Span
from reader.ui.commands import Where
from reader.ui.widgets.article.hints import labels, placed
from reader.ui.widgets.article.painter import GUTTER
from reader.ui.widgets.article.selecting import ArticleSelecting


@dataclass(frozen=True, slots=True)
class _Hint:
    """A place on the screen that can be gone to; `url` is the address if it is a link."""

    start: int
    url: str = ""


class ArticleView(ArticleSelecting):
    """Shows an article; the reader moves through it, selects in it and jumps about in it.

    It has the commands of the contexts ARTICLE and SELECTION that move, look and select; those that change
    something are the screen's. While hints are shown, `take_key` wants the keys.
    """

    class LinkActivated(Message):
        """The reader wants to open a link of the article."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def _begin(self, document: Document) -> None:
        super()._begin(document)
        self._hints: dict[str, _Hint] = {}
        self._typed = ""
        self._drag_from: Span | None = None
        self._was_dragged = False

    def key_contexts(self) -> tuple[Where, ...]:
        """The contexts whose commands work now."""
        return (Where.SELECTION,) if self._selected else (Where.ARTICLE,)

    # -- hints

    def action_hint(self) -> None:
        """Label the sentences and links on screen, to go there or open them by typing the label."""
        view = self._span_in_view()
        hints = [_Hint(sentence.start) for sentence in self._units.sentences_in(view)]
        hints += [_Hint(span.start, key.target) for span, key in self._links(view) if span.start >= view.start]
        hints.sort(key=lambda hint: (hint.start, hint.url))
        self._hints = dict(zip(labels(len(hints)), hints, strict=False))
        self._show_hints("")

    def take_key(self, token: str) -> bool:
        """Whether the key was for the hints that are shown; any key that continues no label takes them away."""
        if not self._hints:
            return False
        typed = self._typed + token
        hint = self._hints.get(typed)
        if hint is None and any(label.startswith(typed) for label in self._hints):
            self._show_hints(typed)
            return True
        self._leave_hints()
        if hint is not None and hint.url:
            self.post_message(self.LinkActivated(hint.url))
        elif hint is not None:
            self._remember()
            self._move_to(hint.start)
        return True

    def _leave_hints(self) -> None:
        self._hints = {}
        self._show_hints("")

    def _show_hints(self, typed: str) -> None:
        """Show the labels that begin with what was typed."""
        with self._changing():
            self._typed = typed
            starts = [hint.start for hint in self._hints.values()]
            places = placed(starts, list(self._hints))
            self._labels = tuple(label for label in places if label[1].startswith(typed))

    def _links(self, span: Span) -> list[tuple[Span, Inline]]:
        found = self._layers.within("inline", span)
        return [(s, key) for s, key in found if isinstance(key, Inline) and key.kind is InlineKind.LINK]

    # -- mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag, perhaps."""
        place = event.get_content_offset(self)
        if event.button != 1 or event.ctrl or place is None:
            return
        if self._hints:
            self._leave_hints()
        self._drag_from = self._grapheme_at(place)
        self._was_dragged = False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down."""
        begun = self._drag_from
        if begun is None:
            return
        place = event.get_content_offset_capture(self)
        here = self._grapheme_at(place)
        if here == begun and not self._was_dragged:
            return
        self._was_dragged = True
        is_outside = not 0 <= place.y < self._page_height
        forward = here.start >= begun.start
        self._select(
            Selection(begun.start, here.end) if forward else Selection(begun.end, here.start),
            reveal=is_outside,
        )

    def on_mouse_up(self) -> None:
        """Stop dragging."""
        self._drag_from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Go there; twice selects the word, three times the sentence; with ctrl open the link."""
        place = event.get_content_offset(self)
        if place is None or event.button != 1 or self._was_dragged:
            self._was_dragged = False
            return
        event.stop()
        here = self._grapheme_at(place)
        links = self._links(here) if event.ctrl else []
        if links:
            self.post_message(self.LinkActivated(links[-1][1].target))
        elif event.chain == 1:
            self._click_on(here.start)
        else:
            unit = self._units.word_at if event.chain == 2 else self._units.sentence_at
            self._select(Selection.of(unit(here.start)), reveal=False)

    def _click_on(self, offset: int) -> None:
        if self._selected:
            self.action_select_none()
        with self._changing():
            self._put_cursor(self._placed(offset))

    def _grapheme_at(self, place: Offset) -> Span:
        """The grapheme drawn at a place of the widget's content; an empty span behind the end of a row."""
        y = max(0, min(place.y + self.scroll_offset.y, self._layout.height - 1))
        start = self._layout.offset_at(y, place.x - self._margin - GUTTER)
        end = start if start >= self._layout.row(y).end else self._units.right(start)
        return Span(start, end)
