"""How long a feed asks to be left alone."""

import re

from reader.sources.feeds.limits import MAX_REFRESH
from reader.sources.feeds.raw import RawFeed

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_NUMBER = re.compile(r"[0-9]{1,9}")
_MINUTE = 60


def refresh_of(raw: RawFeed) -> int | None:
    """Seconds, at most `MAX_REFRESH`; None if the feed does not say."""
    minutes = _number(raw.time_to_live)
    if minutes:
        return min(minutes * _MINUTE, MAX_REFRESH)
    period = _PERIODS.get(raw.update_period.lower())
    if period is None:
        return None
    return min(period // (_number(raw.update_frequency) or 1), MAX_REFRESH) or None


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else 0
