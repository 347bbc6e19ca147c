"""A book's chapters as articles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import basename

from reader.sources.epub.archive import Archive
from reader.sources.epub.contents import chapter_titles
from reader.sources.epub.package import read_package
from reader.sources.epub.pages import html_of
from reader.sources.errors import DamagedFileError, NoTextError, shown
from reader.sources.limits import MIN_CHAPTER
from reader.sources.loaded import LoadedFile, Origin, part_of
from reader.sources.metadata import combined
from reader.sources.pages.content import Content, content_document
from reader.sources.texts import heading_of
from reader.text.segment import words

_NAMED = 4  # files that a notice names


@dataclass(frozen=True, slots=True)
class _Page:
    """A file of the book, the text in it, and how many words that has beside its title."""

    name: str
    content: Content
    words: int


def read_epub(data: bytes, origin: Origin) -> LoadedFile:
    """The chapters of a book, in reading order, each with the book's title as its source.

    A chapter's path is the book's and behind "#" the name of the chapter's file in it. It is called what the table of
    contents calls it, else by its heading. Pages with fewer than `limits.MIN_CHAPTER` words, such as covers, are left
    out, and damaged ones; notices say so.

    Raises:
        DamagedFileError: it is no EPUB, or what says which files are chapters is missing.
        ProtectedFileError: it has digital rights management.
        NoTextError: there is no text in its chapters.
        ExcessiveFileError: there is more in it than is read.
    """
    archive = Archive(data, origin.place)
    package = read_package(archive)
    known = combined(origin.sidecar, package.metadata)
    pages = _pages(archive, package.pages, chapter_titles(archive, package))
    chapters = _chapters(pages, origin.place)
    book = known.title or origin.title
    about = replace(known, url=None)  # were it each chapter's, they would all be one article
    parts = tuple(
        part_of(
            page.content.document,
            page.content.original,
            about,
            title=title,
            source=book or None,
            path=f"{origin.path}#{page.name}" if origin.path else None,
        )
        for page, title in zip(chapters, _titles(chapters, book), strict=True)
    )
    read, kept = {page.name for page in pages}, {page.name for page in chapters}
    unread = [name for name in package.pages if name not in read]
    short = [page.name for page in pages if page.name not in kept]
    notices = _left_out("Missing or damaged chapters", unread) + _left_out("Pages with hardly any text", short)
    return LoadedFile(parts, (*known.notices, *notices))


def _pages(archive: Archive, names: Sequence[str], titles: Mapping[str, str]) -> list[_Page]:
    """The pages that can be read."""
    pages = []
    for name in names:
        try:
            data = archive.read(name)
        except DamagedFileError:
            continue
        if data is not None:
            content = content_document(html_of(data), title=titles.get(name))
            count = sum(len(words(block.text)) for block in content.document.blocks[1:])
            pages.append(_Page(name, content, count))
    return pages


def _chapters(pages: Sequence[_Page], place: str) -> list[_Page]:
    """The pages that are chapters; all that have a word where none has many."""
    fewest = MIN_CHAPTER if any(page.words >= MIN_CHAPTER for page in pages) else 1
    chapters = [page for page in pages if page.words >= fewest]
    if not chapters:
        raise NoTextError(place, "its chapters are pictures, empty or damaged")
    return chapters


def _titles(chapters: Sequence[_Page], book: str) -> Iterator[str]:
    """What the chapters are called; one without a title goes on with the chapter before it."""
    title, number = book, 0
    for chapter in chapters:
        document = chapter.content.document
        own_title = document.title or heading_of(document)
        title, number = (own_title, 1) if own_title else (title, number + 1)
        yield f"{title} ({number})" if title and number > 1 else title


def _left_out(what: str, names: Sequence[str]) -> list[str]:
    """A sentence about files that were left out, if there are any."""
    if not names:
        return []
    more = ", …" if len(names) > _NAMED else ""
    return [f"{what} were left out: {', '.join(shown(basename(name)) for name in names[:_NAMED])}{more}."]
