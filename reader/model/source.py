"""Where the articles of a list are from."""

from dataclasses import dataclass
from enum import Enum


class SmartList(Enum):
    """A choice of articles that is always there, with its name on screen."""

    ALL = "All articles"
    UNREAD = "Unread"
    TODAY = "Today"
    STARRED = "Starred"
    ANNOTATED = "Annotated"
    FILES = "Files"


@dataclass(frozen=True, slots=True)
class FolderSource:
    """The articles of all feeds in a folder, named from the outermost folder in, and in the folders inside it."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedSource:
    """The articles of a feed."""

    feed_id: int


@dataclass(frozen=True, slots=True)
class SearchSource:
    """The articles that a saved search finds."""

    uid: str


Source = SmartList | SearchSource | FolderSource | FeedSource
"""A list that is always there, a saved search, a folder, or a feed."""
