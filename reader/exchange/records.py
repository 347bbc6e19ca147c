"""What goes out, an article with its notes at a time, and what comes in, a record at a time."""

from dataclasses import dataclass

from reader.library.records import ArticleSource
from reader.model import Annotation, ArticleMark, EntityCorrection, QuotationKind, Span, TagMark
from reader.model.saved_search import SavedSearch


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article as others may cite it.

    `url` is of the web and without a password, None for a file of the reader's own. `published` is an ISO 8601 date or
    instant, `added` the ISO 8601 instant in UTC when the article came in, None if it is not in the library.
    """

    id: str
    title: str
    author: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    added: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleNotes:
    """What the reader wrote about an article: annotations in the order of its text, and on the whole of it."""

    article: CitedArticle
    annotations: tuple[Annotation, ...] = ()
    mark: ArticleMark | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the article and of its annotations, each once."""
        own = self.mark.tags if self.mark else ()
        of_annotations = (tag for annotation in self.annotations for tag in annotation.tags)
        return tuple(dict.fromkeys((*own, *of_annotations)))


@dataclass(frozen=True, slots=True)
class CitedQuotation:
    """Words that an article quotes, as others may cite them.

    Those that say the same have the same number, `statement`. `span` is where they stand in the article's canonical
    text, quotation marks included. `speaker` is None if nobody is named; `confidence`, of the speaker, is from 0 to 1.
    """

    article: CitedArticle
    statement: int
    span: Span
    text: str
    kind: QuotationKind
    speaker: str | None
    cue: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ForeignArticle:
    """An article as another program has it.

    `content` is its text where that comes along. `is_saved` says that somebody saved it to be read, not that a
    highlight merely names it. `read` is None where that is not told.
    """

    title: str
    url: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    content: ArticleSource | None = None
    is_saved: bool = False
    read: bool | None = None
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForeignHighlight:
    """A passage that was highlighted in another program.

    `identity` is what tells it from others of its article when it is imported again: the other program's id, or
    what it says. `created` is an ISO 8601 instant in UTC, None where that is not told.
    """

    exact: str
    identity: str
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    colour: int = 1
    created: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A record of another program's: an article, and what was highlighted in it. `place` is where it stands."""

    place: str
    article: ForeignArticle
    highlights: tuple[ForeignHighlight, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnAnnotation:
    """An annotation that a postil wrote, with all that it was."""

    place: str
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class OwnMark:
    """What a postil wrote on the whole of an article."""

    place: str
    mark: ArticleMark


@dataclass(frozen=True, slots=True)
class OwnTagMark:
    """What a postil says of a tag."""

    place: str
    mark: TagMark


@dataclass(frozen=True, slots=True)
class OwnSearch:
    """A search that a postil keeps."""

    place: str
    search: SavedSearch


@dataclass(frozen=True, slots=True)
class OwnCorrection:
    """What a postil's reader said of an entity."""

    place: str
    correction: EntityCorrection


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that was left out, and the sentence that says why. `place` is "line 7", "record 12", a file's name."""

    place: str
    reason: str

    @property
    def sentence(self) -> str:
        """Where and why."""
        return f"{self.place}: {self.reason}" if self.place else self.reason


Incoming = Foreign | OwnAnnotation | OwnMark | OwnTagMark | OwnSearch | OwnCorrection | Fault
