"""What the reader wrote: annotations on passages, and marks on whole articles."""

from dataclasses import dataclass, field
from typing import Literal

How = Literal["exact", "moved", "changed", "orphan"]
"""How a passage came through a change of its article's text: where it was, elsewhere, in other words, or not found."""


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """Enough of an article that its annotation makes sense alone, should the library be gone.

    `text_sha256` and `text_version` name the revision that the annotation's offsets were taken from.
    """

    id: str
    title: str
    url: str | None = None
    author: str | None = None
    published: str | None = None
    text_sha256: str = ""
    text_version: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """The passage: where it stood, what it said, and up to 96 characters on either side.

    `start` and `end` are a half-open range of code points of the canonical text of the revision in
    `ArticleRef.text_sha256`; `exact` is that text.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Where an annotation's passage was found in a later text of its article, the one of SHA-256 `text_sha256`.

    `start` and `end` are a half-open range of code points of that text, None for an orphan. `score` is from 0 to 1:
    how much of the passage and of what is around it was found there.
    """

    text_sha256: str
    how: How
    start: int | None = None
    end: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlighted passage with its tags, note (Markdown) and colour (1 to 6).

    `uid` is a ULID: 26 characters that sort by creation. `created` and `updated` are ISO 8601 instants in UTC
    with milliseconds. `speaker` is the canonical name of who says the passage, where it is a quotation.
    `carried` is where the passage was found in the last text of the article that it was looked for in, None if it
    never was in any but its own. It is the machine's finding: two annotations that differ in it alone are equal.
    """

    uid: str
    article: ArticleRef
    target: Target
    created: str
    updated: str
    kind: str = "highlight"
    tags: tuple[str, ...] = ()
    note: str = ""
    colour: int = 1
    speaker: str | None = None
    carried: CarriedOver | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """What the reader wrote about a whole article: a star, tags, a note."""

    article: ArticleRef
    updated: str
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TagMark:
    """What the reader says of a tag: its colour (1 to 6, None for none of its own), and what it is for."""

    tag: str
    updated: str
    colour: int | None = None
    description: str = ""
