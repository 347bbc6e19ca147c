"""Readwise: the CSV that it exports, the CSV that it imports, and the list of articles of Readwise Reader."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.exchange.addresses import web_address
from reader.exchange.csv_cells import unguarded
from reader.exchange.exports.readwise import HEADER
from reader.exchange.imports import cleaning
from reader.exchange.imports.csv_rows import Row, rows
from reader.exchange.imports.dates import instant
from reader.exchange.imports.opening import opened_text
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming

COLUMNS = frozenset(("highlight",))
"""What the header of either CSV of highlights has at least."""

READER_COLUMNS = frozenset(("title", "url", "document tags", "saved date"))
"""What the header of Reader's list has at least."""

_OURS = frozenset(name.lower() for name in HEADER)
_COLOURS = {"yellow": 1, "green": 2, "pink": 3, "red": 3, "blue": 4, "purple": 5, "orange": 6}
_DISCARDED = "discard"
_LEADING_TAG = re.compile(r"\s*\.([\w/-]+)(?=\s|$)")
_JOINED = re.compile(r"c\d+")
_LISTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def read(path: Path) -> Iterator[Incoming]:
    """A highlight a row; what was discarded there is left out."""
    with opened_text(path, newline="") as stream:
        for row in rows(stream, COLUMNS):
            if not isinstance(row, Row):
                yield row
            elif (found := _highlight(_as_it_was(row))) is not None:
                yield found


def read_reader(path: Path) -> Iterator[Incoming]:
    """An article a row."""
    with opened_text(path, newline="") as stream:
        for row in rows(stream, READER_COLUMNS):
            yield _saved(row) if isinstance(row, Row) else row


def _as_it_was(row: Row) -> Row:
    """The row without what our own export put before its values; other programs' rows as they are."""
    if row.values.keys() != _OURS:
        return row
    return replace(row, values={name: unguarded(cell) for name, cell in row.values.items()})


def _highlight(row: Row) -> Incoming | None:
    exact = cleaning.passage(row.get("highlight"))
    note, leading = _without_tags(row.get("note"))
    tags = [tag for tag in (*row.get("tags").split(","), *leading) if not _JOINED.fullmatch(tag.strip())]
    if _DISCARDED in (tag.strip() for tag in tags):
        return None
    if not exact:
        return Fault(row.place, "there is nothing under “Highlight”.")
    article = ForeignArticle(
        cleaning.title(row.get("book title", "title")),
        web_address(row.get("url")),
        cleaning.name(row.get("book author", "author")),
        tags=cleaning.tags([row.get("document tags")]),
    )
    highlight = ForeignHighlight(
        exact,
        f"{row.get('location')} {exact}",
        note=cleaning.note(note),
        tags=cleaning.tags(tags),
        colour=_COLOURS.get(row.get("color").lower(), 1),
        created=instant(row.get("highlighted at", "date")),
    )
    return Foreign(row.place, article, (highlight,))


def _without_tags(note: str) -> tuple[str, list[str]]:
    """A note without the tags at its beginning, and those."""
    tags, at = [], 0
    while found := _LEADING_TAG.match(note, at):
        tags.append(found[1])
        at = found.end()
    return note[at:].strip(), tags


def _saved(row: Row) -> Incoming:
    url = web_address(row.get("url"))
    if url is None:
        return Fault(row.place, "there is no address of the web under “URL”.")
    # As Python writes a list of texts.
    tags = [found[1] or found[2] for found in _LISTED.finditer(row.get("document tags"))]
    is_archived = row.get("location").lower() == "archive"
    article = ForeignArticle(
        cleaning.title(row.get("title")),
        url,
        is_saved=True,
        read=is_archived or row.get("reading progress") in {"1", "1.0", "100"},
        tags=cleaning.tags(tags),
    )
    return Foreign(row.place, article)
