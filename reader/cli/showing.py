"""`postil show`: an article with the names in it, who said what, and what the reader marked."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from reader.cli.exit_codes import Exit
from reader.cli.noting import hashtags, print_passage
from reader.cli.output import Printer, Styled, bold, dim, notice, wrapped
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.cli.shapes import opened_shape
from reader.document.blocks import BlockKind, Document
from reader.document.rows import TAB_TEXT, Layout, Row
from reader.model import Article, Quotation, QuotationKind
from reader.services.analysing.one import analyse_article
from reader.services.articles.opening import Anchors, OpenArticle, find_article, open_article
from reader.services.entities.names import HEADINGS
from reader.services.notes.anchored import Anchored
from reader.text.width import cells


def show_article(reference: str, parts: Collection[str], *, as_json: bool) -> Exit:
    """Print the article, or those of its `parts`: text, entities, quotations, annotations."""
    with opened_session() as session:
        opened = open_article(session, find_article(session, reference))
        if as_json or not parts or {"entities", "quotations"} & {*parts}:
            with told_progress("looking for names") as tell:
                analysis = analyse_article(session, opened.article, tell, must_keep=False)
            opened = OpenArticle(opened.article, opened.document, analysis, analysed=True)
            if analysis.names_missing:
                notice(analysis.names_missing)
        annotations = Anchors(session, opened).current()
        session.carrying.write_down(opened.article, annotations)
        printer = Printer()
        if as_json:
            printer.json(opened_shape(opened, annotations))
        else:
            _print_parts(printer, opened, annotations, parts)
        printer.flush()
    return Exit.DONE


def _print_parts(
    printer: Printer, opened: OpenArticle, annotations: Sequence[Anchored], parts: Collection[str]
) -> None:
    sections: dict[str, Callable[[], None]] = {
        "text": lambda: _print_text(printer, opened),
        "entities": lambda: _print_entities(printer, opened),
        "quotations": lambda: _print_quotations(printer, opened),
        "annotations": lambda: _print_annotations(printer, annotations),
    }
    for name, print_section in sections.items():
        if not parts or name in parts:
            print_section()


def _print_text(printer: Printer, opened: OpenArticle) -> None:
    document = opened.document
    layout = Layout(document, printer.width)
    about = _about(opened.article)
    for row in _rows(layout):
        # Right under the title; an article without one begins with it.
        if about and (row.is_blank or row.block > 0):
            _print_dim(printer, about)
            about = []
            if not row.is_blank:
                printer.line()
        text = row.prefix + _row_text(document, row)
        is_heading = document.blocks[row.block].kind is BlockKind.HEADING
        printer.line(bold(text) if is_heading else text)
    _print_dim(printer, about)
    printer.line()


def _print_dim(printer: Printer, lines: Iterable[str]) -> None:
    for line in lines:
        printer.line(dim(line))


def _rows(layout: Layout) -> Iterator[Row]:
    # Its height may change while its rows are looked at.
    y = 0
    while y < layout.height:
        yield layout.row(y)
        y += 1


def _about(article: Article) -> list[str]:
    """Where the article is from, and its address in a line of its own, to be copied whole."""
    date = article.published[:10] if article.published else None
    origin = " · ".join(filter(None, (article.source, article.author, date)))
    return [line for line in (origin, article.url or article.path) if line]


def _row_text(document: Document, row: Row) -> str:
    """The text of a row; the cells of a table's row stand in their columns."""
    first, *others = document.text[row.start : row.end].split("\t")
    if not row.stops:
        return TAB_TEXT.join((first, *others))
    line = first
    for stop, text in zip(row.stops, others, strict=False):
        line += " " * (stop - cells(TAB_TEXT) - cells(line)) + TAB_TEXT + text
    return line


def _print_entities(printer: Printer, opened: OpenArticle) -> None:
    counts = Counter(mention.entity for mention in opened.analysis.mentions)
    for type_, heading in HEADINGS.items():
        entities = [entity for entity in opened.analysis.entities if entity.type is type_]
        if not entities:
            continue
        printer.line(bold(heading))
        for entity in sorted(entities, key=lambda entity: -counts[entity.id]):
            also = "; ".join((*entity.roles, *entity.aliases))
            printer.line(f"{counts[entity.id]:4d}  ", entity.name, dim(f"  ({also})" if also else ""))
        printer.line()


def _print_quotations(printer: Printer, opened: OpenArticle) -> None:
    said = [q for q in opened.analysis.quotations if q.kind is not QuotationKind.SCARE]
    if not said:
        return
    text = opened.document.text
    printer.line(bold("Quotations"))
    for quotation in said:
        printer.line("  ", *_speaker(quotation, text))
        for row in wrapped(text[slice(*quotation.span)], printer.width - 4):
            printer.line("    ", row)
    printer.line()


def _speaker(quotation: Quotation, text: str) -> list[str | Styled]:
    cue = f" ({text[slice(*quotation.cue_span)]})" if quotation.cue_span else ""
    return [bold(quotation.speaker) if quotation.speaker else dim("somebody"), dim(cue)]


def _print_annotations(printer: Printer, annotations: Sequence[Anchored]) -> None:
    if not annotations:
        return
    printer.line(bold("Annotations"))
    for anchored in annotations:
        annotation = anchored.annotation
        orphan = "" if anchored.anchor.span else "  its passage is no longer in the article"
        printer.line(dim(annotation.uid), "  ", hashtags(annotation.tags), dim(orphan))
        print_passage(printer, annotation)
        printer.line()
