"""`postil search`: notes, quotations and articles, those that fit best first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reader.cli.exit_codes import Exit
from reader.cli.listing import SHORT_ID
from reader.cli.noting import hashtags
from reader.cli.output import Printer, Styled, bold, dim, notice, shortened
from reader.cli.progress import told_progress
from reader.cli.search_shapes import hit_line, hit_shape
from reader.cli.session import opened_session
from reader.cli.templates import Template
from reader.model import Annotation
from reader.query.format import written
from reader.query.terms import spans
from reader.query.tree import Node
from reader.services.asking import read_query
from reader.services.dates import short_day
from reader.services.excerpts import excerpt
from reader.services.notes.citing import citation
from reader.services.quotations.statements import Statement
from reader.services.searching.article_hits import telling_words
from reader.services.searching.results import ArticleHit, Found, Hit, Kind, NoteHit, QuotationHit
from reader.services.searching.search import Search
from reader.text.counting import counted
from reader.text.sanitize import clean
from reader.text.width import truncate

_HEADINGS = {Kind.NOTES: "Notes", Kind.QUOTATIONS: "Quotations", Kind.ARTICLES: "Articles"}
_INDENT = 2
_LOOKED_AT = 20_000
"""How many characters of a note or passage are looked through for the part of it to show."""

Line = list[str | Styled]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed: of which kinds, at most how many of each, and after which pattern, if any."""

    kinds: Collection[Kind]
    limit: int
    template: Template | None
    as_json: bool


def search(query: str, wish: Wish) -> Exit:
    """Print what `query` finds; returns `Exit.NOT_FOUND` when it finds nothing."""
    with opened_session() as session:
        searching = session.search
        wanted = read_query(session, query)
        found = _look_for(searching, wanted, wish)
        if not any(each.hits for each in found) and (meant := searching.meant(wanted)) is not None:
            found = _look_for(searching, meant, wish)
            notice(f"Nothing has “{shortened(query)}”; this has {written(meant)}.")
        printer = Printer()
        hits = [hit for each in found for hit in each.hits]
        if wish.as_json:
            printer.json([hit_shape(hit) for hit in hits])
        elif wish.template is not None:
            for hit in hits:
                for line in wish.template.filled(hit_line(hit)).split("\n"):
                    printer.line(line)
        else:
            _print(printer, found)
        printer.flush()
    if hits:
        return Exit.DONE
    notice(f"Nothing has “{shortened(query)}”." if query.strip() else "There is nothing to find yet.")
    return Exit.NOT_FOUND


def _look_for(searching: Search, wanted: Node, wish: Wish) -> list[Found]:
    return [_look(searching, kind, wanted, wish.limit) for kind in Kind if kind in wish.kinds]


def _look(searching: Search, kind: Kind, wanted: Node, limit: int) -> Found:
    if kind is Kind.ARTICLES:
        return searching.articles(wanted, limit)
    if kind is Kind.QUOTATIONS:
        return searching.quotations(wanted, limit)
    with told_progress("indexing your notes") as tell:
        searching.indexing.catch_up(searching.indexing.due(), progress=tell)
    return searching.notes(wanted, limit)


def _print(printer: Printer, found: Sequence[Found]) -> None:
    for number, each in enumerate(each for each in found if each.hits):
        if number:
            printer.line()
        count = f"{len(each.hits):,}" if each.is_all else f"the best {len(each.hits):,}"
        printer.line(bold(_HEADINGS[each.kind]), dim(f"  {count}"))
        for hit in each.hits:
            printer.line()
            for line in _lines(printer, hit, each.wanted):
                printer.line(*line)


def _lines(printer: Printer, hit: Hit, wanted: Node) -> Iterator[Line]:
    match hit:
        case NoteHit(annotation):
            return _note(printer, annotation, wanted)
        case QuotationHit(statement):
            return _quotation(printer, statement, wanted)
        case ArticleHit():
            return _article(printer, hit, wanted)


def _note(printer: Printer, annotation: Annotation, wanted: Node) -> Iterator[Line]:
    yield [dim(f"{annotation.uid}  {short_day(annotation.created)}  "), hashtags(annotation.tags)]
    yield ["▎ ", *_shown(printer, annotation.target.exact, wanted)]
    if annotation.note.strip():
        yield ["✎ ", *_shown(printer, annotation.note, wanted)]
    yield [dim(f"  — {citation(annotation.article)}")]


def _quotation(printer: Printer, statement: Statement, wanted: Node) -> Iterator[Line]:
    said, others = statement.best, len(statement.sources) - 1
    yield [dim(f"{said.article.id[:SHORT_ID]}  "), *_shown(printer, said.text, wanted)]
    yield [
        f"  {said.speaker or 'nobody is named'}",
        dim(f", in {counted(others + 1, 'article')}" if others else ""),
    ]
    yield [dim(f"  — {citation(said.article)}")]


def _article(printer: Printer, hit: ArticleHit, wanted: Node) -> Iterator[Line]:
    article = hit.article
    yield [dim(f"{article.id[:SHORT_ID]}  "), *_shown(printer, article.title or "Untitled", wanted)]
    if hit.place is not None:
        yield ["  ", *_shown(printer, telling_words(hit), wanted)]
    yield [dim(f"  — {citation(article)}")]


def _shown(printer: Printer, text: str, wanted: Node) -> Line:
    """As much of a text as a line has room for, with what was looked for set off."""
    room = printer.width - _INDENT
    text = clean(text[:_LOOKED_AT], one_line=True)
    part = excerpt(text, spans(text, wanted), room)
    line = truncate(part.text, room)
    parts: Line = []
    done = 0
    for start, end in part.hits:
        if start < len(line):
            parts += [line[done:start], bold(line[start:end])]
            done = end
    return [*parts, line[done:]]
