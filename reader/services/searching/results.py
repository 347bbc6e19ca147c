"""What a search finds."""

from dataclasses import dataclass
from enum import StrEnum

from reader.model import Annotation, Article, Span
from reader.query.tree import Node
from reader.services.quotations.statements import Statement


class Kind(StrEnum):
    """What is found, in the order in which it is shown: what the reader wrote comes before what others did."""

    NOTES = "notes"
    QUOTATIONS = "quotations"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text: `span` in the article's canonical text; its words are `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is to be opened: at `span`, None for where it was left; what was `wanted` is to be set off."""

    article_id: str
    span: Span | None
    wanted: Node


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article; `place` is where what is looked for stands in it, with what is `around` there.

    Both are None where its title, author or source has it, or what the reader wrote about it.
    """

    article: Article
    place: Span | None = None
    around: Passage | None = None


@dataclass(frozen=True, slots=True)
class NoteHit:
    """An annotation of the reader's."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class QuotationHit:
    """Words that somebody said, wherever they are quoted."""

    statement: Statement


Hit = NoteHit | QuotationHit | ArticleHit


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind, those that fit best first; `is_all` says that there is no more of it."""

    kind: Kind
    wanted: Node
    hits: tuple[Hit, ...] = ()
    is_all: bool = True
