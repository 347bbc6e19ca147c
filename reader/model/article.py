"""An article as lists, notes and exports know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of one article, without its text.

    `id` is 16 hexadecimal digits and never changes once given. `published` is an ISO 8601 date or date and
    time as the source gave it; `added` is an ISO 8601 instant in UTC. `path` is the absolute path of the file
    it was read from, if it was a file. `text_sha256` is the SHA-256 of its canonical text in UTF-8; it is empty while
    the text of an article from a feed has yet to be made a document. `is_excerpt` says that its feed gave no more than
    the beginning of it, or what it is about.
    """

    id: str
    title: str
    text_sha256: str
    text_version: int
    words: int
    added: str
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    path: str | None = None
    read: bool = False
    is_excerpt: bool = False
