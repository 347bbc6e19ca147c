"""Notes as W3C Web Annotations (www.w3.org/TR/annotation-model), in JSON-LD.

What the model has no word for stands under `postil:`, so that an import gives the same notes again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from reader.exchange.exports.json_text import json_line
from reader.exchange.records import ArticleNotes
from reader.model import Annotation, ArticleMark, ArticleRef

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:postil:"
"""What `postil:` stands for, and what the ids of annotations begin with."""

ANNOTATION = f"{NAMESPACE}annotation:"
ARTICLE = f"{NAMESPACE}article:"

_CONTEXTS = [CONTEXT, {"postil": NAMESPACE}]
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")

Document = dict[str, Any]


def collection(notes: Iterable[ArticleNotes]) -> Iterator[str]:
    """One `AnnotationCollection` with all annotations on its first page, in parts of text."""
    head = {"@context": _CONTEXTS, "id": f"{NAMESPACE}notes", "type": "AnnotationCollection", "label": "postil"}
    page = {"id": f"{NAMESPACE}notes:page", "type": "AnnotationPage", "startIndex": 0}
    yield f'{json_line(head)[:-1]},"first":{json_line(page)[:-1]},"items":['
    total = 0
    for of_article in notes:
        for document in documents(of_article):
            yield f"{',' * bool(total)}\n{json_line(document)}"
            total += 1
    yield f']}},"total":{total}}}\n'


def documents(notes: ArticleNotes) -> Iterator[Document]:
    """The annotations of one article: that of the whole, if there is one, then those of passages."""
    if notes.mark is not None:
        yield _of_mark(notes.mark)
    for annotation in notes.annotations:
        yield _of_annotation(annotation)


def public(notes: ArticleNotes) -> list[Document]:
    """The same for anybody to see, each with the context that says what its words mean.

    An address that is not of the web, such as that of a file of the reader's, is not in them.
    """
    url = notes.article.url
    shown = replace(
        notes,
        annotations=tuple(replace(each, article=replace(each.article, url=url)) for each in notes.annotations),
        mark=notes.mark and replace(notes.mark, article=replace(notes.mark.article, url=url)),
    )
    return [{"@context": _CONTEXTS, **document} for document in documents(shown)]


def _of_annotation(annotation: Annotation) -> Document:
    target = annotation.target
    quotation: Document = {"type": "TextQuoteSelector", "exact": target.exact}
    quotation |= _told(prefix=target.prefix, suffix=target.suffix)
    position = {"type": "TextPositionSelector", "start": target.start, "end": target.end}
    return {
        "id": ANNOTATION + quote(annotation.uid, safe=""),
        "type": "Annotation",
        "motivation": "commenting" if annotation.note else "highlighting",
        **_dates(annotation.created, annotation.updated),
        **_bodies(annotation.note, annotation.tags),
        "target": {
            "type": "SpecificResource",
            "source": _source(annotation.article),
            "selector": [quotation, position],
        },
        "postil:article": _of_article(annotation.article),
        "postil:kind": annotation.kind,
        "postil:colour": annotation.colour,
        **_told(**{"postil:speaker": annotation.speaker}),
    }


def _of_mark(mark: ArticleMark) -> Document:
    return {
        "id": ARTICLE + quote(mark.article.id, safe=""),
        "type": "Annotation",
        "motivation": "bookmarking" if mark.starred else "commenting" if mark.note else "tagging",
        **_dates("", mark.updated),
        **_bodies(mark.note, mark.tags),
        "target": _source(mark.article),
        "postil:article": _of_article(mark.article),
        "postil:starred": mark.starred,
    }


def _bodies(note: str, tags: tuple[str, ...]) -> Document:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    if note:
        comment = {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note}
        bodies.insert(0, comment)
    return {"body": bodies} if bodies else {}


def _dates(created: str, modified: str) -> Document:
    """What the model has dates for; what is none of its dates stands beside, for postil alone."""
    given = {"created": created, "modified": modified}
    return {(key if _is_date_time(date) else f"postil:{key}"): date for key, date in given.items() if date}


def _is_date_time(text: str) -> bool:
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _source(article: ArticleRef) -> str:
    """The IRI of the article: where it is, or what postil knows it by."""
    url = article.url or ""
    return url if _IRI.fullmatch(url) else ARTICLE + quote(article.id, safe="")


def _of_article(article: ArticleRef) -> Document:
    return {
        "dc:identifier": article.id,
        **_told(
            **{
                "dc:title": article.title,
                "dc:creator": article.author,
                "dc:date": article.published,
                "postil:url": article.url,
                "postil:textSha256": article.text_sha256,
            }
        ),
        "postil:textVersion": article.text_version,
    }


def _told(**values: str | None) -> Document:
    """Those of the values that say anything."""
    return {key: value for key, value in values.items() if value}
