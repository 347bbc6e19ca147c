"""Omnivore's zip: articles with their content, and what was highlighted in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from reader.exchange.addresses import web_address
from reader.exchange.imports import cleaning
from reader.exchange.imports.archives import Archive, UnreadableMemberError, opened_archive
from reader.exchange.imports.dates import instant, published
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming
from reader.library.records import ArticleSource, SourceFormat

_METADATA = re.compile(r"(?:.*/)?metadata_[^/]*\.json")
_CONTENT_FOLDERS = ("content/", "contents/")
_LABELS = re.compile(r"#\S")
_READ = 95
"""The share of an article, in hundredths, from which on it counts as read."""


def read(path: Path) -> Iterator[Incoming]:
    """Every article with its highlights."""
    with opened_archive(path) as archive:
        for name in filter(_METADATA.fullmatch, archive.names):
            try:
                with archive.text(name) as stream:
                    for part in read_json(stream):
                        if isinstance(part, Element):
                            yield from _incoming(part.value, archive, f"{name}, record {part.number:,}")
            except UnreadableMemberError as error:
                yield Fault(name, str(error))


def is_omnivore(archive: Archive) -> bool:
    """Whether a zip is one of Omnivore's."""
    return any(map(_METADATA.fullmatch, archive.names))


def _incoming(value: object, archive: Archive, place: str) -> Iterator[Incoming]:
    if not isinstance(value, Mapping) or (url := web_address(cleaning.text(value.get("url")))) is None:
        yield Fault(place, "it has no address of the web.")
        return
    slug, texts = cleaning.text(value.get("slug")), []
    for names in ([f"{folder}{slug}.html" for folder in _CONTENT_FOLDERS], [f"highlights/{slug}.md"]):
        try:
            texts.append(_text(archive, names))
        except UnreadableMemberError as error:
            texts.append("")
            yield Fault(names[0], str(error))
    content, highlights = texts
    saved = instant(value.get("savedAt"))
    yield Foreign(place, _article(value, url, content), (*_highlights(highlights, saved),))


def _text(archive: Archive, names: Sequence[str]) -> str:
    """The text of the first of these files that there is; none if there is none."""
    name = next(filter(archive.has, names), None)
    if name is None:
        return ""
    with archive.text(name) as stream:
        return stream.read().replace("\r\n", "\n")


def _article(value: Mapping[str, Any], url: str, content: str) -> ForeignArticle:
    progress, labels = value.get("readingProgress"), value.get("labels")
    is_read = isinstance(progress, int | float) and progress >= _READ
    return ForeignArticle(
        cleaning.title(value.get("title")),
        url,
        cleaning.name(value.get("author")),
        published=published(value.get("publishedAt")),
        content=ArticleSource(content, SourceFormat.HTML) if content.strip() else None,
        is_saved=True,
        read=is_read or cleaning.text(value.get("state")).lower() == "archived",
        tags=cleaning.tags(labels if isinstance(labels, list) else ()),
    )


def _highlights(markdown: str, saved: str | None) -> Iterator[ForeignHighlight]:
    """Each quotation with what is beneath it: perhaps a line of labels, perhaps a note.

    They have no dates; the day on which the article was saved stands for them.
    """
    groups = [[*lines] for _, lines in groupby(markdown.splitlines(), lambda line: line.startswith(">"))]
    nothing: list[str] = []
    for lines, beneath in zip_longest(groups, groups[1:], fillvalue=nothing):
        exact = cleaning.passage("\n".join(line[1:].removeprefix(" ") for line in lines))
        if lines[0].startswith(">") and exact:
            labels, note = _labels_and_note("\n".join(beneath).strip())
            yield ForeignHighlight(exact, exact, note=note, tags=labels, created=saved)


def _labels_and_note(beneath: str) -> tuple[tuple[str, ...], str]:
    first, _, rest = beneath.partition("\n")
    if not _LABELS.match(first):
        return (), cleaning.note(beneath)
    return cleaning.tags(first.split("#")), cleaning.note(rest.strip())
