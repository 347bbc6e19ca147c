"""What becomes of a file: articles with their documents, and what was noticed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.document.blocks import Document
from reader.library import ArticleSource, NewArticle
from reader.sources.metadata import Metadata
from reader.text.segment import words

Part = tuple[NewArticle, Document]
"""An article and its document."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """The articles that a file holds, in its order, and a sentence for each thing noticed."""

    parts: tuple[Part, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of a file are from, and what is known of them besides.

    `name` is what notices call it. `path` is absolute and resolved, None for what is in no file. `title` and `source`
    are those of last resort, and `sidecar` has the values of the file of metadata beside it.
    """

    name: str
    path: str | None = None
    title: str = ""
    source: str | None = None
    sidecar: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """What errors call it: its path, if it has one."""
        return self.path or self.name


def part_of(
    document: Document,
    original: ArticleSource,
    known: Metadata,
    *,
    title: str,
    source: str | None,
    path: str | None,
) -> Part:
    """The article that a document is the text of, called `title`."""
    article = NewArticle(
        title=title,
        words=word_count(document),
        original=original,
        source=source,
        author=known.author,
        url=known.url,
        published=known.published,
        language=known.language,
        path=path,
    )
    return article, document


def word_count(document: Document) -> int:
    """How many words the document has, its title among them."""
    return sum(len(words(block.text)) for block in document.blocks)
