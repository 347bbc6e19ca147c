"""The tables of a notes file and what their documents are found by."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from reader.annotations.corrections import check_correction, correction_id
from reader.annotations.documents import (
    MalformedDocument,
    check_annotation,
    check_mark,
    check_tag_mark,
    read_carried,
)
from reader.annotations.indexes import IndexSpec
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, ENTITY_CORRECTIONS, TAG_MARKS

UID = "uid"
ARTICLE = "article.id"
TAGS = "tags"
TAG = "tag"
CORRECTION = "correction"
NOTED = "noted"
CARRIED = "carried"
PROBLEM = "problem"


def _article_if_noted(document: Mapping[str, Any]) -> Iterable[str]:
    article = document.get("article")
    if document.get("note") and isinstance(article, Mapping) and isinstance(article.get("id"), str):
        yield article["id"]


def _how_carried(document: Mapping[str, Any]) -> Iterable[str]:
    carried = read_carried(document)
    if carried is not None:
        yield carried.how


def _problem(check: Callable[[object], None], document: Mapping[str, Any]) -> Iterable[str]:
    try:
        check(document)
    except MalformedDocument as error:
        yield str(error)


SPECS: dict[str, tuple[IndexSpec, ...]] = {
    ANNOTATIONS: (
        IndexSpec(UID, ("uid",), is_unique=True),
        IndexSpec(ARTICLE, ("article", "id")),
        IndexSpec(TAGS, ("tags",), each=True),
        IndexSpec(NOTED, derive=_article_if_noted),
        IndexSpec(CARRIED, derive=_how_carried),
        IndexSpec(PROBLEM, derive=partial(_problem, check_annotation)),
    ),
    ARTICLES: (
        IndexSpec(ARTICLE, ("article", "id"), is_unique=True),
        IndexSpec(PROBLEM, derive=partial(_problem, check_mark)),
    ),
    TAG_MARKS: (
        IndexSpec(TAG, ("tag",), is_unique=True),
        IndexSpec(PROBLEM, derive=partial(_problem, check_tag_mark)),
    ),
    ENTITY_CORRECTIONS: (
        IndexSpec(CORRECTION, derive=correction_id, is_unique=True),
        IndexSpec(PROBLEM, derive=partial(_problem, check_correction)),
    ),
}
"""`noted` is the article of an annotation that has a note, `carried` how its passage came through a change of the text;
`problem` says why a document cannot be read.
"""

KEYS = {ANNOTATIONS: UID, ARTICLES: ARTICLE, TAG_MARKS: TAG, ENTITY_CORRECTIONS: CORRECTION}
"""The index of each table that no two documents should share a value of."""
