"""Annotations and article marks as the JSON documents that `notes.json` holds, and back."""

from collections.abc import Mapping
from typing import Any, TypeVar

from reader.annotations.identifiers import uid_instant
from reader.model import Annotation, ArticleMark, ArticleRef, Target

_KIND_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}

COLOURS = range(1, 7)

Document = dict[str, Any]

T = TypeVar("T")


class MalformedDocument(ValueError):  # noqa: N818
    """A document that is no annotation or mark; its text says which field is wrong and how."""


def annotation_document(annotation: Annotation, before: Mapping[str, Any] | None = None) -> Document:
    """The document of an annotation. Keys that postil does not know stay, from `before`, which it replaces."""
    target = annotation.target
    return _merged(
        before,
        {
            "uid": annotation.uid,
            "kind": annotation.kind,
            "article": _article_document(annotation.article),
            "target": {
                "start": target.start,
                "end": target.end,
                "exact": target.exact,
                "prefix": target.prefix,
                "suffix": target.suffix,
            },
            "tags": list(annotation.tags),
            "note": annotation.note,
            "colour": annotation.colour,
            "speaker": annotation.speaker,
            "created": annotation.created,
            "updated": annotation.updated,
        },
    )


def mark_document(mark: ArticleMark, before: Mapping[str, Any] | None = None) -> Document:
    """The document of an article mark; unknown keys of `before` stay, as with annotations."""
    return _merged(
        before,
        {
            "article": _article_document(mark.article),
            "starred": mark.starred,
            "tags": list(mark.tags),
            "note": mark.note,
            "updated": mark.updated,
        },
    )


def read_annotation(document: object) -> Annotation:
    """The annotation of a document. What is optional may be missing.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    fields = _object(document, "the document")
    uid = _needed_text(fields, "uid")
    created = _field(fields, "created", str, uid_instant(uid) or "")
    colour = _field(fields, "colour", int, 1)
    return Annotation(
        uid=uid,
        article=_read_article(fields),
        target=_read_target(fields),
        created=created,
        updated=_field(fields, "updated", str, created),
        kind=_field(fields, "kind", str, "highlight"),
        tags=_tags(fields),
        note=_field(fields, "note", str, ""),
        colour=colour if colour in COLOURS else 1,
        speaker=_optional_text(fields, "speaker"),
    )


def read_mark(document: object) -> ArticleMark:
    """The article mark of a document. What is optional may be missing.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    fields = _object(document, "the document")
    return ArticleMark(
        article=_read_article(fields),
        updated=_field(fields, "updated", str, ""),
        starred=_field(fields, "starred", bool, False),
        tags=_tags(fields),
        note=_field(fields, "note", str, ""),
    )


def _merged(before: Mapping[str, Any] | None, document: Document) -> Document:
    if before is None:
        return document
    merged = dict(before)
    for key, value in document.items():
        old = merged.get(key)
        merged[key] = {**old, **value} if isinstance(value, dict) and isinstance(old, dict) else value
    return merged


def _article_document(article: ArticleRef) -> Document:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "text_sha256": article.text_sha256,
        "text_version": article.text_version,
    }


def _read_article(fields: Mapping[str, Any]) -> ArticleRef:
    article = _object(fields.get("article"), '"article"')
    return ArticleRef(
        id=_needed_text(article, "id"),
        title=_field(article, "title", str, ""),
        url=_optional_text(article, "url"),
        author=_optional_text(article, "author"),
        published=_optional_text(article, "published"),
        text_sha256=_field(article, "text_sha256", str, ""),
        text_version=_field(article, "text_version", int, 1),
    )


def _read_target(fields: Mapping[str, Any]) -> Target:
    target = _object(fields.get("target"), '"target"')
    exact = _needed_text(target, "exact")
    start = _field(target, "start", int, 0)
    end = _field(target, "end", int, start + len(exact))
    if not 0 <= start <= end:
        raise MalformedDocument(f'"start" {start} and "end" {end} are no range')
    return Target(start, end, exact, _field(target, "prefix", str, ""), _field(target, "suffix", str, ""))


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise MalformedDocument(f"{name} is not an object")
    return value


def _needed_text(fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not value:
        raise MalformedDocument(f'"{key}" is missing or not text')
    return value


def _optional_text(fields: Mapping[str, Any], key: str) -> str | None:
    return None if fields.get(key) is None else _field(fields, key, str, "")


def _field(fields: Mapping[str, Any], key: str, kind: type[T], default: T) -> T:
    value = fields.get(key)
    if value is None:
        return default
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise MalformedDocument(f'"{key}" is not {_KIND_NAMES[kind]}')
    return value


def _tags(fields: Mapping[str, Any]) -> tuple[str, ...]:
    tags = _field(fields, "tags", list, [])
    if not all(isinstance(tag, str) for tag in tags):
        raise MalformedDocument('"tags" holds something that is not text')
    return tuple(dict.fromkeys(tags))
