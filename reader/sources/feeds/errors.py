"""Why bytes cannot be read as a feed, each in a sentence."""

from reader.model import PostilError
from reader.sources.feeds.discovery import FeedLink
from reader.sources.feeds.limits import MAX_DEPTH, MAX_MARKUP, MAX_UNUSUAL


class FeedError(PostilError):
    """A feed that cannot be read."""


class NotAFeedError(FeedError):
    """Something else than a feed. `candidates` are the feeds that it links to, the likeliest first."""

    def __init__(self, sentence: str, candidates: tuple[FeedLink, ...] = ()) -> None:
        super().__init__(sentence)
        self.candidates = candidates


class EmptyFeedError(FeedError):
    """No bytes, or white space alone."""

    def __init__(self) -> None:
        super().__init__("The feed is empty: its server sent nothing at all.")


class BrokenFeedError(FeedError):
    """A feed that is so damaged that nothing of it can be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The feed is damaged and nothing in it can be read: {reason}.")


class FeedTooDeepError(FeedError):
    """Elements nested deeper than any feed has them."""

    def __init__(self) -> None:
        super().__init__(f"The feed is nested deeper than {MAX_DEPTH} elements; no reader can make sense of it.")


class FeedTooManyError(FeedError):
    """More tags than can be read in a sensible time."""

    def __init__(self, limit: int = MAX_MARKUP) -> None:
        super().__init__(f"The feed has more than {limit:,} tags; postil reads no more than that.")


class FeedTooLargeError(FeedError):
    """More bytes than can be read in a sensible time, for a feed that is damaged or unusual."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"The feed is damaged or unusual, and with {size / 1_000_000:,.0f} MB too large to be read all the "
            f"same; the limit for such feeds is {MAX_UNUSUAL / 1_000_000:,.0f} MB."
        )
