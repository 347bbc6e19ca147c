"""Annotations and article marks as the JSON documents that `notes.json` holds, and back."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast, get_args

from reader.annotations.identifiers import uid_instant
from reader.model import Annotation, ArticleMark, ArticleRef, CarriedOver, How, TagMark, Target

_KIND_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}
_ANNOTATION_FIELDS = (
    ("kind", str),
    ("created", str),
    ("updated", str),
    ("tags", list),
    ("note", str),
    ("colour", int),
    ("speaker", str),
)
_MARK_FIELDS = (("updated", str), ("starred", bool), ("tags", list), ("note", str))
_TAG_MARK_FIELDS = (("updated", str), ("colour", int), ("description", str))
_TARGET_FIELDS = (("start", int), ("end", int), ("prefix", str), ("suffix", str))
_ARTICLE_FIELDS = (
    ("title", str),
    ("url", str),
    ("author", str),
    ("published", str),
    ("text_sha256", str),
    ("text_version", int),
)

COLOURS = range(1, 7)

CARRIED = "carried"
_HOWS = get_args(How)
_SCORE_DIGITS = 3
_ARTICLES_KEPT = 20_000
_TAGS_KEPT = 5_000
_HIGHLIGHT = "highlight"

Document = dict[str, Any]


class MalformedDocument(ValueError):  # noqa: N818
    """A document that is no annotation or mark; its text says which field is wrong and how."""


def annotation_document(annotation: Annotation, before: Mapping[str, Any] | None = None) -> Document:
    """The document of an annotation. Keys that postil does not know stay, from `before`, which it replaces.

    So does how its passage was carried over, as long as it is that passage.
    """
    target = annotation.target
    document = merged(
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
    if annotation.carried is not None:
        document[CARRIED] = carried_document(annotation.carried)
    elif before is not None and not is_on_same_passage(before, annotation):
        document.pop(CARRIED, None)
    return document


def carried_document(carried: CarriedOver) -> Document:
    """What a document says under `carried`."""
    return {
        "text_sha256": carried.text_sha256,
        "how": carried.how,
        "start": carried.start,
        "end": carried.end,
        "score": round(carried.score, _SCORE_DIGITS),
    }


def is_on_same_passage(document: Mapping[str, Any], annotation: Annotation) -> bool:
    """Whether the document of an annotation is on the passage, of the same text, that `annotation` is on."""
    try:
        check_annotation(document)
    except MalformedDocument:
        return False
    there = read_annotation(document)
    return (there.article.text_sha256, there.target) == (annotation.article.text_sha256, annotation.target)


def mark_document(mark: ArticleMark, before: Mapping[str, Any] | None = None) -> Document:
    """The document of an article mark; unknown keys of `before` stay, as with annotations."""
    return merged(
        before,
        {
            "article": _article_document(mark.article),
            "starred": mark.starred,
            "tags": list(mark.tags),
            "note": mark.note,
            "updated": mark.updated,
        },
    )


def tag_mark_document(mark: TagMark, before: Mapping[str, Any] | None = None) -> Document:
    """The document of what is said of a tag; unknown keys of `before` stay, as with annotations."""
    return merged(
        before,
        {"tag": mark.tag, "colour": mark.colour, "description": mark.description, "updated": mark.updated},
    )


def check_annotation(document: object) -> None:
    """See to it that `read_annotation` can read a document.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    fields = _object(document, "the document")
    _check_needed(fields, "uid")
    _check_optional(fields, _ANNOTATION_FIELDS)
    _check_tags(fields)
    _check_article(fields)
    target = _object(fields.get("target"), '"target"')
    _check_needed(target, "exact")
    _check_optional(target, _TARGET_FIELDS)
    start, end = _range(target)
    if not 0 <= start <= end:
        raise MalformedDocument(f'"start" {start} and "end" {end} are no range')


def check_mark(document: object) -> None:
    """See to it that `read_mark` can read a document.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    fields = _object(document, "the document")
    _check_optional(fields, _MARK_FIELDS)
    _check_tags(fields)
    _check_article(fields)


def check_tag_mark(document: object) -> None:
    """See to it that `read_tag_mark` can read a document.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    check_fields(document, needed=("tag",), optional=_TAG_MARK_FIELDS)


def check_fields(
    document: object, *, needed: tuple[str, ...], optional: tuple[tuple[str, type], ...]
) -> Mapping[str, Any]:
    """The fields of a document: those `needed` are texts, the others of these kinds if they are there.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    fields = _object(document, "the document")
    for key in needed:
        _check_needed(fields, key)
    _check_optional(fields, optional)
    return fields


def read_annotation(document: Mapping[str, Any]) -> Annotation:
    """The annotation of a document that `check_annotation` accepts. What is optional may be missing."""
    get, target = document.get, document["target"]
    uid: str = document["uid"]
    created: str = get("created") or uid_instant(uid) or ""
    updated: str = get("updated") or created
    kind: str = get("kind") or _HIGHLIGHT
    colour: int = get("colour") or 1
    start, end = _range(target)
    return Annotation(
        uid,
        _read_article(document["article"]),
        Target(start, end, target["exact"], target.get("prefix") or "", target.get("suffix") or ""),
        created,
        created if updated == created else updated,  # one object, here and below, where there are very many
        _HIGHLIGHT if kind == _HIGHLIGHT else kind,
        _distinct(tuple(get("tags") or ())),
        get("note") or "",
        colour if colour in COLOURS else 1,
        get("speaker"),
        read_carried(document),
    )


def read_carried(document: Mapping[str, Any]) -> CarriedOver | None:
    """How a document's passage was carried over. What cannot be read is as good as nothing: it is found out again."""
    carried = document.get(CARRIED)
    if carried is None or not isinstance(carried, Mapping):
        return None
    text_sha256, how, start, end = (carried.get(key) for key in ("text_sha256", "how", "start", "end"))
    score = carried.get("score")
    if not isinstance(text_sha256, str) or how not in _HOWS:
        return None
    if how == "orphan":
        return CarriedOver(text_sha256, "orphan")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        return None
    return CarriedOver(
        text_sha256, cast("How", how), start, end, float(score) if isinstance(score, int | float) else 0.0
    )


def read_mark(document: Mapping[str, Any]) -> ArticleMark:
    """The article mark of a document that `check_mark` accepts. What is optional may be missing."""
    get = document.get
    return ArticleMark(
        _read_article(document["article"]),
        get("updated") or "",
        get("starred") or False,
        tuple(dict.fromkeys(get("tags") or ())),
        get("note") or "",
    )


def read_tag_mark(document: Mapping[str, Any]) -> TagMark:
    """What a document that `check_tag_mark` accepts says of a tag. What is optional may be missing."""
    get = document.get
    colour = get("colour")
    return TagMark(
        document["tag"], get("updated") or "", colour if colour in COLOURS else None, get("description") or ""
    )


def merged(before: Mapping[str, Any] | None, document: Document) -> Document:
    """A document with those fields of `before`, which it replaces, that it does not have."""
    if before is None:
        return document
    together = dict(before)
    for key, value in document.items():
        old = together.get(key)
        together[key] = {**old, **value} if isinstance(value, dict) and isinstance(old, dict) else value
    return together


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


def _read_article(article: Mapping[str, Any]) -> ArticleRef:
    get = article.get
    return _article_ref(
        article["id"],
        get("title") or "",
        get("url"),
        get("author"),
        get("published"),
        get("text_sha256") or "",
        get("text_version") or 1,
    )


@lru_cache(_TAGS_KEPT)
def _distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))


_article_ref = lru_cache(_ARTICLES_KEPT)(ArticleRef)
"""One object for all annotations of an article, in place of half of their memory."""


def _range(target: Mapping[str, Any]) -> tuple[int, int]:
    start: int = target.get("start") or 0
    end: int | None = target.get("end")
    return start, start + len(target["exact"]) if end is None else end


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise MalformedDocument(f"{name} is not an object")
    return value


def _check_article(fields: Mapping[str, Any]) -> None:
    article = _object(fields.get("article"), '"article"')
    _check_needed(article, "id")
    _check_optional(article, _ARTICLE_FIELDS)


def _check_needed(fields: Mapping[str, Any], key: str) -> None:
    value = fields.get(key)
    if not isinstance(value, str) or not value:
        raise MalformedDocument(f'"{key}" is missing or not text')


def _check_optional(fields: Mapping[str, Any], kinds: tuple[tuple[str, type], ...]) -> None:
    for key, kind in kinds:
        value = fields.get(key)
        if value is not None and type(value) is not kind:  # exactly: True is an int, and no colour
            raise MalformedDocument(f'"{key}" is not {_KIND_NAMES[kind]}')


def _check_tags(fields: Mapping[str, Any]) -> None:
    if not all(isinstance(tag, str) for tag in fields.get("tags") or ()):
        raise MalformedDocument('"tags" holds something that is not text')
