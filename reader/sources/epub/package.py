"""What a book says of itself: its title and authors, and which of its files are to be read in what order."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from reader.sources.epub import xml
from reader.sources.epub.archive import PROTECTED, Archive
from reader.sources.errors import ExcessiveFileError, ProtectedFileError
from reader.sources.limits import MAX_CHAPTERS

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LISTS_NO_CHAPTERS = "it does not say which of its files are chapters"
# Fonts are scrambled in books that are not protected, too.
_SCRAMBLED_FONT = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))


@dataclass(frozen=True, slots=True)
class Package:
    """What the book says of itself: `metadata` by the names that front matter has, its pages in reading order.

    `contents` are the files that may hold its table of contents, the best first.
    """

    metadata: Mapping[str, str]
    pages: tuple[str, ...]
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    media_type: str
    properties: frozenset[str]


def read_package(archive: Archive) -> Package:
    """What the book says of itself.

    Raises:
        DamagedFileError: what says which files are chapters is missing or damaged.
        ExcessiveFileError: it has too many chapters.
        ProtectedFileError: its text is encrypted.
    """
    _refuse_protected(archive)
    name = _package_name(archive)
    root = _tree(archive, name)
    if root is None:
        raise archive.damaged(_LISTS_NO_CHAPTERS)
    items = _items(root, name)
    pages = _pages(root, items)
    if not pages:
        raise archive.damaged(_LISTS_NO_CHAPTERS)
    if len(pages) > MAX_CHAPTERS:
        raise ExcessiveFileError(archive.place, f"more than {MAX_CHAPTERS:,} chapters")
    return Package(_metadata(root), pages, _contents(root, items))


def _tree(archive: Archive, name: str) -> etree._Element | None:
    data = archive.read(name)
    return None if data is None else xml.parsed(data)


def _refuse_protected(archive: Archive) -> None:
    root = _tree(archive, _ENCRYPTION)
    if root is None:
        return
    methods = {xml.value(method, "Algorithm") for method in xml.named(root, "EncryptionMethod")}
    if not methods <= _SCRAMBLED_FONT:
        raise ProtectedFileError(archive.place, PROTECTED)


def _package_name(archive: Archive) -> str:
    """The name of the file with the list of chapters."""
    root = _tree(archive, _CONTAINER)
    listed = [] if root is None else [xml.value(file, "full-path") for file in xml.named(root, "rootfile")]
    found = [xml.file_named(name, "") for name in listed]
    found += [name for name in archive.names() if name.lower().endswith(".opf")]
    return next(filter(None, found), "")


def _items(root: etree._Element, package_name: str) -> dict[str, _Item]:
    """The files that the book lists, by the ids under which it does."""
    return {
        xml.value(item, "id"): _Item(
            xml.file_named(xml.value(item, "href"), package_name),
            xml.value(item, "media-type").lower(),
            frozenset(xml.value(item, "properties").split()),
        )
        for item in xml.named(root, "item")
    }


def _pages(root: etree._Element, items: Mapping[str, _Item]) -> tuple[str, ...]:
    listed = (items.get(xml.value(reference, "idref")) for reference in xml.named(root, "itemref"))
    pages = (item.name for item in listed if item is not None and item.name and item.media_type in _PAGES)
    return tuple(dict.fromkeys(pages))


def _contents(root: etree._Element, items: Mapping[str, _Item]) -> tuple[str, ...]:
    newer = [item.name for item in items.values() if "nav" in item.properties]
    spine = next(xml.named(root, "spine"), None)
    older = None if spine is None else items.get(xml.value(spine, "toc"))
    older_still = [item.name for item in items.values() if item.media_type == "application/x-dtbncx+xml"]
    return tuple(filter(None, dict.fromkeys([*newer, older.name if older else "", *older_still])))


def _metadata(root: etree._Element) -> dict[str, str]:
    dates = {xml.value(date, "event"): xml.text(date) for date in reversed([*xml.named(root, "date")])}
    return {
        "title": _first(root, "title"),
        "author": ", ".join(dict.fromkeys(filter(None, map(xml.text, xml.named(root, "creator"))))),
        "language": _first(root, "language"),
        "published": dates.get("publication") or _first(root, "date"),
    }


def _first(root: etree._Element, name: str) -> str:
    return next(filter(None, map(xml.text, xml.named(root, name))), "")
