"""Feeds: from the bytes that came over the network to what they say."""

from reader.sources.feeds.discovery import FeedLink, discover
from reader.sources.feeds.errors import (
    BrokenFeedError,
    EmptyFeedError,
    FeedError,
    FeedTooDeepError,
    FeedTooLargeError,
    FeedTooManyError,
    NotAFeedError,
)
from reader.sources.feeds.parsing import parse, parse_common

__all__ = [
    "BrokenFeedError",
    "EmptyFeedError",
    "FeedError",
    "FeedLink",
    "FeedTooDeepError",
    "FeedTooLargeError",
    "FeedTooManyError",
    "NotAFeedError",
    "discover",
    "parse",
    "parse_common",
]
