"""What a feed says, before any of it is cleaned: the same whichever way it was read."""

from dataclasses import dataclass, field
from enum import Enum


class TextKind(Enum):
    """How a text is meant."""

    PLAIN = "plain"
    HTML = "html"
    XHTML = "xhtml"
    UNSAID = "unsaid"  # markup or not: RSS leaves open what a title is


@dataclass(slots=True)
class RawText:
    """A text with what is needed to make sense of it. Relative links in it count from `base`, if it is not empty."""

    value: str
    kind: TextKind
    base: str = ""
    language: str | None = None


@dataclass(slots=True)
class RawEnclosure:
    """A file that an entry comes with, as the feed has it; `is_media` says that it may be but a picture in the text."""

    url: str
    media_type: str = ""
    size: str = ""
    is_media: bool = False


@dataclass(slots=True)
class RawEntry:
    """An entry, its texts by what the feed calls them.

    A caption says something of a picture or a film that the entry comes with, and is its text where there is no other.
    """

    id: str = ""
    link: str = ""
    title: RawText | None = None
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    created: str = ""
    contents: list[RawText] = field(default_factory=list)
    summaries: list[RawText] = field(default_factory=list)
    captions: list[RawText] = field(default_factory=list)
    enclosures: list[RawEnclosure] = field(default_factory=list)
    language: str = ""


@dataclass(slots=True)
class RawFeed:
    """A feed with its entries in its own order; `left_out` counts those that were not read."""

    title: RawText | None = None
    site_link: str = ""
    self_link: str = ""
    language: str = ""
    time_to_live: str = ""
    update_period: str = ""
    update_frequency: str = ""
    authors: list[str] = field(default_factory=list)
    entries: list[RawEntry] = field(default_factory=list)
    left_out: int = 0
    notices: list[str] = field(default_factory=list)
