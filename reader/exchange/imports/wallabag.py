"""wallabag's JSON: articles with their content, and what was highlighted in them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.exchange.addresses import web_address
from reader.exchange.imports import cleaning
from reader.exchange.imports.dates import instant, published
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import opened_text
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming
from reader.library.records import ArticleSource, SourceFormat

MEMBERS = frozenset(("is_archived", "is_starred", "domain_name"))
"""Members of an article of which none but wallabag's have one."""


def read(path: Path) -> Iterator[Incoming]:
    """Every article with its highlights."""
    with opened_text(path) as stream:
        for part in read_json(stream):
            if isinstance(part, Element):
                yield _incoming(part.value, f"record {part.number:,}")


def _incoming(value: object, place: str) -> Incoming:
    if not isinstance(value, Mapping):
        return Fault(place, "it is no article.")
    url = web_address(cleaning.text(value.get("url"))) or web_address(cleaning.text(value.get("given_url")))
    if url is None:
        return Fault(place, "it has no address of the web.")
    content, authors = cleaning.text(value.get("content")), value.get("published_by")
    article = ForeignArticle(
        cleaning.title(value.get("title")),
        url,
        cleaning.name(", ".join(map(cleaning.text, authors)) if isinstance(authors, list) else ""),
        source=cleaning.name(value.get("domain_name")),
        published=published(value.get("published_at")),
        language=cleaning.name(value.get("language")),
        content=ArticleSource(content, SourceFormat.HTML) if content.strip() else None,
        is_saved=True,
        read=bool(value.get("is_archived")),
        starred=bool(value.get("is_starred")),
        tags=cleaning.tags(map(_tag, _list(value.get("tags")))),
    )
    found = (_highlight(each) for each in _list(value.get("annotations")))
    return Foreign(place, article, tuple(highlight for highlight in found if highlight is not None))


def _highlight(value: Any) -> ForeignHighlight | None:
    match value:
        case {"quote": str(quote)} if exact := cleaning.passage(quote):
            identity = f"{value.get('ranges', '')} {exact}"
            created, updated = instant(value.get("created_at")), instant(value.get("updated_at"))
            note = cleaning.note(value.get("text"))
            return ForeignHighlight(exact, identity, note=note, created=created, updated=updated)
        case _:
            return None


def _tag(value: object) -> object:
    """A tag's name: the API has them as objects."""
    return value.get("label") if isinstance(value, Mapping) else value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
