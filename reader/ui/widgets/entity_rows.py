"""The lines of an entity's page."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.config import COLOUR_COUNT
from reader.library.known import Companion
from reader.model import Annotation, Span
from reader.services.dates import short_day
from reader.services.entities.contexts import InArticle
from reader.services.entities.names import TYPES_IN_WORDS
from reader.services.entities.page_lines import Mentioned, Name, PageLine
from reader.services.excerpts import around
from reader.services.quotations.statements import Statement
from reader.text.counting import counted
from reader.ui.widgets.hits import set_off
from reader.ui.widgets.lines import fit, plain, spread
from reader.ui.widgets.quotation_lines import PARTS, Line, QuotationLines, source_line, statement_height
from reader.ui.widgets.virtual_list import VirtualList

_BEFORE, _AFTER = 2, 1
"""The cells before a line, for the mark at the cursor, and after it."""
_STYLES = (
    *PARTS,
    *("mark", "title", "named", "note"),
    *(kind.value for kind in TYPES_IN_WORDS),
    *(f"passage-{number}" for number in range(1, COLOUR_COUNT + 1)),
)


class EntityRows(VirtualList[PageLine]):
    """Articles with sentences, quotations, companions, names or notes; a bar is beside the line at the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"entity-rows--{style}" for style in _STYLES}

    def __init__(self) -> None:
        super().__init__()
        self._quotation_lines = QuotationLines(self._style)

    def is_selectable(self, item: PageLine) -> bool:
        """An article is gone to by one of its sentences, if there are any."""
        return not (isinstance(item, InArticle) and item.contexts)

    def tops_of(self, items: Sequence[PageLine], width: int) -> Sequence[int]:
        """Quotations have as many lines as their words need."""
        return [*accumulate((_height(item, width - _BEFORE - _AFTER) for item in items), initial=0)]

    def render_item(self, item: PageLine, width: int, is_cursor: bool) -> list[Strip]:
        """The lines of one item, with room for the mark."""
        mark = Segment("▌ " if is_cursor else "  ", self._style("mark"))
        room = width - _BEFORE - _AFTER
        return [Strip([mark, *line]).adjust_cell_length(width) for line in self._lines_of(item, room)]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"entity-rows--{part}", partial=True)

    def _lines_of(self, item: PageLine, width: int) -> Iterator[Line]:
        dim = self._style("dim")
        match item:
            case InArticle(article, _, count):
                told = [f"{count}×" if count > 1 else "", short_day(article.published or "")]
                detail = Segment(" · ".join(filter(None, told)), dim)
                yield [*spread([Segment(source_line(article), self._style("title"))], [detail], width)]
            case Mentioned():
                yield self._sentence(item, width)
            case Statement():
                yield from self._quotation_lines.statement(item, width)
            case Companion(_, name, kind, articles):
                about = Segment(f"{TYPES_IN_WORDS[kind]} · {counted(articles, 'article')}", dim)
                yield [*spread([Segment(plain(name), self._style(kind.value))], [about], width)]
            case Name(name, is_role):
                about = Segment(f"{'role' if is_role else 'name'} · {counted(name.articles, 'article')}", dim)
                yield [*spread([Segment(plain(name.text))], [about], width)]
            case Annotation():
                yield from self._note(item, width)

    def _sentence(self, item: Mentioned, width: int) -> Line:
        context = item.context
        shown = around(context.text, Span(context.start, context.end), width - 2)
        return fit([Segment("  "), *set_off(shown.text, shown.hits, None, self._style("named"))], width)

    def _note(self, note: Annotation, width: int) -> Iterator[Line]:
        passage = self._style(f"passage-{note.colour}")
        yield fit(
            [Segment(" ", passage), Segment(plain(note.target.exact), passage), Segment(" ", passage)], width
        )
        about = [plain(note.article.title) or "Untitled", *(f"#{plain(tag)}" for tag in note.tags)]
        written = [Segment(f"✎ {plain(note.note)}  ", self._style("note"))] if note.note.strip() else []
        yield fit([*written, Segment(" · ".join(about), self._style("dim"))], width)


def _height(line: PageLine, width: int) -> int:
    """The rows of a line with the blank one after the last that belongs together: it must depend on the line alone."""
    match line:
        case Statement():
            return statement_height(line, width) + 1
        case Annotation():
            return 3
        case InArticle():
            return 1 if line.contexts else 2
        case Mentioned():
            return 1 + line.is_last
        case _:
            return 1
