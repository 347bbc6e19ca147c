"""What goes into the library and comes out of it as articles and their texts, beside `Article` and `Document`."""

from dataclasses import dataclass
from enum import StrEnum


class SourceFormat(StrEnum):
    """What an article's source is written in."""

    MARKDOWN = "markdown"
    PLAIN = "plain"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The source that an article's document was made from."""

    text: str
    format: SourceFormat


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into the library.

    `path` is that of the file it was read from, absolute and resolved; a part of a file has the part's name after
    "#". `is_excerpt` says that its text is not the whole.
    """

    title: str
    words: int
    original: ArticleSource
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    path: str | None = None
    is_excerpt: bool = False


@dataclass(frozen=True, slots=True)
class FileState:
    """A file and what tells that it has changed: when it was modified, in nanoseconds, and its size in bytes.

    `path` is absolute and resolved. Both figures include the sidecar's, if there is one.
    """

    path: str
    mtime_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that an article has had; `captured` is the ISO 8601 instant in UTC when it was first seen."""

    text_sha256: str
    text_version: int
    captured: str


@dataclass(frozen=True, slots=True)
class Capture:
    """What a server answered when a text came in, as evidence of it.

    `url` was asked for and `final_url` answered, with `status`, at the ISO 8601 instant `captured` in UTC.
    `body_sha256` is that of the answer's bytes, which are `body`.
    """

    text_sha256: str
    url: str
    final_url: str
    captured: str
    status: int
    media_type: str | None
    charset: str | None
    body_sha256: str
    body: bytes
