"""What a server answered as articles, where it is a file rather than a page."""

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.sources.formats import ENDINGS, FileFormat, told_by_content, told_by_magic
from reader.sources.http.pages import decode_page
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.metadata import MAX_NAME
from reader.sources.readers import read
from reader.text.sanitize import clean

_MEDIA_TYPES = {
    "text/html": FileFormat.HTML,
    "application/xhtml+xml": FileFormat.HTML,
    "text/markdown": FileFormat.MARKDOWN,
    "text/x-markdown": FileFormat.MARKDOWN,
    "application/pdf": FileFormat.PDF,
    "application/epub+zip": FileFormat.EPUB,
    "message/rfc822": FileFormat.MAIL,
}
_TEXTS = (FileFormat.MARKDOWN, FileFormat.PLAIN, FileFormat.HTML)


def format_of_answer(body: bytes, url: str, media_type: str | None) -> FileFormat:
    """What the body is: what its server says, else what the address ends with, else what it begins with."""
    told = _MEDIA_TYPES.get(media_type or "")
    if told is not None:
        return told
    ending = ENDINGS.get(_path(url).suffix.lower())
    if media_type == "text/plain":  # it is meant to be read as it stands, if only its author sees it as Markdown
        return told_by_magic(body) or (ending if ending is FileFormat.MARKDOWN else FileFormat.PLAIN)
    return ending or told_by_content(body)


def load_answer(body: bytes, file_format: FileFormat, url: str, charset: str | None) -> LoadedFile:
    """The articles in an answer that has the format, with the address that gave it.

    `charset` is what the server calls the encoding of a text. Chapters of a book have no address: those of one
    address would be one article.

    Raises:
        SourceError: it is not in that format, is damaged or protected, has no text, or has too much in it.
        SourceTooLongError: a text in it is longer than a document may be.
    """
    if charset and file_format in _TEXTS:
        body = decode_page(body, charset).encode()
    name = clean(_path(url).stem, one_line=True, max_length=MAX_NAME)
    loaded = read(body, file_format, Origin(url, title=name, source=urlsplit(url).hostname))
    if len(loaded.parts) > 1:
        return loaded
    return LoadedFile(tuple((replace(new, url=url), document) for new, document in loaded.parts), loaded.notices)


def _path(url: str) -> PurePosixPath:
    return PurePosixPath(unquote(urlsplit(url).path))
