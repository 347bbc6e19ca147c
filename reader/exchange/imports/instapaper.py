"""Instapaper's CSV: an article a row, with what was selected of it in the older form."""

import json
from collections.abc import Iterator
from pathlib import Path

from reader.exchange.addresses import web_address
from reader.exchange.imports import cleaning
from reader.exchange.imports.csv_rows import Row, rows
from reader.exchange.imports.dates import instant
from reader.exchange.imports.opening import opened_text
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming

COLUMNS = frozenset(("url", "title", "selection", "folder"))
"""What its header has at least."""

_STATES = frozenset(("unread", "archive", "starred", ""))


def read(path: Path) -> Iterator[Incoming]:
    """Every article; the folders that are no state are tags."""
    with opened_text(path, newline="") as stream:
        for row in rows(stream, COLUMNS):
            yield _incoming(row) if isinstance(row, Row) else row


def _incoming(row: Row) -> Incoming:
    url = web_address(row.get("url"))
    if url is None:
        return Fault(row.place, "there is no address of the web under “URL”.")
    folder = row.get("folder")
    state = folder.lower()
    article = ForeignArticle(
        cleaning.title(row.get("title")),
        url,
        is_saved=True,
        read=state == "archive",
        starred=state == "starred",
        tags=cleaning.tags((*_listed(row.get("tags")), "" if state in _STATES else folder)),
    )
    exact = cleaning.passage(row.get("selection"))
    created = instant(row.get("timestamp"))
    highlights = (ForeignHighlight(exact, exact, created=created),) if exact else ()
    return Foreign(row.place, article, highlights)


def _listed(tags: str) -> list[str]:
    """The tags of an array in JSON, or of a list with commas."""
    try:
        values = json.loads(tags or "[]")
    except (ValueError, RecursionError):
        return tags.split(",")
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
