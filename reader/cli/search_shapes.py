"""What `postil search` prints with `--json` and `--format`: the same fields, whatever was found."""

from reader.cli.note_shapes import Shape
from reader.model import Annotation, Article
from reader.services.quotations.statements import Quoted
from reader.services.searching.article_hits import telling_words
from reader.services.searching.results import ArticleHit, Hit, NoteHit, QuotationHit

TEXT_LENGTH = 400
"""So many characters of an article, around what was looked for, are printed."""

FIELDS = (
    "kind", "uid", "id", "title", "source", "author", "url", "published", "text", "start", "end", "note", "tags",
    "speaker", "colour",
)  # fmt: skip


def hit_shape(hit: Hit) -> Shape:
    """What was found, with every one of `FIELDS`; None where it has no such thing."""
    match hit:
        case NoteHit(annotation):
            found = _note(annotation)
        case QuotationHit(statement):
            found = _quotation(statement.best)
        case ArticleHit():
            found = _article(hit)
    return {name: found.get(name) for name in FIELDS}


def hit_line(hit: Hit) -> Shape:
    """The same for a line of text: no text has several lines, and several tags are one text."""
    return {name: _in_line(value) for name, value in hit_shape(hit).items()}


def _in_line(value: object) -> object:
    if isinstance(value, list):
        value = ", ".join(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _note(annotation: Annotation) -> Shape:
    article, target = annotation.article, annotation.target
    return {
        "kind": "note",
        "uid": annotation.uid,
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "url": article.url,
        "published": article.published,
        "text": target.exact,
        "start": target.start,
        "end": target.end,
        "note": annotation.note,
        "tags": [*annotation.tags],
        "speaker": annotation.speaker,
        "colour": annotation.colour,
    }


def _quotation(said: Quoted) -> Shape:
    return {
        "kind": "quotation",
        **_about(said.article),
        "text": said.text,
        "start": said.span.start,
        "end": said.span.end,
        "speaker": said.speaker,
    }


def _article(hit: ArticleHit) -> Shape:
    return {
        "kind": "article",
        **_about(hit.article),
        "text": telling_words(hit)[:TEXT_LENGTH],
        "start": hit.place.start if hit.place else None,
        "end": hit.place.end if hit.place else None,
    }


def _about(article: Article) -> Shape:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
    }
