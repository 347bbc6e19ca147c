"""What a server answered as articles, where it is a file rather than a page."""

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.sources.decoding import is_binary
from reader.sources.formats import ENDINGS, FileFormat, told_by_content, told_by_magic
from reader.sources.http.pages import decode_page
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.metadata import MAX_NAME
from reader.sources.readers import read
from reader.text.sanitize import clean

_MEDIA_TYPES = {
    "text/html": FileFormat.HTML,
    "text/markdown": FileFormat.MARKDOWN,
    "text/x-markdown": FileFormat.MARKDOWN,
    "application/pdf": FileFormat.PDF,
    "application/epub+zip": FileFormat.EPUB,
    "message/rfc822": FileFormat.MAIL,
}
_TEXTS = (FileFormat.MARKDOWN, FileFormat.PLAIN, FileFormat.HTML)


def format_of_answer(body: bytes, url: str, media_type: str | None) -> FileFormat:
    """What the body is: what its server says, else what the address ends with, else what it begins with.

    Servers call books and papers pages now and then; their bytes show that they are none.
    """
    magic = told_by_magic(body)
    if magic is not None and is_binary(body):
        return magic
    kind = media_type or ""
    told = FileFormat.HTML if kind.endswith("xml") else _MEDIA_TYPES.get(kind)
    if told is not None:
        return told
    ending = ENDINGS.get(_path(url).suffix.lower())
    if kind == "text/plain":  # it is meant to be read as it stands, if only its author sees it as Markdown
        return magic or (ending if ending is FileFormat.MARKDOWN else FileFormat.PLAIN)
    return ending or told_by_content(body)


def load_answer(body: bytes, file_format: FileFormat, url: str, charset: str | None) -> LoadedFile:
    """The articles in an answer that has the format; their address is `url`, with its number for each of several.

    `charset` is what the server calls the encoding of a text.

    Raises:
        SourceError: it is not in that format, is damaged or protected, has no text, or has too much in it.
        SourceTooLongError: a text in it is longer than a document may be.
    """
    if charset and file_format in _TEXTS:
        body = decode_page(body, charset).encode()
    name = clean(_path(url).stem, one_line=True, max_length=MAX_NAME)
    loaded = read(body, file_format, Origin(url, title=name, source=urlsplit(url).hostname))
    # Articles are told apart by what stands behind "#!", and by no other fragment.
    urls = [url] if len(loaded.parts) == 1 else [f"{url}#!{number}" for number in range(1, len(loaded.parts) + 1)]
    parts = tuple(
        (replace(new, url=own), document) for own, (new, document) in zip(urls, loaded.parts, strict=True)
    )
    return LoadedFile(parts, loaded.notices)


def _path(url: str) -> PurePosixPath:
    return PurePosixPath(unquote(urlsplit(url).path))
