"""Quotations drawn: who says it, in which words, and where it is from."""

from collections.abc import Callable, Iterator

from rich.segment import Segment
from rich.style import Style

from reader.model import Article, QuotationKind
from reader.services.articles.margin import SURE
from reader.services.dates import short_day
from reader.services.quotations.rows import SourceRow
from reader.services.quotations.statements import Quoted, Statement
from reader.text.counting import counted
from reader.ui.widgets.lines import fit, plain, shortened, spread, wrapped

WORDS_ROWS = 4
"""The most rows of the words themselves; the article has the rest."""
NOBODY = "nobody is named"
PARTS = frozenset({"speaker", "unsure", "words", "indirect", "dim"})
"""The names of the styles that quotations are drawn in."""

Line = list[Segment]


class QuotationLines:
    """Draws quotations in styles that are asked for by the names in `PARTS`."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style

    def statement(self, statement: Statement, width: int) -> Iterator[Line]:
        """The words with who says them and where, in `statement_height` rows."""
        said = statement.best
        day = Segment(short_day(said.article.published or ""), self._style("dim"))
        yield [*spread(self.speaker(said), [day], width)]
        words = self._style("indirect" if said.kind is QuotationKind.INDIRECT else "words")
        for row in _words_rows(said.text, width):
            yield [Segment(row, words)]
        others = len(statement.sources) - 1
        more = f" · and {counted(others, 'other article')}" if others else ""
        room = width - len(more)
        yield [Segment(shortened(source_line(said.article), room) + more, self._style("dim"))]

    def source(self, source: SourceRow, width: int) -> Line:
        """Where else the words are, in one row; who says them there, where that is another speaker."""
        quoted, dim = source.quoted, self._style("dim")
        day = Segment(short_day(quoted.article.published or ""), dim)
        speaker = [*self.speaker(quoted), Segment(" · ", dim)] if source.names_another else []
        return [*spread([Segment("  ↳ ", dim), *speaker, Segment(source_line(quoted.article))], [day], width)]

    def speaker(self, quoted: Quoted) -> Line:
        """Who says it: in less weight, and with a question mark, where that is not sure."""
        if not quoted.speaker:
            return [Segment(NOBODY, self._style("dim"))]
        if quoted.confidence < SURE:
            return [Segment(f"{plain(quoted.speaker)} ?", self._style("unsure"))]
        return [Segment(plain(quoted.speaker), self._style("speaker"))]


def statement_height(statement: Statement, width: int) -> int:
    """In how many rows a statement is drawn."""
    return 2 + len(_words_rows(statement.best.text, width))


def source_line(article: Article) -> str:
    """An article in a line: its title and where it is from."""
    return " · ".join(filter(None, (plain(article.title) or "Untitled", plain(article.source or ""))))


def _words_rows(text: str, width: int) -> list[str]:
    found = wrapped(plain(text), max(1, width))
    if len(found) > WORDS_ROWS:
        last = fit([Segment(found[WORDS_ROWS - 1] + " …")], width)
        return [*found[: WORDS_ROWS - 1], "".join(segment.text for segment in last)]
    return found
