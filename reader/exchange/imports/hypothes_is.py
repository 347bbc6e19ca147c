"""Hypothesis: what its API answers, what its client exports, as JSON or CSV."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.exchange.addresses import web_address
from reader.exchange.imports import cleaning
from reader.exchange.imports.csv_rows import Row, rows
from reader.exchange.imports.dates import instant
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import opened_text
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming

LISTS = frozenset(("rows", "annotations"))
"""The members that the annotations are in: of an answer of the API, and of an export."""

COLUMNS = frozenset(("url", "quote", "annotation/reply type"))
"""What the header of its CSV has at least."""

_REPLY = "it is a reply to somebody's annotation."


def read(path: Path) -> Iterator[Incoming]:
    """Every annotation in JSON, and a note on a whole page as a note on the article. Replies are left out."""
    with opened_text(path) as stream:
        for part in read_json(stream, LISTS):
            if isinstance(part, Element):
                yield _incoming(part.value, f"record {part.number:,}")


def read_csv(path: Path) -> Iterator[Incoming]:
    """The same in CSV, where passages come without what is around them."""
    with opened_text(path, newline="") as stream:
        for row in rows(stream, COLUMNS):
            yield _of_row(row) if isinstance(row, Row) else row


def _incoming(value: object, place: str) -> Incoming:
    if not isinstance(value, Mapping):
        return Fault(place, "it is no annotation.")
    url = web_address(cleaning.text(value.get("uri")))
    if url is None:
        return Fault(place, "it is on nothing that has an address of the web.")
    if value.get("references"):
        return Fault(place, _REPLY)
    note, tags = cleaning.note(value.get("text")), cleaning.tags(_list(value.get("tags")))
    quotation = _quotation(value)
    exact = cleaning.passage(quotation.get("exact"))
    title = cleaning.title(_title(value))
    if not exact:
        return Foreign(place, ForeignArticle(title, url, note=note, tags=tags))
    highlight = ForeignHighlight(
        exact,
        cleaning.text(value.get("id")) or exact,
        cleaning.piece(cleaning.text(quotation.get("prefix"))),
        cleaning.piece(cleaning.text(quotation.get("suffix"))),
        note,
        tags,
        created=instant(value.get("created")),
        updated=instant(value.get("updated")),
    )
    return Foreign(place, ForeignArticle(title, url), (highlight,))


def _of_row(row: Row) -> Incoming:
    url = web_address(row.get("url"))
    if url is None:
        return Fault(row.place, "it is on nothing that has an address of the web.")
    if row.get("annotation/reply type").lower() == "reply":
        return Fault(row.place, _REPLY)
    note, tags = cleaning.note(row.get("body")), cleaning.tags([row.get("tags")])
    exact = cleaning.passage(row.get("quote"))
    if not exact:
        return Foreign(row.place, ForeignArticle("", url, note=note, tags=tags))
    created = instant(row.get("creation date"))
    highlight = ForeignHighlight(exact, exact, note=note, tags=tags, created=created)
    return Foreign(row.place, ForeignArticle("", url), (highlight,))


def _quotation(value: Mapping[str, Any]) -> Mapping[str, Any]:
    targets = (target for target in _list(value.get("target")) if isinstance(target, Mapping))
    selectors = (selector for target in targets for selector in _list(target.get("selector")))
    quotations = (
        each for each in selectors if isinstance(each, Mapping) and each.get("type") == "TextQuoteSelector"
    )
    return next(quotations, {})


def _title(value: Mapping[str, Any]) -> object:
    document = value.get("document")
    titles = _list(document.get("title")) if isinstance(document, Mapping) else []
    return titles[0] if titles else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
