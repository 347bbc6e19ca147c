"""Draws the rows of an article: the gutter, what stands before the text, and the text under its layers."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.document.blocks import Block, BlockKind, Document
from reader.document.layers import Layers
from reader.document.rows import TAB_TEXT, Row
from reader.model import Span
from reader.text.sanitize import clean
from reader.text.width import advances, cells, is_narrow
from reader.ui.widgets.article.styles import ArticleStyles, LayerKey, block_names, layer_name

GUTTER = 3
"""Cells to the left of the text: the cursor's mark, an annotation's mark, a space."""

CURSOR_MARK, ANNOTATION_MARK, NOTE_MARK, CHANGED_MARK = "›", "▎", "✎", "≈"
_MARKS = " " + ANNOTATION_MARK + NOTE_MARK + CHANGED_MARK  # the later ones tell more

Label = tuple[int, str]
"""A canonical offset and the letters drawn over the text from there on."""


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over a row beside the layers: the sentence at the cursor, the selection, labels of hints."""

    has_cursor: bool = False
    sentence: Span | None = None
    selection: Span | None = None
    labels: tuple[Label, ...] = ()


class _Piece(NamedTuple):
    start: int
    end: int
    names: tuple[str, ...]


class Painter:
    """Draws one document. `shown` are the layers that are drawn, `width` the cells of the text's column."""

    def __init__(self, document: Document, layers: Layers[LayerKey], styles: ArticleStyles) -> None:
        self._document = document
        self._layers = layers
        self._styles = styles
        self.shown: frozenset[str] = frozenset(layers.names)
        self.width = 0

    def paint(self, row: Row, over: Over) -> Strip:
        """The row with its gutter, as wide as what is in it."""
        block = self._document.blocks[row.block]
        if row.is_blank:
            return Strip(self._gutter(row, over))
        if block.kind is BlockKind.RULE:
            return Strip([*self._gutter(row, over), Segment("─" * self.width, self._styles.of(("rule",)))])
        names = block_names(block, is_title=row.block == 0)
        segments = [*self._gutter(row, over), *self._prefix(row, block.kind, names)]
        segments.extend(self._text(row, over, names))
        if block.kind is BlockKind.CODE:
            segments.append(self._rest(segments, names))
        return Strip(segments)

    def _gutter(self, row: Row, over: Over) -> list[Segment]:
        mark, style = self._annotation_mark(row)
        cursor = CURSOR_MARK if over.has_cursor else " "
        return [
            Segment(cursor, self._styles.of(("cursor-mark",) if over.has_cursor else ())),
            Segment(mark, style),
            Segment(" ", self._styles.of()),
        ]

    def _annotation_mark(self, row: Row) -> tuple[str, Style]:
        """The most telling of the row's annotations: one that has changed, one with a note, any."""
        best, colour = " ", 0
        if "annotation" in self.shown and row.end > row.start:
            for span, key in self._layers.within("annotation", Span(row.start, row.end)):
                mark = _mark(key, starts_here=span.start >= row.start)
                if _MARKS.index(mark) >= _MARKS.index(best):
                    best, colour = mark, _colour(key)
        return best, self._styles.mark(colour) if colour else self._styles.of()

    def _prefix(self, row: Row, kind: BlockKind, names: tuple[str, ...]) -> list[Segment]:
        if not row.prefix:
            return []
        dim = ("boilerplate",) if "boilerplate" in names else ()
        return [Segment(row.prefix, self._styles.of(("bar" if kind is BlockKind.QUOTATION else "prefix", *dim)))]

    def _rest(self, segments: Iterable[Segment], names: tuple[str, ...]) -> Segment:
        """What fills a row up to the end of the text's column."""
        drawn = sum(segment.cell_length for segment in segments)
        return Segment(" " * max(0, GUTTER + self.width - drawn), self._styles.of(names))

    # -- the text

    def _text(self, row: Row, over: Over, names: tuple[str, ...]) -> list[Segment]:
        text = self._document.text[row.start : row.end]
        pieces = self._pieces(row, over, self._document.blocks[row.block])
        if not is_narrow(text):
            pieces = _at_graphemes(pieces, text, row.start)
        is_clean = clean(text) == text
        labels = _Labels(over.labels, text, row.start)
        drawn = _Row(row.stops, self._styles)
        for start, end, over_names in labels.cut(pieces):
            label = labels.at(start)
            if label is None:
                part = text[start - row.start : end - row.start]
                drawn.add(part if is_clean else clean(part), names + over_names)
            else:
                drawn.put(label, ("label",))
        return drawn.segments

    def _pieces(self, row: Row, over: Over, block: Block) -> list[_Piece]:
        """The row's text in pieces of one style each, with the names of what lies over each."""
        pieces = []
        edges = [edge for span in (over.sentence, over.selection) if span for edge in span]
        for (start, end), keys in self._layers.sweep(Span(row.start, row.end)):
            cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
            for left, right in pairwise(cuts):
                pieces.append(_Piece(left, right, self._names(left, keys, over, block)))
        return pieces

    def _names(
        self, offset: int, keys: tuple[tuple[str, LayerKey], ...], over: Over, block: Block
    ) -> tuple[str, ...]:
        """What a piece of text is, from below to above."""
        names: dict[str, list[str]] = {layer: [] for layer in self._layers.names}
        for layer, key in keys:
            if layer in self.shown and not (block.boilerplate and layer in {"quotation", "entity"}):
                names[layer].append(layer_name(key))
        is_headline = block.kind is BlockKind.HEADING
        is_here = over.sentence is not None and over.sentence.contains(offset)
        return (
            *names["inline"],
            *names["quotation"],
            *(("cursor-line",) if is_here else ()),
            *(("other",) if is_headline and any(names["entity"]) else filter(None, names["entity"])),
            *names["annotation"],
            *(("cursor-highlight",) if is_here and any(names["annotation"]) else ()),
            *names["hit"],
            *(("selection",) if over.selection and over.selection.contains(offset) else ()),
        )


class _Row:
    """Segments put one after the other, with tabs filled up to the column stops of a table."""

    def __init__(self, stops: tuple[int, ...], styles: ArticleStyles) -> None:
        self.segments: list[Segment] = []
        self._stops = iter(stops)
        self._styles = styles
        self._column = 0

    def add(self, text: str, names: tuple[str, ...]) -> None:
        for number, part in enumerate(text.split("\t")):
            if number:
                stop = next(self._stops, self._column + len(TAB_TEXT))
                self.put(TAB_TEXT[1:].rjust(stop - self._column), ("prefix", *names))
            if part:
                self.put(part, names)

    def put(self, text: str, names: tuple[str, ...]) -> None:
        self.segments.append(Segment(text, self._styles.of(names)))
        self._column += cells(text)


class _Labels:
    """Labels over a row's text: what each of them covers, in whole graphemes."""

    def __init__(self, labels: Iterable[Label], text: str, row_start: int) -> None:
        self._covered: list[tuple[int, int, str]] = []
        for offset, letters in labels:
            start = end = offset - row_start
            used = 0
            added = advances(text[start : start + 16])
            for width in added:
                if width and used >= len(letters):
                    break
                used += width
                end += 1
            self._covered.append((offset, row_start + end, letters.ljust(used)))

    def cut(self, pieces: list[_Piece]) -> list[_Piece]:
        """The pieces without what labels cover; for each label a piece of its own instead."""
        for start, end, _ in self._covered:
            kept = [_Piece(a, min(b, start), names) for a, b, names in pieces if a < start]
            after = [_Piece(max(a, end), b, names) for a, b, names in pieces if b > end]
            pieces = [*kept, _Piece(start, end, ()), *after]
        return pieces

    def at(self, offset: int) -> str | None:
        return next((letters for start, _, letters in self._covered if start == offset), None)


def _at_graphemes(pieces: list[_Piece], text: str, row_start: int) -> list[_Piece]:
    """The pieces with their borders moved on to where a grapheme begins; those that vanish are left out."""
    added = advances(text)

    def snapped(offset: int) -> int:
        index = offset - row_start
        while 0 < index < len(added) and not added[index]:
            index += 1
        return row_start + index

    moved = (_Piece(snapped(start), snapped(end), names) for start, end, names in pieces)
    return [piece for piece in moved if piece.start < piece.end]


def _mark(key: LayerKey, *, starts_here: bool) -> str:
    match key:
        case (_, _, has_note, how):
            if starts_here and how == "changed":
                return CHANGED_MARK
            return NOTE_MARK if starts_here and has_note else ANNOTATION_MARK
    return ANNOTATION_MARK


def _colour(key: LayerKey) -> int:
    match key:
        case (_, int() as colour, *_):
            return colour
    return 1
