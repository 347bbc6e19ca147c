"""W3C Web Annotations in JSON-LD: ours as what they were, those of others as highlights."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from reader.exchange.addresses import web_address
from reader.exchange.exports.web_annotations import ANNOTATION, ARTICLE
from reader.exchange.imports import cleaning
from reader.exchange.imports.dates import instant
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.imports.opening import opened_text
from reader.exchange.imports.own import annotation_of, mark_of
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming

LISTS = frozenset(("first", "items", "@graph"))
"""The members that annotations are in, or that have a member that they are in."""

Document = Mapping[str, Any]


def read(path: Path) -> Iterator[Incoming]:
    """Every annotation of a collection, a page, a list, or the one that the file is."""
    with opened_text(path) as stream:
        alone: dict[str, Any] = {}
        for part in read_json(stream, LISTS):
            if isinstance(part, Element):
                yield incoming(part.value, f"record {part.number:,}")
            else:
                alone[part.key] = part.value
        if alone.get("type") == "Annotation":
            yield incoming(alone, "record 1")


def incoming(value: object, place: str) -> Incoming:
    """What one annotation is."""
    if not isinstance(value, Mapping):
        return Fault(place, "it is no annotation.")
    identifier = cleaning.text(value.get("id"))
    try:
        if identifier.startswith(ANNOTATION):
            return annotation_of(_annotation_document(value, unquote(identifier.removeprefix(ANNOTATION))), place)
        if identifier.startswith(ARTICLE):
            return mark_of(_mark_document(value), place)
    except _Missing as error:
        return Fault(place, f"{error}.")
    return _foreign(value, identifier, place)


class _Missing(Exception):  # noqa: N818 - it never leaves this module
    """What an annotation of ours has and this one does not."""


def _annotation_document(value: Document, uid: str) -> dict[str, Any]:
    quotation, position = _selector(value, "TextQuoteSelector"), _selector(value, "TextPositionSelector")
    if quotation is None or position is None:
        raise _Missing("it says neither which words it is on nor where they stand")
    return {
        "uid": uid,
        "kind": value.get("postil:kind"),
        "article": _article_document(value),
        "target": {
            "start": position.get("start"),
            "end": position.get("end"),
            "exact": quotation.get("exact"),
            "prefix": quotation.get("prefix"),
            "suffix": quotation.get("suffix"),
        },
        "tags": [*_values(value, "tagging")],
        "note": "\n\n".join(_values(value, "commenting")),
        "colour": value.get("postil:colour"),
        "speaker": value.get("postil:speaker"),
        "created": value.get("created", value.get("postil:created")),
        "updated": value.get("modified", value.get("postil:modified")),
    }


def _mark_document(value: Document) -> dict[str, Any]:
    return {
        "article": _article_document(value),
        "starred": value.get("postil:starred"),
        "tags": [*_values(value, "tagging")],
        "note": "\n\n".join(_values(value, "commenting")),
        "updated": value.get("modified", value.get("postil:modified")),
    }


def _article_document(value: Document) -> dict[str, Any]:
    article = value.get("postil:article")
    if not isinstance(article, Mapping):
        raise _Missing("it does not say which article it is on")
    return {
        "id": article.get("dc:identifier"),
        "url": article.get("postil:url"),
        "title": article.get("dc:title"),
        "author": article.get("dc:creator"),
        "published": article.get("dc:date"),
        "text_sha256": article.get("postil:textSha256"),
        "text_version": article.get("postil:textVersion"),
    }


def _foreign(value: Document, identifier: str, place: str) -> Incoming:
    quotation, url = _selector(value, "TextQuoteSelector"), web_address(_source(value))
    if url is None:
        return Fault(place, "it is on nothing that has an address of the web.")
    note = cleaning.note("\n\n".join(_comments(value)))
    tags = cleaning.tags(_values(value, "tagging"))
    exact = cleaning.passage(quotation.get("exact")) if quotation else ""
    if quotation is None or not exact:
        return Foreign(place, ForeignArticle("", url, tags=tags, note=note))
    highlight = ForeignHighlight(
        exact,
        identifier or exact,
        cleaning.piece(cleaning.text(quotation.get("prefix"))),
        cleaning.piece(cleaning.text(quotation.get("suffix"))),
        note,
        tags,
        created=instant(value.get("created")),
        updated=instant(value.get("modified")),
    )
    return Foreign(place, ForeignArticle("", url), (highlight,))


def _comments(value: Document) -> Iterator[str]:
    yield cleaning.text(value.get("bodyValue"))
    for body in _each(value.get("body")):
        if isinstance(body, Mapping) and body.get("purpose") != "tagging":
            yield cleaning.text(body.get("value"))


def _values(value: Document, purpose: str) -> Iterator[str]:
    """The texts of the bodies with that purpose."""
    for body in _each(value.get("body")):
        if isinstance(body, Mapping) and body.get("purpose") == purpose:
            yield cleaning.text(body.get("value"))


def _source(value: Document) -> str:
    for target in _each(value.get("target")):
        source = target.get("source", target.get("id")) if isinstance(target, Mapping) else target
        return cleaning.text(source.get("id") if isinstance(source, Mapping) else source)
    return ""


def _selector(value: Document, kind: str) -> Document | None:
    targets = (target for target in _each(value.get("target")) if isinstance(target, Mapping))
    selectors = (selector for target in targets for selector in _each(target.get("selector")))
    return next((each for each in selectors if isinstance(each, Mapping) and each.get("type") == kind), None)


def _each(value: object) -> Iterable[Any]:
    """The values of a property, which may be one or a list."""
    return () if value is None else value if isinstance(value, list) else (value,)
