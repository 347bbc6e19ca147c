"""A feed that the reader follows, and how it has been doing."""

from dataclasses import dataclass
from enum import StrEnum


class FullText(StrEnum):
    """Whether the pages of a feed's articles are fetched for their whole text."""

    AUTO = "auto"  # where the feed gives an excerpt
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as the reader has it.

    `title` is what the reader calls it, else what it calls itself, else its address; `given_title` is the first of
    these alone. `folder` is where it is kept, from the outermost folder in; empty at the top. Articles are kept for
    `keep_days` days, the newest `keep_count` of them; None keeps all. `user` is who asks for it where its server wants
    to know that; `secret` names the password, and never is it. `trusted` says that the reader added an address on
    their own network by hand.
    """

    id: int
    url: str
    title: str
    added: str
    given_title: str = ""
    site_url: str | None = None
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    paused: bool = False
    full_text: FullText = FullText.AUTO
    keep_days: int | None = None
    keep_count: int | None = None
    user: str | None = None
    secret: str | None = None
    trusted: bool = False
    unsubscribed: str | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What fetching a feed has taught. Instants are ISO 8601 in UTC.

    `fetched` is the last try, `succeeded` the last that went well, `changed` the last that brought something;
    `interval` is how often it is looked at, in seconds, and `due` when next. `failures` counts tries in a row that
    went wrong, for the reason in `error`. Its server asked for no visit before `not_before`; `gone` says that it took
    the feed away for good.
    """

    feed_id: int
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    fetched: str | None = None
    succeeded: str | None = None
    changed: str | None = None
    due: str | None = None
    interval: int = 0
    failures: int = 0
    error: str | None = None
    not_before: str | None = None
    gone: bool = False
