"""Who reads a file in which format."""

from reader.library import SourceFormat
from reader.sources.errors import shown
from reader.sources.formats import FileFormat
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.texts import read_text

_TEXTS = {
    FileFormat.MARKDOWN: SourceFormat.MARKDOWN,
    FileFormat.PLAIN: SourceFormat.PLAIN,
    FileFormat.HTML: SourceFormat.HTML,
}


def read(data: bytes, file_format: FileFormat, origin: Origin) -> LoadedFile:
    """The articles in the bytes of a file; each notice begins with the file's name.

    Raises:
        SourceError: it is not in that format, is damaged or protected, has no text, or has too much in it.
        SourceTooLongError: a text in it is longer than a document may be.
    """
    loaded = _read(data, file_format, origin)
    return LoadedFile(loaded.parts, tuple(f"{shown(origin.name)}: {notice}" for notice in loaded.notices))


def _read(data: bytes, file_format: FileFormat, origin: Origin) -> LoadedFile:
    # What reads a format is imported when there is a file in it: most are Markdown, and it takes a while.
    match file_format:
        case FileFormat.EPUB:
            from reader.sources.epub import read_epub

            return read_epub(data, origin)
        case FileFormat.PDF:
            from reader.sources.pdf.article import read_pdf

            return read_pdf(data, origin)
        case FileFormat.MAIL:
            from reader.sources.mail import read_mail

            return read_mail(data, origin)
        case _:
            return read_text(data, _TEXTS[file_format], origin)
