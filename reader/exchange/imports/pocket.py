"""Pocket: the zip of its last export, with highlights, and the page of the one before."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from reader.exchange.addresses import web_address
from reader.exchange.imports import cleaning
from reader.exchange.imports.archives import Archive, UnreadableMemberError, opened_archive
from reader.exchange.imports.csv_rows import Row, rows
from reader.exchange.imports.dates import instant
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import opened_text
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming

COLUMNS = frozenset(("title", "url", "time_added", "status"))
"""What the header of its CSV has at least."""

_LINKS, _HIGHLIGHTS = ".csv", ".json"
_CHUNK = 65_536
_NO_ADDRESS = "it has no address of the web."
_ARCHIVED = "archive"


def read(path: Path) -> Iterator[Incoming]:
    """The articles of all parts, then the highlights."""
    with opened_archive(path) as archive:
        for name in sorted(archive.names, key=lambda name: not name.endswith(_LINKS)):
            try:
                yield from _member(archive, name)
            except UnreadableMemberError as error:
                yield Fault(name, str(error))


def read_csv(path: Path) -> Iterator[Incoming]:
    """The articles of one part."""
    with opened_text(path, newline="") as stream:
        for row in rows(stream, COLUMNS):
            yield _of_row(row, row.place) if isinstance(row, Row) else row


def read_page(path: Path) -> Iterator[Incoming]:
    """The articles of the page."""
    with opened_text(path) as stream:
        page = _Page()
        while chunk := stream.read(_CHUNK):
            page.feed(chunk)
            yield from page.taken()
        page.close()
        yield from page.taken()


def is_pocket(archive: Archive) -> bool:
    """Whether a zip is one of Pocket's."""
    return any(_is_part(name) for name in archive.names)


def _is_part(name: str) -> bool:
    file = name.rpartition("/")[2]
    return file.startswith("part_") and file.endswith((_LINKS, _HIGHLIGHTS))


def _member(archive: Archive, name: str) -> Iterator[Incoming]:
    if not _is_part(name):
        return
    with archive.text(name) as stream:
        if name.endswith(_LINKS):
            for row in rows(stream, COLUMNS):
                if isinstance(row, Row):
                    yield _of_row(row, f"{name}, {row.place}")
                else:
                    yield Fault(f"{name}, {row.place}", row.reason)
        else:
            for part in read_json(stream):
                if isinstance(part, Element):
                    yield _highlights(part.value, f"{name}, record {part.number:,}")


def _of_row(row: Row, place: str) -> Incoming:
    tags = row.get("tags").replace("|", ",")
    return _saved(row.get("url"), row.get("title"), tags, row.get("status").lower() == _ARCHIVED, place)


def _saved(url: str, title: str, tags: str, is_archived: bool, place: str) -> Incoming:
    address = web_address(url)
    if address is None:
        return Fault(place, _NO_ADDRESS)
    named = "" if title == url else cleaning.title(title)
    return Foreign(
        place, ForeignArticle(named, address, is_saved=True, read=is_archived, tags=cleaning.tags([tags]))
    )


def _highlights(value: Any, place: str) -> Incoming:
    match value:
        case {"url": str(url), "highlights": list(listed)} if (address := web_address(url)) is not None:
            title = cleaning.title(value.get("title"))
            found = tuple(highlight for each in listed if (highlight := _highlight(each)) is not None)
            return Foreign(place, ForeignArticle(title, address), found)
        case _:
            return Fault(place, "it has no highlights of an article on the web.")


def _highlight(value: Any) -> ForeignHighlight | None:
    match value:
        case {"quote": str(quote)} if exact := cleaning.passage(quote):
            return ForeignHighlight(exact, exact, created=instant(value.get("created_at")))
        case _:
            return None


class _Page(HTMLParser):
    """Takes in the page, and gives out the articles of it that are complete."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Incoming] = []
        self._is_archived = False
        self._link: dict[str, str] | None = None
        self._text: list[str] = []

    def taken(self) -> list[Incoming]:
        """What was found since this was asked last."""
        found, self._found = self._found, []
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = {name: value or "" for name, value in attrs}
        if tag in {"a", "h1"}:
            self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._text)
        if tag == "h1":
            self._is_archived = "archive" in text.lower()
        elif tag == "a" and self._link is not None:
            link, self._link = self._link, None
            place = f"line {self.getpos()[0]:,}"
            self._found.append(_saved(link.get("href", ""), text, link.get("tags", ""), self._is_archived, place))
