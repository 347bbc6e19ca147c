"""What `postil quotes` and `postil entities` print as JSON and after a pattern, described in docs/cli.md."""

from reader.cli.note_shapes import Shape
from reader.library.known import KnownEntity
from reader.model import EntityCorrection
from reader.services.notes.citing import citation
from reader.services.quotations.statements import Quoted, Statement

FIELDS = (
    "text", "speaker", "key", "cue", "kind", "confidence", "start", "end", "id", "title", "source", "author", "url",
    "published", "citation", "sources",
)  # fmt: skip
"""What a pattern can have of a statement."""


def statement_shape(statement: Statement) -> Shape:
    """A statement with the places where it is quoted."""
    best = statement.best
    return {
        "text": best.text,
        "speaker": best.speaker,
        "key": best.key,
        "sources": [place_shape(place) for place in statement.sources],
    }


def statement_line(statement: Statement) -> Shape:
    """The same for a line of text: its best source, and how many there are."""
    shape = {**place_shape(statement.best), "sources": len(statement.sources)}
    return {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in shape.items()}


def place_shape(place: Quoted) -> Shape:
    """One place where words are quoted, with its article."""
    article = place.article
    return {
        "text": place.text,
        "speaker": place.speaker,
        "key": place.key,
        "cue": place.cue or None,
        "kind": place.kind.value,
        "confidence": place.confidence,
        "start": place.span.start,
        "end": place.span.end,
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
        "citation": citation(article),
    }


def entity_shape(entity: KnownEntity) -> Shape:
    """An entity with its counts."""
    return {
        "key": entity.key,
        "name": entity.name,
        "type": entity.type.value,
        "articles": entity.articles,
        "mentions": entity.mentions,
        "first": entity.first,
        "last": entity.last,
        "aliases": list(entity.aliases),
    }


def correction_shape(correction: EntityCorrection) -> Shape:
    """What the reader said of an entity."""
    return {
        "kind": correction.kind.value,
        "entity": correction.entity,
        "value": correction.value,
        "updated": correction.updated,
    }
