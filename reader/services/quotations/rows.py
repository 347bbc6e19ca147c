"""Statements as a list shows them: the same words once, and below them, where that is wanted, all their sources."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from reader.services.quotations.statements import Quoted, Statement

Place = tuple[str, int]
"""Where words are quoted: an article's id, and the offset in its text."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement; `is_open` says that its sources are below it."""

    statement: Statement
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One of the sources of the statement above it, and whether the last; `names_another` speaker than that does."""

    quoted: Quoted
    is_last: bool
    names_another: bool


QuotationRow = StatementRow | SourceRow


def rows(statements: Iterable[Statement], opened: Collection[Place]) -> Iterator[QuotationRow]:
    """The rows of statements, those in `opened` with their sources."""
    for statement in statements:
        is_open = place_of(statement.best) in opened
        yield StatementRow(statement, is_open)
        if is_open:
            for source in statement.sources:
                names_another = source.speaker != statement.best.speaker
                yield SourceRow(source, source is statement.sources[-1], names_another)


def quoted_in(row: QuotationRow) -> Quoted:
    """The place that a row leads to."""
    return row.statement.best if isinstance(row, StatementRow) else row.quoted


def place_of(quoted: Quoted) -> Place:
    """What a place is known by when it is found again."""
    return quoted.article.id, quoted.span.start


def key_of(row: QuotationRow) -> object:
    """What a row is known by when it is shown again."""
    return type(row), place_of(quoted_in(row))
