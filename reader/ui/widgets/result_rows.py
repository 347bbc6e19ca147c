"""What a search over everything found: under a heading for each kind, two or three lines a result."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.config import COLOUR_COUNT
from reader.model import Annotation
from reader.query.terms import spans
from reader.query.tree import Everything, Node
from reader.services.dates import short_day
from reader.services.excerpts import excerpt
from reader.services.quotations.statements import Statement
from reader.services.searching.arranging import Heading, More, Row
from reader.services.searching.article_hits import telling_words
from reader.services.searching.results import ArticleHit, Kind, NoteHit, QuotationHit
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.widgets.hits import set_off
from reader.ui.widgets.lines import LONGEST_DRAWN, fit, plain, spread
from reader.ui.widgets.virtual_list import VirtualList

NAMES = {Kind.NOTES: "Notes", Kind.QUOTATIONS: "Quotations", Kind.ARTICLES: "Articles"}

_COLOURS = range(1, COLOUR_COUNT + 1)
_PARTS = {
    "heading", "count", "title", "hit", "note", "quotation", "speaker", "tag", "dim", "more",
    *(f"passage-{n}" for n in _COLOURS),
}  # fmt: skip


class ResultRows(VirtualList[Row]):
    """Results; a bar is beside the one at the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"result-rows--{part}" for part in _PARTS}

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Mapping[Kind, Node] = {}

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.SEARCH,)

    def show(self, rows: Sequence[Row], wanted: Mapping[Kind, Node], *, cursor: int | None) -> None:
        """Show these rows, with what was wanted of each kind set off; the cursor goes to an index or stays."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.redraw()
        self.set_items(rows, keep=key_of, cursor=cursor)

    def is_selectable(self, item: Row) -> bool:
        """Headings are only read."""
        return not isinstance(item, Heading)

    def next_kind(self, step: int) -> None:
        """Put the cursor on the first result of the next kind, or of the one before."""
        headings = [at for at, row in enumerate(self.items) if isinstance(row, Heading)]
        before = [at for at in headings if at < self.cursor]
        if step > 0:
            index = next((at for at in headings if at > self.cursor), headings[0] if headings else 0)
        else:
            index = before[-2] if len(before) > 1 else headings[-1] if headings else 0
        self.move_to(index + 1)

    def tops_of(self, items: Sequence[Row], width: int) -> Sequence[int]:  # noqa: ARG002  nothing wraps
        """A blank line is after each."""
        return [*accumulate((_height(item) + 1 for item in items), initial=0)]

    # -- drawing

    def render_item(self, item: Row, width: int, is_cursor: bool) -> list[Strip]:
        """What it is, what shows it, and where it is from."""
        mark = Segment("▌ " if is_cursor else "  ", self._style("tag"))
        return [
            Strip([mark, *line]).adjust_cell_length(width) for line in self._rows_of(item, width - len(mark.text))
        ]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"result-rows--{part}", partial=True)

    def _rows_of(self, item: Row, width: int) -> Iterator[Iterable[Segment]]:
        match item:
            case Heading(kind, count, is_all):
                number = f"{count:,} " if is_all else f"{count:,}+ "
                heading = Segment(NAMES[kind], self._style("heading"))
                yield spread([heading], [Segment(number, self._style("count"))], width)
            case More(kind, count):
                yield fit([Segment(f"{count:,} more {kind.value}", self._style("more"))], width)
            case NoteHit(annotation):
                yield from self._note(annotation, width)
            case QuotationHit(statement):
                yield from self._quotation(statement, width)
            case ArticleHit():
                yield from self._article(item, width)

    def _note(self, annotation: Annotation, width: int) -> Iterator[Iterable[Segment]]:
        style = self._style(f"passage-{annotation.colour}")
        passage = self._telling(Kind.NOTES, annotation.target.exact, style, width - 2)
        yield [Segment(" ", style), *passage, Segment(" ", style)]
        if annotation.note.strip():
            style = self._style("note")
            yield [Segment("✎ ", style), *self._telling(Kind.NOTES, annotation.note, style, width - 2)]
        tags = [Segment(f"{plain(tag)}  ", self._style("tag")) for tag in annotation.tags]
        about = [plain(annotation.article.title) or "Untitled", short_day(annotation.created)]
        yield fit([*tags, Segment(" · ".join(filter(None, about)), self._style("dim"))], width)

    def _quotation(self, statement: Statement, width: int) -> Iterator[Iterable[Segment]]:
        said = statement.best
        yield self._telling(Kind.QUOTATIONS, said.text, self._style("quotation"), width)
        about = [plain(said.article.title) or "Untitled", short_day(said.article.published or "")]
        others = (
            f" and {counted(len(statement.sources) - 1, 'other article')}" if len(statement.sources) > 1 else ""
        )
        speaker = Segment(f"{plain(said.speaker)}  " if said.speaker else "", self._style("speaker"))
        yield fit([speaker, Segment(" · ".join(filter(None, about)) + others, self._style("dim"))], width)

    def _article(self, hit: ArticleHit, width: int) -> Iterator[Iterable[Segment]]:
        article = hit.article
        about = [plain(article.source or ""), short_day(article.published or "")]
        right = [Segment(" · ".join(filter(None, about)), self._style("dim"))]
        title = self._telling(Kind.ARTICLES, article.title or "Untitled", self._style("title"), width)
        yield spread(title, right, width)
        if hit.place is not None:
            yield self._telling(Kind.ARTICLES, telling_words(hit), None, width)

    def _telling(self, kind: Kind, text: str, style: Style | None, width: int) -> list[Segment]:
        """As much of a text as there is room for, with what was looked for set off and in view."""
        text = plain(text[:LONGEST_DRAWN].strip())
        shown = excerpt(text, spans(text, self._wanted.get(kind, Everything())), width)
        return fit(set_off(shown.text, shown.hits, style, self._style("hit")), width)


def key_of(row: Row) -> object:
    """What a row is known by when it is shown again."""
    match row:
        case NoteHit(annotation):
            return annotation.uid
        case QuotationHit(statement):
            return statement.best.article.id, statement.best.span
        case ArticleHit(article):
            return article.id
        case Heading(kind) | More(kind):
            return type(row), kind


def _height(row: Row) -> int:
    match row:
        case NoteHit(annotation):
            return 3 if annotation.note.strip() else 2
        case QuotationHit():
            return 2
        case ArticleHit():
            return 1 if row.place is None else 2
        case _:
            return 1
