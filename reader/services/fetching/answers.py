"""Reading what was answered in another process, which imports no more than that needs."""

from dataclasses import dataclass, replace

from reader.document.blocks import Document
from reader.document.errors import SourceTooLongError
from reader.library import NewArticle
from reader.sources.errors import SourceError
from reader.sources.formats import FileFormat, told_by_magic

_FORMATS = {
    "text/plain": FileFormat.PLAIN,
    "text/markdown": FileFormat.MARKDOWN,
    "message/rfc822": FileFormat.MAIL,
}
"""What is no page, though it may look like one."""


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
    try:
        file_format = told_by_magic(body) or _FORMATS.get(media_type or "")
        return _page(body, url, charset, title) if file_format is None else _file(body, file_format, url)
    except (SourceError, SourceTooLongError) as error:
        return str(error)


def _page(body: bytes, url: str, charset: str | None, title: str | None) -> ReadAnswer:
    from reader.sources.http.pages import decode_page
    from reader.sources.pages.extraction import extract, page_document

    page = extract(decode_page(body, charset), url=url)
    named = replace(page, about=replace(page.about, title=title)) if title else page
    return ReadAnswer((page_document(named),), page.notices, page.is_partial)


def _file(body: bytes, file_format: FileFormat, url: str) -> ReadAnswer:
    """The articles in a file: the address of each is that of the file, with its number if there are several."""
    from reader.sources.loaded import Origin
    from reader.sources.readers import read

    loaded = read(body, file_format, Origin(name=url))
    several = len(loaded.parts) > 1
    parts = tuple(
        (replace(article, url=f"{url}#!{number}" if several else url), document)
        for number, (article, document) in enumerate(loaded.parts, start=1)
    )
    return ReadAnswer(parts, loaded.notices)
