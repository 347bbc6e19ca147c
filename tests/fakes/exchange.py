"""Notes to be exported, and what an import of them gives."""

from pathlib import Path
from typing import Any

from reader.exchange.imports.formats import reader_of
from reader.exchange.records import ArticleNotes, CitedArticle, Incoming
from reader.model import Annotation, ArticleMark, ArticleRef, Target

URL = "https://lantern.example/harbour"
REF = ArticleRef("5072ce3f5072ce3f", "A harbour waits", URL, "Ann Ferry", "2025-01-31", "ab" * 32)
CITED = CitedArticle(
    REF.id, REF.title, REF.author, "The Lantern", URL, REF.published, "en", "2025-02-03T08:00:00.000Z"
)
CREATED = "2025-02-03T12:00:00.000Z"


def annotation(exact: str = "Nobody in the town knows of it.", **fields: Any) -> Annotation:
    """An annotation with the fields that matter to a test."""
    start = fields.pop("start", 40)
    target = Target(start, start + len(exact), exact, fields.pop("prefix", "before "), fields.pop("suffix", ""))
    uid = fields.pop("uid", "01JK5NZ5G0AAAAAAAAAAAAAAAA")
    return Annotation(uid, fields.pop("article", REF), target, CREATED, CREATED, **fields)


def notes_of(*annotations: Annotation, article: CitedArticle = CITED, **mark: Any) -> ArticleNotes:
    """An article's notes; with a star, tags or a note, one on the whole of it, too."""
    return ArticleNotes(article, annotations, ArticleMark(REF, CREATED, **mark) if mark else None)


def incoming(path: Path) -> list[Incoming]:
    """What an import finds in a file."""
    read = reader_of(path)
    assert read is not None, f"{path} was not recognised"
    return list(read(path))
