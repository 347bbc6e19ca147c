"""Reading what was answered in another process, which imports no more than that needs."""

from dataclasses import dataclass, replace

from reader.document.blocks import Document
from reader.document.errors import SourceTooLongError
from reader.library import NewArticle
from reader.sources.errors import SourceError
from reader.sources.formats import FileFormat


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The articles in an answer with their documents, and a sentence for each thing that was noticed.

    `is_partial` says that the text of a page could not be told from the rest of it.
    """

    parts: tuple[tuple[NewArticle, Document], ...]
    notices: tuple[str, ...] = ()
    is_partial: bool = False


def read_answer(
    body: bytes, url: str, media_type: str | None, charset: str | None, title: str | None = None
) -> ReadAnswer | str:
    """The articles in what was answered at `url`, or a sentence that says why there are none."""
    from reader.sources.answers import format_of_answer, load_answer

    try:
        file_format = format_of_answer(body, url, media_type)
        if file_format is FileFormat.HTML:
            return _page(body, url, charset, title)
        loaded = load_answer(body, file_format, url, charset)
        return ReadAnswer(loaded.parts, loaded.notices)
    except (SourceError, SourceTooLongError) as error:
        return str(error)


def _page(body: bytes, url: str, charset: str | None, title: str | None) -> ReadAnswer:
    from reader.sources.http.pages import decode_page
    from reader.sources.pages.extraction import extract, page_document

    page = extract(decode_page(body, charset), url=url)
    named = replace(page, about=replace(page.about, title=title)) if title else page
    return ReadAnswer((page_document(named),), page.notices, page.is_partial)
