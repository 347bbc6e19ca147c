"""`postil quotes`: who said what, each statement once, with where it is from."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, bold, dim, notice, shortened, wrapped
from reader.cli.quotation_shapes import statement_line, statement_shape
from reader.cli.session import opened_session
from reader.cli.templates import Template
from reader.model import QuotationKind
from reader.services.articles.margin import NO_SPEAKER, SURE
from reader.services.notes.citing import citation
from reader.services.quotations.statements import Quoted, Statement, cite, find_quotations
from reader.text.counting import are, counted

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed: at most how many statements, and how; `cites` is as Markdown with citations."""

    limit: int
    template: Template | None
    cites: bool
    as_json: bool


def list_quotations(query: str, wish: Wish) -> Exit:
    """Print the statements that `query` finds; returns `Exit.NOT_FOUND` when it finds none."""
    with opened_session() as session:
        found = find_quotations(session, query, limit=wish.limit)
        unknown = session.library.findings.pending()
        _print(Printer(), found.statements, wish)
    if not found.is_complete:
        notice(f"These are the newest {wish.limit:,}; --limit N gives more.")
    tell_unknown(unknown)
    if found.statements:
        return Exit.DONE
    asked = f"No quotation has “{shortened(query)}”." if query.strip() else "There are no quotations yet."
    notice(asked)
    return Exit.NOT_FOUND


def tell_unknown(pending: int) -> None:
    """Tell how many articles nothing is known of yet, if there are any."""
    if pending:
        notice(
            f"{counted(pending, 'article')} {are(pending)} not analysed yet: `postil analyse --all` does that."
        )


def _print(printer: Printer, statements: Sequence[Statement], wish: Wish) -> None:
    if wish.as_json:
        printer.json([statement_shape(each) for each in statements])
    elif wish.template is not None:
        for each in statements:
            for line in wish.template.filled(statement_line(each)).split("\n"):
                printer.line(line)
    elif wish.cites:
        for line in "\n".join(cite(each.best) for each in statements).splitlines():
            printer.line(line)
    else:
        for number, each in enumerate(statements):
            if number:
                printer.line()
            _print_statement(printer, each)
    printer.flush()


def _print_statement(printer: Printer, statement: Statement) -> None:
    best = statement.best
    speaker = bold(best.speaker) if best.speaker else dim(NO_SPEAKER)
    printer.line(speaker, dim(_doubt(best)), dim(f" ({best.cue})" if best.cue else ""), dim(_manner(best)))
    for row in wrapped(best.text, printer.width - _INDENT):
        printer.line(" " * _INDENT, row)
    for place in statement.sources:
        printer.line(" " * _INDENT, dim(f"— {citation(place.article)}"))


def _manner(place: Quoted) -> str:
    return "  in the writer’s words" if place.kind is QuotationKind.INDIRECT else ""


def _doubt(place: Quoted) -> str:
    return ", perhaps" if place.speaker and place.confidence < SURE else ""
