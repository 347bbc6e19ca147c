"""`postil list`: the articles, one in a line."""

from collections.abc import Sequence
from pathlib import Path

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, Styled, bold, dim, notice
from reader.cli.session import opened_session
from reader.cli.shapes import article_shape
from reader.services.articles.opening import ArticleRow, Imported, article_rows, begin_with_seeds, import_files
from reader.services.session import Session
from reader.text.width import truncate

SHORT_ID = 8
"""How many characters of an id are shown; any unique beginning names the article."""


def list_articles(paths: Sequence[Path], *, as_json: bool) -> Exit:
    """Bring in `paths`, if there are any, and print what is in them; else print every article.

    Returns `Exit.TROUBLE` when something could not be brought in; what could be is printed all the same.
    """
    with opened_session() as session:
        imported = _bring_in(session, paths)
        rows = article_rows(session, imported.article_ids if paths else None)
        printer = Printer()
        if as_json:
            printer.json([article_shape(row) for row in rows])
        else:
            for row in rows:
                printer.line(*_parts(row, printer))
        printer.flush()
        if not (rows or imported.failures or as_json):
            notice("There are no articles yet. Give postil the path of a file or a folder.")
        return Exit.TROUBLE if imported.failures else Exit.DONE


def _bring_in(session: Session, paths: Sequence[Path]) -> Imported:
    imported = import_files(session, paths) if paths else begin_with_seeds(session)
    for sentence in (*imported.notices, *imported.failures):
        notice(sentence)
    return imported


def _parts(row: ArticleRow, printer: Printer) -> list[str | Styled]:
    article = row.article
    unread = " " if article.read else "●"
    date = (article.published or "")[:10].ljust(10)
    about = "  ".join(filter(None, (article.source, _marks(row))))
    before = f"{article.id[:SHORT_ID]} {unread} {date} "
    title = " ".join(article.title.split()) or "Untitled"
    if printer.on_terminal:
        room = printer.columns - len(before) - 2
        title = truncate(title, max(room - len(about), room // 2))
        about = truncate(about, max(room // 2, 0))
    shown = title if article.read else bold(title)
    return [dim(before), shown, dim(f"  {about}" if about else "")]


def _marks(row: ArticleRow) -> str:
    counts = (("▎", row.highlights), ("✎", row.notes))
    return " ".join(
        [*(f"{sign}{count}" for sign, count in counts if count), *(["★"] if row.starred else [])],
    )
