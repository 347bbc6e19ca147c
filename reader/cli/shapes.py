"""What `--json` prints of articles: plain values made of what the services give, described in docs/cli.md."""

from collections.abc import Iterable

from reader.cli.note_shapes import Shape, written_shape
from reader.model import Analysis, Quotation, Span
from reader.services.articles.opening import ArticleRow, OpenArticle
from reader.services.notes.anchored import Anchored


def article_shape(row: ArticleRow) -> Shape:
    """An article as `list` gives it."""
    article = row.article
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "path": article.path,
        "read": article.read,
        "starred": row.starred,
        "highlights": row.highlights,
        "notes": row.notes,
        "words": article.words,
    }


def opened_shape(opened: OpenArticle, annotations: Iterable[Anchored]) -> Shape:
    """An article as `show` gives it: with its text, and spans of code points in it."""
    article, text = opened.article, opened.document.text
    return {
        "id": article.id,
        "title": article.title,
        "text": text,
        "text_sha256": article.text_sha256,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "entities": _mentions(opened.analysis, text),
        "quotations": [_quotation(quotation, text) for quotation in opened.analysis.quotations],
        "annotations": [_anchored(annotation) for annotation in annotations],
    }


def _mentions(analysis: Analysis, text: str) -> list[Shape]:
    names = {entity.id: entity.name for entity in analysis.entities}
    return [
        {
            "text": text[mention.span.start : mention.span.end],
            "type": mention.type.value,
            "start": mention.span.start,
            "end": mention.span.end,
            "name": names[mention.entity],
            "key": mention.entity,
            "score": mention.score,
        }
        for mention in analysis.mentions
    ]


def _quotation(quotation: Quotation, text: str) -> Shape:
    cue = quotation.cue_span
    return {
        "text": text[quotation.span.start : quotation.span.end],
        "start": quotation.span.start,
        "end": quotation.span.end,
        "speaker": quotation.speaker,
        "speaker_span": _pair(quotation.speaker_span),
        "cue": text[cue.start : cue.end] if cue else None,
        "cue_span": _pair(cue),
        "kind": quotation.kind.value,
        "key": quotation.entity,
        "confidence": quotation.confidence,
    }


def _anchored(anchored: Anchored) -> Shape:
    annotation, span = anchored.annotation, anchored.anchor.span
    return {
        "uid": annotation.uid,
        "text_sha256": annotation.article.text_sha256,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "anchor": anchored.anchor.how,
        "exact": annotation.target.exact,
        **written_shape(annotation),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
