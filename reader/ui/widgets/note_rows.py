"""Annotations in a list, each with a blank line below it, and one of them in full beside it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import ClassVar, overload

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.containers import VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from reader.config import COLOUR_COUNT
from reader.model import Annotation, Span
from reader.query.terms import spans
from reader.query.tree import Everything, Node
from reader.services.dates import short_day, short_time
from reader.services.excerpts import excerpt
from reader.services.notes.citing import address
from reader.services.notes.ordering import Heading, NoteRow
from reader.services.notes.subjects import NoteSubject
from reader.services.notes.view import Found
from reader.text.sanitize import clean
from reader.text.wrap import wrap
from reader.ui.commands import Where
from reader.ui.widgets.hits import set_off
from reader.ui.widgets.lines import LONGEST_DRAWN, fit, plain, spread
from reader.ui.widgets.virtual_list import VirtualList

PREVIEW_LENGTH = 8_000
"""How many characters of a passage and of a note the preview shows, at most."""

SELECTED = "✓"
"""What stands before a note that is selected."""

_HEADING_HEIGHT = 2
_COLOURS = range(1, COLOUR_COUNT + 1)
_PARTS = {"heading", "count", "hit", "note", "tag", "dim", "orphan", *(f"passage-{n}" for n in _COLOURS)}


class NoteRows(VirtualList[NoteRow]):
    """All notes: the passage, the note, and what is known of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"note-rows--{part}" for part in _PARTS}
    row_height: ClassVar[int] = 4

    class SelectionChanged(Message):
        """Other notes are selected now."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Node = Everything()
        self._orphans: frozenset[str] = frozenset()
        self._headings: Sequence[int] = ()
        self._tag_colours: Mapping[str, int] = {}
        self.selected: frozenset[str] = frozenset()
        """The uids of the notes that are selected, shown or not."""
        self.titles = True
        """Whether each annotation names its article: not when they stand under its title."""

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.NOTES,)

    def show(self, found: Found, *, titles: bool) -> None:
        """Show what was found, the words that were wanted set off.

        The cursor stays on its annotation if that is there; else it goes to the first one that another query found.
        """
        wanted, orphans = found.asked.wanted, frozenset(found.asked.orphans)
        is_other = wanted != self.wanted
        if is_other or (titles, orphans) != (self.titles, self._orphans):
            self.wanted, self.titles, self._orphans = wanted, titles, orphans
            self.redraw()
        self._headings = found.headings
        self.set_items(found.rows, cursor=0 if is_other and found.at is None else found.at)

    def colour_tags(self, colours: Mapping[str, int]) -> None:
        """Show these tags in these colours."""
        if colours != self._tag_colours:
            self._tag_colours = colours
            self.redraw()

    def renew_current(self, annotation: Annotation | None) -> None:
        """Show `annotation` in place of the one at the cursor; None takes that from the list."""
        rows: list[NoteRow] = [*self.items]
        rows[self.cursor : self.cursor + 1] = [] if annotation is None else [NoteSubject(annotation)]
        if annotation is None:
            self._headings = [index - (index > self.cursor) for index in self._headings]
        self.set_items(rows)

    @property
    def current_annotation(self) -> Annotation | None:
        """The annotation at the cursor."""
        return self.current.annotation if isinstance(self.current, NoteSubject) else None

    def select(self, uids: frozenset[str]) -> None:
        """Select the notes with these uids and no others."""
        changed, self.selected = self.selected ^ uids, uids
        self.redraw_some(lambda row: isinstance(row, NoteSubject) and row.annotation.uid in changed)
        self.post_message(self.SelectionChanged())

    def shown(self) -> list[Annotation]:
        """All notes in the list; one that is there under several headings several times."""
        return [row.annotation for row in self.items if isinstance(row, NoteSubject)]

    def is_selectable(self, item: NoteRow) -> bool:
        """Headings are only read."""
        return not isinstance(item, Heading)

    def tops_of(self, items: Sequence[NoteRow], width: int) -> Sequence[int]:  # noqa: ARG002  nothing wraps
        """Headings have fewer lines."""
        return _Tops(len(items), self._headings, self.row_height)

    def render_item(self, item: NoteRow, width: int, is_cursor: bool) -> list[Strip]:
        """Passage, note, details, as far as there are any; below them, and below a heading, it stays blank."""
        if isinstance(item, Heading):
            return [self._heading(item, width)]
        annotation = item.annotation
        bar = "▌" if is_cursor else " "
        mark = Segment(f"{bar} ", self._style("tag"))
        first = Segment(f"{bar}{SELECTED}", self._style("tag")) if annotation.uid in self.selected else mark
        note = self._note(annotation, width - 6)
        passage = self._passage(annotation, width - 4, rows=1 if note else 2)
        lines = [*passage, *filter(None, [note]), [Segment("  "), *self._details(annotation, width - 6)]]
        marks = [first, *[mark] * (len(lines) - 1)]
        return [Strip([mark, *line]).adjust_cell_length(width) for mark, line in zip(marks, lines, strict=True)]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"note-rows--{part}", partial=True)

    def _heading(self, heading: Heading, width: int) -> Strip:
        title = Segment(f"  {plain(heading.title)}", self._style("heading"))
        count = "… " if heading.count is None else f"{heading.count:,} "
        return spread([title], [Segment(count, self._style("count"))], width)

    def _passage(self, annotation: Annotation, width: int, *, rows: int) -> list[list[Segment]]:
        text = plain(annotation.target.exact)
        shown = excerpt(text, spans(text, self.wanted), rows * width - 2)
        style, hit_style = self._style(f"passage-{annotation.colour}"), self._style("hit")
        starts = wrap(shown.text, width - 2)
        ends = [*starts[1:rows], len(shown.text)]
        lines = []
        for start, end in zip(starts, ends, strict=False):
            row = shown.text[start:end].rstrip()  # the blank that a row ends with may be one cell too wide
            hits = [hit for hit in shown.hits if hit.start < end and hit.end > start]
            inside = [Span(max(hit.start - start, 0), min(hit.end - start, len(row))) for hit in hits]
            found = set_off(row, inside, style, hit_style)
            lines.append([Segment(" ", style), *fit(found, width - 2), Segment(" ", style)])
        return lines

    def _note(self, annotation: Annotation, width: int) -> list[Segment]:
        if not annotation.note.strip():
            return []
        text = plain(annotation.note.lstrip()[:LONGEST_DRAWN].partition("\n")[0])
        shown = excerpt(text, spans(text, self.wanted), width - 2)
        style = self._style("note")
        found = set_off(shown.text, shown.hits, style, self._style("hit"))
        return [Segment("  "), *fit([Segment("✎ ", style), *found], width)]

    def _details(self, annotation: Annotation, width: int) -> list[Segment]:
        dim = self._style("dim")
        lost = [Segment("orphan  ", self._style("orphan"))] if annotation.uid in self._orphans else []
        segments = [*lost, *(segment for tag in annotation.tags for segment in self._tag(tag))]
        about = [plain(annotation.article.title) if self.titles else "", short_day(annotation.created)]
        return fit([*segments, Segment(" · ".join(filter(None, about)), dim)], width)

    def _tag(self, tag: str) -> list[Segment]:
        """A tag, in its colour if it has one of its own."""
        colour = self._tag_colours.get(tag)
        return [Segment(plain(tag), self._style(f"passage-{colour}" if colour else "tag")), Segment("  ")]


class _Tops(Sequence[int]):
    """The line that each of `count` rows begins on, and the one after the last, worked out when it is asked for.

    All have `height` lines but headings, whose indexes are known.
    """

    def __init__(self, count: int, headings: Sequence[int], height: int) -> None:
        self._count = count
        self._headings = headings
        self._height = height

    def __len__(self) -> int:
        return self._count + 1

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> list[int]: ...

    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        return at * self._height - (self._height - _HEADING_HEIGHT) * bisect_left(self._headings, at)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Tops):
            return NotImplemented
        return self._count == other._count and self._headings == other._headings

    __hash__ = None  # type: ignore[assignment]


class NotePreview(VerticalScroll, can_focus=False):
    """One annotation in full."""

    COMPONENT_CLASSES: ClassVar[set[str]] = NoteRows.COMPONENT_CLASSES

    def __init__(self) -> None:
        self._body = Static(markup=False)
        super().__init__(self._body)

    def show(
        self, annotation: Annotation | None, colour_names: Sequence[str], *, is_orphan: bool = False
    ) -> None:
        """Show an annotation, and that it is an orphan if it is one; None shows nothing."""
        self._body.update(self._text(annotation, colour_names, is_orphan) if annotation else "")
        self.scroll_home(animate=False)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"note-rows--{part}", partial=True)

    def _text(self, annotation: Annotation, colour_names: Sequence[str], is_orphan: bool) -> Text:
        dim, article = self._style("dim"), annotation.article
        text = Text()
        if is_orphan:
            text.append("orphan", self._style("orphan"))
            text.append(" · the article has these words no more\n\n", dim)
        text.append(
            clean(annotation.target.exact, max_length=PREVIEW_LENGTH), self._style(f"passage-{annotation.colour}")
        )
        if annotation.speaker:
            text.append(f"\n\nsaid by {plain(annotation.speaker)}", dim)
        if annotation.note.strip():
            text.append("\n\n✎ ", dim)
            text.append(clean(annotation.note, max_length=PREVIEW_LENGTH).strip())
        if annotation.tags:
            text.append("\n\n")
            text.append("  ".join(map(plain, annotation.tags)), self._style("tag"))
        text.append("\n\n")
        text.append(plain(article.title) or "Untitled", self._style("heading"))
        about = (article.author, (article.published or "")[:10])
        for line in (", ".join(plain(part) for part in about if part), plain(address(article))):
            if line:
                text.append(f"\n{line}", dim)
        made, changed = short_time(annotation.created), short_time(annotation.updated)
        text.append(f"\n\n{plain(colour_names[annotation.colour - 1])} · made {made}", dim)
        if changed != made:
            text.append(f" · changed {changed}", dim)
        return text
