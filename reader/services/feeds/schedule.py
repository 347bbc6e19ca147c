"""When a feed is looked at next: sooner the more often it changes, later the longer it fails, never all at once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from reader.model import FeedState

SHORTEST = 15 * 60
"""Seconds between two looks at a feed that changes all the time."""
LONGEST = 24 * 60 * 60
"""Seconds between two looks at a feed that never changes."""
FIRST = 60 * 60
"""Seconds until the second look at a new feed."""
LONGEST_WAIT = 7 * 24 * 60 * 60
"""Seconds that a server's wish to be left alone is honoured for, at most."""

_SOONER, _LATER = 0.7, 1.3
"""What the interval is multiplied by when the feed had something new, and when it had not."""
_JITTER = 0.1
"""The share of the interval by which looks are scattered to either side."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a look at a feed found: what tells whether it changes again, and for how many seconds to leave it alone."""

    is_new: bool
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    refresh: int | None = None


def after_answer(state: FeedState, answer: Answer, now: datetime, random: Random) -> FeedState:
    """The feed's state after a look that went well."""
    changed = instant(now) if answer.is_new else state.changed
    factor = _SOONER if answer.is_new else _LATER
    interval = round(min(max(state.interval * factor, SHORTEST), LONGEST)) if state.interval else FIRST
    wait = max(interval, min(answer.refresh or 0, LONGEST))
    return replace(
        state,
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_sha256=answer.body_sha256,
        fetched=instant(now),
        succeeded=instant(now),
        changed=changed,
        due=_due(now, wait, random),
        interval=interval,
        failures=0,
        error=None,
        not_before=None,
        gone=False,
    )


def after_failure(
    state: FeedState,
    why: str,
    now: datetime,
    random: Random,
    *,
    retry_after: int | None = None,
    gone: bool = False,
) -> FeedState:
    """The feed's state after a look that failed for the reason `why`; `retry_after` seconds is what its server asked.

    What was known of the feed stays. One that is gone is not due again.
    """
    failures = state.failures + 1
    base = state.interval or FIRST
    wait = min(base * 2 ** min(failures - 1, 10), LONGEST)
    asked = min(retry_after or 0, LONGEST_WAIT)
    return replace(
        state,
        fetched=instant(now),
        due=None if gone else _due(now, max(wait, asked / (1 - _JITTER)), random),
        failures=failures,
        error=why,
        not_before=instant(now + timedelta(seconds=asked)) if asked else None,
        gone=gone,
    )


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether it is time to look at the feed."""
    return not state.gone and (state.due is None or state.due <= instant(now))


def may_be_visited(state: FeedState, now: datetime) -> bool:
    """Whether its server has nothing against a look at the feed now, should the reader want one."""
    return state.not_before is None or state.not_before <= instant(now)


def instant(moment: datetime) -> str:
    """A moment in UTC as the library keeps it, so that the later of two is the greater."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _due(now: datetime, wait: float, random: Random) -> str:
    scattered = wait * random.uniform(1 - _JITTER, 1 + _JITTER)
    return instant(now + timedelta(seconds=scattered))
