"""Reading a feed: at once where that is sure to be quick, else in another process, which imports no more for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import ParsedFeed, PostilError

if TYPE_CHECKING:
    from reader.sources.feeds import FeedLink


MAX_AT_ONCE = 200_000
"""Bytes of a feed that is read at once, in less than 0.1 seconds: it is not worth the way to another process."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why something is no feed, and the feeds that it links to if it is a web page."""

    sentence: str
    candidates: tuple["FeedLink", ...] = ()


class UnreadableFeedError(PostilError):
    """What was answered is no feed that can be read."""

    def __init__(self, unreadable: Unreadable) -> None:
        super().__init__(unreadable.sentence)
        self.candidates = unreadable.candidates


def read_at_once(body: bytes, url: str, charset: str | None) -> ParsedFeed | None:
    """The feed if it is small and like most; None if it is to be read in another process."""
    from reader.sources.feeds import parse_common

    return parse_common(body, url=url, charset=charset) if len(body) <= MAX_AT_ONCE else None


def read_body(body: bytes, url: str, media_type: str | None, charset: str | None) -> ParsedFeed | Unreadable:
    """A feed, or why it is none, as it can be handed from one process to another."""
    from reader.sources.feeds import FeedError, NotAFeedError, parse

    try:
        return parse(body, url=url, media_type=media_type, charset=charset)
    except FeedError as error:
        return Unreadable(str(error), error.candidates if isinstance(error, NotAFeedError) else ())
