"""What `--json` prints of annotations and tags, described in docs/cli.md."""

from typing import Any

from reader.model import Annotation, ArticleRef, CarriedOver, TagMark
from reader.services.notes.statistics import Statistics
from reader.services.tags.tree import TagUse

Shape = dict[str, Any]


def annotation_shape(annotation: Annotation) -> Shape:
    """An annotation with its article, as `notes` and `annotate` give it."""
    return {
        "uid": annotation.uid,
        "exact": annotation.target.exact,
        "start": annotation.target.start,
        "end": annotation.target.end,
        **written_shape(annotation),
        "article": _article_ref(annotation.article),
        "carried": annotation.carried and _carried(annotation.carried),
    }


def tag_shape(use: TagUse, said: TagMark | None) -> Shape:
    """A tag as `tags` gives it, with what is said of it."""
    return {
        "tag": use.tag,
        "count": use.count,
        "colour": said.colour if said else None,
        "description": said.description if said else "",
    }


def statistics_shape(found: Statistics) -> Shape:
    """What `stats` gives."""
    return {
        "annotations": found.notes,
        "articles": found.articles,
        "with_note": found.with_words,
        "with_tag": found.tagged,
        "weeks": [{"start": week.start.isoformat(), "count": week.count} for week in found.weeks],
        "tags": [{"tag": each.name, "count": each.count} for each in found.tags],
        "people": [{"name": each.name, "count": each.count} for each in found.people],
    }


def written_shape(annotation: Annotation) -> Shape:
    """What the reader wrote in an annotation, and when."""
    return {
        "tags": list(annotation.tags),
        "note": annotation.note,
        "colour": annotation.colour,
        "speaker": annotation.speaker,
        "created": annotation.created,
        "updated": annotation.updated,
    }


def _article_ref(article: ArticleRef) -> Shape:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "author": article.author,
        "published": article.published,
        "text_sha256": article.text_sha256,
    }


def _carried(carried: CarriedOver) -> Shape:
    return {
        "text_sha256": carried.text_sha256,
        "how": carried.how,
        "start": carried.start,
        "end": carried.end,
        "score": carried.score,
    }
