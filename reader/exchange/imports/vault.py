"""Folders of Markdown: files that postil wrote, and pages that Obsidian's web clipper kept."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.annotations.identifiers import uid_instant
from reader.exchange.errors import UnusableImportError
from reader.exchange.imports import cleaning
from reader.exchange.imports.clipper import of_markdown
from reader.exchange.imports.own import annotation_of, mark_of
from reader.exchange.markdown import front_matter
from reader.exchange.markdown.blocks import Block
from reader.exchange.markdown.escaping import unescaped
from reader.exchange.markdown.reading import article_of, blocks_in, markdown_files, read_markdown
from reader.exchange.markdown.rendering import ABOUT, ARTICLE, BETWEEN, SAID_BY
from reader.exchange.records import Fault, Incoming

_HASHTAGS = re.compile(r"#\S+(?:[ \t]+#\S+)*")
_BLOCK_NAME = re.compile(r"\^[\w-]+")
_SAID_BY = re.compile(rf"{ABOUT}{SAID_BY}(.+?)(?:{BETWEEN}.*)?")


def read(path: Path) -> Iterator[Incoming]:
    """What is in a file, or in the files of a folder; files that are of nothing of the web are passed over."""
    for file in markdown_files(path) if path.is_dir() else [path]:
        try:
            text = read_markdown(file).text
        except UnusableImportError as error:
            yield Fault("", str(error))
            continue
        place = file.name if path.is_dir() else ""
        article_id = article_of(text)
        if article_id is not None:
            yield from _own(text, article_id, place)
        elif (clipped := of_markdown(text, place)) is not None:
            yield clipped


def _own(text: str, article_id: str, place: str) -> Iterator[Incoming]:
    head = front_matter.split(text)[0] or ""
    article = {key: front_matter.value_of(head, key) for key in ("title", "url", "author", "published")}
    article["id"] = article_id
    for block in blocks_in(text):
        if block.uid.startswith(ARTICLE):
            yield from _mark(block, article, place)
        else:
            yield _annotation(block, article, place)


def _annotation(block: Block, article: dict[str, Any], place: str) -> Incoming:
    paragraphs = _paragraphs(block.written)
    quoted = paragraphs.pop(0) if paragraphs and paragraphs[0].startswith(">") else ""
    exact = "\n".join(unescaped(line.removeprefix(">").removeprefix(" ")) for line in quoted.splitlines())
    if not exact:
        return Fault(place, f"the quotation in the block {block.uid} is gone.")
    tags = _taken_tags(paragraphs)
    if paragraphs and _BLOCK_NAME.fullmatch(paragraphs[0]):
        del paragraphs[0]
    about = paragraphs.pop(0) if paragraphs and paragraphs[0].startswith(ABOUT) else ""
    said_by = _SAID_BY.fullmatch(about)
    created = uid_instant(block.uid)
    return annotation_of(
        {
            "uid": block.uid,
            "article": article,
            "target": {"start": 0, "end": len(exact), "exact": exact},
            "tags": tags,
            "note": "\n\n".join(paragraphs),
            "speaker": unescaped(said_by[1]) if said_by else None,
            "created": created,
            "updated": created,
        },
        place,
    )


def _mark(block: Block, article: dict[str, Any], place: str) -> Iterator[Incoming]:
    paragraphs = _paragraphs(block.written)[1:]
    tags = _taken_tags(paragraphs)
    if paragraphs and paragraphs[0].startswith(ABOUT):
        del paragraphs[0]
    note = "\n\n".join(paragraphs)
    if note or tags:
        yield mark_of({"article": article, "note": note, "tags": tags}, place)


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip("\n") for paragraph in re.split(r"\n[ \t]*\n", text) if paragraph.strip()]


def _taken_tags(paragraphs: list[str]) -> list[str]:
    """The tags of the last paragraph, which goes, if it is nothing but tags."""
    if not paragraphs or not _HASHTAGS.fullmatch(paragraphs[-1].strip()):
        return []
    return [*cleaning.tags(paragraphs.pop().split())]
