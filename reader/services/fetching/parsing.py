"""Reading a feed in another process, which imports no more than that needs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import ParsedFeed, PostilError

if TYPE_CHECKING:
    from reader.sources.feeds import FeedLink


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


def read_body(body: bytes, url: str, media_type: str | None, charset: str | None) -> ParsedFeed | Unreadable:
    """A feed, or why it is none, as it can be handed from one process to another."""
    from reader.sources.feeds import FeedError, NotAFeedError, parse

    try:
        return parse(body, url=url, media_type=media_type, charset=charset)
    except FeedError as error:
        return Unreadable(str(error), error.candidates if isinstance(error, NotAFeedError) else ())
