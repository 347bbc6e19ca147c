"""Obsidian's web clipper: the JSON of its highlights, and pages that it kept as Markdown."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.document.errors import FrontMatterError
from reader.document.metadata import split_front_matter
from reader.exchange.addresses import web_address
from reader.exchange.imports import cleaning
from reader.exchange.imports.dates import instant, published
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import opened_text
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming
from reader.library.records import ArticleSource, SourceFormat

_MARKED = re.compile(r"(?<!=)==(?![=\s])((?:(?!\n\n).)+?)(?<![=\s])==(?!=)", re.DOTALL)


def read(path: Path) -> Iterator[Incoming]:
    """The highlights of each page, in JSON."""
    with opened_text(path) as stream:
        for part in read_json(stream):
            if isinstance(part, Element):
                yield _incoming(part.value, f"record {part.number:,}")


def of_markdown(text: str, place: str) -> Foreign | None:
    """The page that a Markdown file is of; None if its front matter names none."""
    try:
        values, below = split_front_matter(text)
    except FrontMatterError:
        return None
    url = web_address(values.get("source")) or web_address(values.get("url"))
    if url is None:
        return None
    saved = instant(values.get("created"))
    without = _MARKED.sub(r"\1", below)
    article = ForeignArticle(
        cleaning.title(values.get("title")),
        url,
        cleaning.name(values.get("author", "").replace("[[", "").replace("]]", "")),
        published=published(values.get("published")),
        content=ArticleSource(without, SourceFormat.MARKDOWN) if without.strip() else None,
        is_saved=True,
        tags=cleaning.tags([values.get("tags", "")]),
    )
    from reader.document.markdown import from_markdown  # a parser that nothing else here needs

    marked = (from_markdown(found[1], title="").text for found in _MARKED.finditer(below))
    passages = map(cleaning.passage, marked)
    return Foreign(
        place, article, tuple(ForeignHighlight(each, each, created=saved) for each in passages if each)
    )


def _incoming(value: Any, place: str) -> Incoming:
    match value:
        case {"url": str(url), "highlights": list(listed)} if (address := web_address(url)) is not None:
            found = tuple(highlight for each in listed if (highlight := _highlight(each)) is not None)
            return Foreign(place, ForeignArticle(cleaning.title(value.get("title")), address), found)
        case _:
            return Fault(place, "it has no highlights of a page on the web.")


def _highlight(value: Any) -> ForeignHighlight | None:
    match value:
        case {"text": str(text)} if exact := cleaning.passage(text):
            return ForeignHighlight(exact, exact, note=_note(value), created=instant(value.get("timestamp")))
        case _:
            return None


def _note(value: Mapping[str, Any]) -> str:
    notes, comment = value.get("notes"), value.get("comment")
    written = [*(notes if isinstance(notes, list) else [notes]), comment]
    return cleaning.note("\n\n".join(filter(None, map(cleaning.text, written))))
