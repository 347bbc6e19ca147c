"""A book's table of contents, which knows what its chapters are called."""

from collections.abc import Iterator

from lxml import etree

from reader.document.limits import MAX_TITLE
from reader.sources.epub import xml
from reader.sources.epub.archive import Archive
from reader.sources.epub.package import Package
from reader.sources.errors import DamagedFileError
from reader.text.sanitize import clean


def chapter_titles(archive: Archive, package: Package) -> dict[str, str]:
    """What the table of contents calls each file that it leads to, by the file's name; nothing where there is none.

    A file that it leads to several times, into its middle for example, is called what it is called first.
    """
    for name in package.contents:
        try:
            data = archive.read(name)
        except DamagedFileError:  # the chapters can be read without it, and have headings
            continue
        root = None if data is None else xml.parsed(data)
        titles: dict[str, str] = {}
        for href, title in () if root is None else _entries(root):
            if cleaned := clean(title, one_line=True, max_length=MAX_TITLE):
                titles.setdefault(xml.file_named(href, name), cleaned)
        if titles:
            return titles
    return {}


def _entries(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Where each entry leads, and what it says: of a page that is a table of contents, or of one as old books have."""
    lists = [*xml.named(root, "nav")]
    for table in [each for each in lists if xml.value(each, "type") == "toc"] or lists[:1]:
        for link in xml.named(table, "a"):
            yield xml.value(link, "href"), xml.text(link)
    for point in xml.named(root, "navPoint"):
        label, content = next(xml.named(point, "navLabel"), None), next(xml.named(point, "content"), None)
        if label is not None and content is not None:
            yield xml.value(content, "src"), xml.text(label)
