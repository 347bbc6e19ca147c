"""Documents that a postil wrote, back as what they were."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from reader.annotations.corrections import check_correction, read_correction
from reader.annotations.documents import (
    MalformedDocument,
    check_annotation,
    check_mark,
    check_tag_mark,
    read_annotation,
    read_mark,
    read_tag_mark,
)
from reader.annotations.saved_searches import check_search, read_search
from reader.exchange.errors import UnusableImportError, shown
from reader.exchange.imports import cleaning
from reader.exchange.imports.uids import kept_uid
from reader.exchange.limits import MAX_SEARCH_NAME, MAX_TAG_DESCRIPTION
from reader.exchange.records import Fault, OwnAnnotation, OwnCorrection, OwnMark, OwnSearch, OwnTagMark
from reader.model import ArticleRef
from reader.model.saved_search import SavedSearch
from reader.query.limits import MAX_LENGTH
from reader.text.sanitize import clean

_REFS_KEPT = 1_000
"""How many articles are kept cleaned: many annotations are on the same."""


def annotation_of(document: Mapping[str, Any], place: str) -> OwnAnnotation | Fault:
    """The annotation that a document is."""
    try:
        check_annotation(document)
    except MalformedDocument as error:
        return Fault(place, f"{error}.")
    read = read_annotation(document)
    target = read.target
    kept = replace(
        read,
        uid=kept_uid(read.uid),
        article=_clean_ref(read.article),
        target=replace(
            target,
            exact=cleaning.piece(target.exact),
            prefix=cleaning.piece(target.prefix),
            suffix=cleaning.piece(target.suffix),
        ),
        created=clean(read.created, one_line=True),
        updated=clean(read.updated, one_line=True),
        kind=clean(read.kind, one_line=True),
        tags=_clean_tags(read.tags),
        note=cleaning.note(read.note),
        speaker=read.speaker and clean(read.speaker, one_line=True),
    )
    return OwnAnnotation(place, kept)


def mark_of(document: Mapping[str, Any], place: str) -> OwnMark | Fault:
    """The mark of an article that a document is."""
    try:
        check_mark(document)
    except MalformedDocument as error:
        return Fault(place, f"{error}.")
    read = read_mark(document)
    kept = replace(
        read,
        article=_clean_ref(read.article),
        updated=clean(read.updated, one_line=True),
        tags=_clean_tags(read.tags),
        note=cleaning.note(read.note),
    )
    return OwnMark(place, kept)


def tag_mark_of(document: Mapping[str, Any], place: str) -> OwnTagMark | Fault:
    """What is said of a tag, which a document is."""
    try:
        check_tag_mark(document)
    except MalformedDocument as error:
        return Fault(place, f"{error}.")
    read = read_tag_mark(document)
    (tag,) = _clean_tags((read.tag,)) or ("",)
    if not tag:
        return Fault(place, "the tag has no name.")
    kept = replace(
        read,
        tag=tag,
        updated=clean(read.updated, one_line=True),
        description=clean(read.description, one_line=True, max_length=MAX_TAG_DESCRIPTION),
    )
    return OwnTagMark(place, kept)


def search_of(document: Mapping[str, Any], place: str) -> OwnSearch | Fault:
    """The kept search that a document is."""
    try:
        check_search(document)
    except MalformedDocument as error:
        return Fault(place, f"{error}.")
    read = read_search(document)
    query = clean(read.query, one_line=True).strip()
    name = clean(read.name, one_line=True, max_length=MAX_SEARCH_NAME).strip()
    if not query or not name:
        return Fault(place, "the search asks for nothing." if name else "the search has no name.")
    if len(query) > MAX_LENGTH:
        return Fault(place, f"the search has more than {MAX_LENGTH:,} characters.")
    return OwnSearch(place, SavedSearch(kept_uid(read.uid), name, query))


def correction_of(document: Mapping[str, Any], place: str) -> OwnCorrection | Fault:
    """The correction of an entity that a document is."""
    try:
        check_correction(document)
    except MalformedDocument as error:
        return Fault(place, f"{error}.")
    return OwnCorrection(place, cleaning.correction(read_correction(document)))


def check_format(number: object, known: int, path: Path) -> None:
    """See to it that a file says no newer format than the one that is known. Raises `UnusableImportError`."""
    if isinstance(number, int) and number > known:
        raise UnusableImportError(
            f"“{shown(path)}” was written by a newer postil (format {number}, this one knows {known}). Update postil."
        )


@lru_cache(_REFS_KEPT)
def _clean_ref(article: ArticleRef) -> ArticleRef:
    return replace(
        article,
        id=clean(article.id, one_line=True),
        title=clean(article.title, one_line=True),
        url=article.url and clean(article.url, one_line=True),
        author=article.author and clean(article.author, one_line=True),
        published=article.published and clean(article.published, one_line=True),
        text_sha256=clean(article.text_sha256, one_line=True),
    )


def _clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = (clean(tag, one_line=True) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))
