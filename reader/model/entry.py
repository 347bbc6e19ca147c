"""What a feed says: itself, and an entry for each article in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry comes with: a recording, a film, a document. `size` is in bytes, as the feed says."""

    url: str
    media_type: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as its feed gives it, cleaned but for `html`.

    `key` tells it from the feed's other entries and is never empty: its id, else its link, else a digest of what it
    says. Where the feed has no title for it, `title` is how its text begins, empty if there is none. `published` and
    `updated` are ISO 8601, with an offset where the feed gives one; what only says when it was changed was published
    then. `html` is the longest content that the feed has for it, as it came but with absolute links; `is_excerpt` says
    that it is called a summary, or is empty.
    """

    key: str
    title: str
    url: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    html: str = ""
    is_excerpt: bool = False
    language: str | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it was read: its entries in its own order, and a sentence for each thing that was noticed.

    `url` is the address that it calls its own, `refresh` how long in seconds it asks to be left alone.
    """

    title: str
    entries: tuple[Entry, ...]
    url: str | None = None
    site_url: str | None = None
    language: str | None = None
    refresh: int | None = None
    notices: tuple[str, ...] = ()
