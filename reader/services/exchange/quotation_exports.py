"""Taking quotations out: who said what and where, in formats that other programs read."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from reader.exchange.errors import shown
from reader.exchange.files import write_whole
from reader.exchange.records import ArticleNotes, CitedArticle, CitedQuotation
from reader.services.exchange.exports import cited
from reader.services.pace import Pace
from reader.services.quotations.statements import QuotationsFound
from reader.text.counting import are, counted

MOST = 100_000
"""The most statements that go out at once."""

Find = Callable[[int], QuotationsFound]
"""Finds statements, at most so many."""


class QuotationFormat(StrEnum):
    """What quotations can be exported as; the bibliographies are of the articles that have them."""

    CSV = "csv"
    MARKDOWN = "markdown"
    JSON = "json"
    JSONL = "jsonl"
    BIBTEX = "bibtex"
    CSL = "csl"


class QuotationExport:
    """The statements that are found, each with all places where it is quoted.

    They are gone through at that `pace`, which may give the export up.
    """

    def __init__(self, find: Find, *, most: int = MOST, pace: Pace = iter) -> None:
        self._find = find
        self._most = most
        self._pace = pace
        self._written = 0

    @cached_property
    def found(self) -> QuotationsFound:
        """What goes out. Raises `LibraryError`."""
        return self._find(self._most)

    @property
    def progress(self) -> str:
        """How far it is."""
        return counted(self._written, "quotation")

    def told(self, place: Path) -> str:
        """What is at that place now, in a sentence or two."""
        statements = self.found.statements
        articles = {source.article.id for statement in statements for source in statement.sources}
        newest = "" if self.found.is_complete else f" There are more: these are the newest {self._most:,}."
        return (
            f"{counted(len(statements), 'statement')} of {counted(len(articles), 'article')} "
            f"{are(len(statements))} in {shown(place)}.{newest}"
        )

    def write(self, format_name: str, path: Path) -> None:
        """Write a file. Raises `ExchangeError`; no file is left half written."""
        write_whole(path, self.text(format_name))

    def text(self, format_name: str) -> Iterator[str]:
        """The text of a format, in parts."""
        from reader.exchange.exports import bibtex, csl, quotations
        from reader.exchange.markdown.quotations import document

        match QuotationFormat(format_name):
            case QuotationFormat.CSV:
                return quotations.table(self._quotations())
            case QuotationFormat.MARKDOWN:
                return document(self._quotations())
            case QuotationFormat.JSON:
                return quotations.array(self._quotations())
            case QuotationFormat.JSONL:
                return quotations.lines(self._quotations())
            case QuotationFormat.BIBTEX:
                return bibtex.entries(map(ArticleNotes, self._articles()))
            case QuotationFormat.CSL:
                return csl.items(map(ArticleNotes, self._articles()))

    def _quotations(self) -> Iterator[CitedQuotation]:
        """Every place where one of the statements is quoted, the best of each first."""
        for number, statement in enumerate(self._pace(self.found.statements), 1):
            others = (source for source in statement.sources if source is not statement.best)
            for place in (statement.best, *others):
                self._written += 1
                yield CitedQuotation(
                    cited(place.article),
                    number,
                    place.span,
                    place.text,
                    place.kind,
                    place.speaker,
                    place.cue,
                    place.confidence,
                )

    def _articles(self) -> Iterable[CitedArticle]:
        return {quotation.article.id: quotation.article for quotation in self._quotations()}.values()
