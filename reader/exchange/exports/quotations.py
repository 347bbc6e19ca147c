"""Quotations, each with who says it and where, as a table and as JSON."""

from collections.abc import Iterable, Iterator

from reader.exchange.exports.csv_text import row
from reader.exchange.exports.json_text import json_line
from reader.exchange.records import CitedQuotation

HEADER = (
    "text", "speaker", "cue", "kind", "confidence", "title", "source", "author", "url", "published", "start", "end",
    "article", "statement",
)  # fmt: skip
"""What is told of each quotation."""

_Value = str | int | float | None


def table(quotations: Iterable[CitedQuotation]) -> Iterator[str]:
    """CSV, the header first: a row each, with its end."""
    yield row(HEADER)
    for each in quotations:
        yield row("" if value is None else str(value) for value in _values(each))


def array(quotations: Iterable[CitedQuotation]) -> Iterator[str]:
    """One JSON array, in parts of text: an object each."""
    yield "["
    for number, each in enumerate(quotations):
        yield f"{',' * bool(number)}\n{_object(each)}"
    yield "\n]\n"


def lines(quotations: Iterable[CitedQuotation]) -> Iterator[str]:
    """JSON Lines: the same objects, a line each, with its end."""
    for each in quotations:
        yield f"{_object(each)}\n"


def _values(quotation: CitedQuotation) -> tuple[_Value, ...]:
    article = quotation.article
    return (
        quotation.text,
        quotation.speaker,
        quotation.cue or None,
        quotation.kind.value,
        quotation.confidence if quotation.speaker else None,
        article.title,
        article.source,
        article.author,
        article.url,
        article.published,
        quotation.span.start,
        quotation.span.end,
        article.id,
        quotation.statement,
    )


def _object(quotation: CitedQuotation) -> str:
    return json_line(dict(zip(HEADER, _values(quotation), strict=True)))
