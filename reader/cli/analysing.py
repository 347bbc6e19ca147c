"""`postil analyse`: who is named and who is quoted, looked for beforehand."""

import asyncio
from collections.abc import Sequence

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, dim, notice
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.model import Analysis, Article, QuotationKind
from reader.services.analysing.everything import analyse_all
from reader.services.analysing.one import analyse_article
from reader.services.articles.opening import find_article
from reader.text.counting import counted


def analyse_articles(references: Sequence[str], *, as_json: bool) -> Exit:
    """Analyse the articles that are named, and print what was found in each."""
    printer = Printer()
    with opened_session() as session:
        shapes = []
        for reference in references:
            article = find_article(session, reference)
            with told_progress("looking for names") as tell:
                analysis = analyse_article(session, article, tell)
            if analysis.names_missing:
                notice(analysis.names_missing)
            shapes.append(_shape(article, analysis))
    if as_json:
        printer.json(shapes)
    else:
        for shape in shapes:
            counts = f"{counted(shape['entities'], 'name')}, {counted(shape['quotations'], 'quotation')}"
            printer.line(bold(shape["title"] or "Untitled"), dim(f"  {counts}"))
    printer.flush()
    return Exit.DONE


def analyse_everything(jobs: int, *, as_json: bool) -> Exit:
    """Analyse all articles that are yet to be, with so many processes, and print how many those were."""
    with opened_session() as session, told_progress("analysing") as tell:
        report = asyncio.run(analyse_all(session, jobs, tell))
        left = session.library.findings.pending()
    if report.names_missing:
        notice(report.names_missing)
    printer = Printer()
    if as_json:
        printer.json({"analysed": report.analysed, "left": left, "names_missing": report.names_missing})
    else:
        printer.line(f"{counted(report.analysed, 'article')} analysed.")
    printer.flush()
    return Exit.DONE


def _shape(article: Article, analysis: Analysis) -> Shape:
    return {
        "id": article.id,
        "title": article.title,
        "entities": len(analysis.entities),
        "quotations": sum(each.kind is not QuotationKind.SCARE for each in analysis.quotations),
        "names_missing": analysis.names_missing,
    }
