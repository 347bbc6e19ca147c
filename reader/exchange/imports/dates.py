"""Dates as other programs write them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = re.compile(r"\d{9,17}(?:\.\d+)?")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# "5 January 2024 at 3:04 PM", "January 5, 2024 15:04:05", "2024/01/05 15:04".
_WRITTEN = (
    re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})"),
)
_TIME = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*(?P<half>[AaPp])\.?[Mm])?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_AHEAD = timedelta(days=1)
"""How far a clock may be ahead of this one."""

_MILLISECONDS, _MICROSECONDS = 100_000_000_000, 100_000_000_000_000
"""Numbers from which on they are taken for so many thousandths or millionths of a second."""


def instant(value: object) -> str | None:
    """The ISO 8601 instant in UTC, with milliseconds, that a value stands for; None if it is none of the past.

    Values are seconds since 1970, or thousandths or millionths of them; ISO 8601; as in e-mail; in English words; or
    with slashes, the year first. Without a time zone it is UTC.
    """
    moment = _moment(value)
    if moment is None or moment.year < 1970 or moment > datetime.now(UTC) + _AHEAD:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def published(value: object) -> str | None:
    """When something was published: the date or instant in ISO 8601 that is said; None if none is."""
    text = str(value or "").strip()
    return text if _DAY.fullmatch(text) else instant(value)


def time_of_day(text: str) -> tuple[int, int, int] | None:
    """Hour, minute and second of the first time in a text."""
    found = _TIME.search(text)
    if found is None:
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"].lower() == "p")
    return hour, minute, second


def _moment(value: object) -> datetime | None:
    text = str(value if value is not None else "").strip()
    if not text or isinstance(value, bool):
        return None
    try:
        if _EPOCH.fullmatch(text):
            return _of_epoch(float(text))
        return _of_text(text).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _of_epoch(number: float) -> datetime:
    divisor = 1_000_000 if number >= _MICROSECONDS else 1_000 if number >= _MILLISECONDS else 1
    return datetime.fromtimestamp(number / divisor, UTC)


def _of_text(text: str) -> datetime:
    """Raises `ValueError` or `TypeError` if the text is no date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _of_words(text) or parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _of_words(text: str) -> datetime | None:
    if re.search(r"[+-]\d{4}\b|\bGMT\b", text):  # as in e-mail, with its time zone
        return None
    for pattern in _WRITTEN:
        found = pattern.search(text)
        if found:
            named = found["month"].lower()[:3]
            month = int(named) if named.isdigit() else _MONTHS.index(named) + 1
            time = time_of_day(text[found.end() :]) or (0, 0, 0)
            return datetime(int(found["year"]), month, int(found["day"]), *time, tzinfo=UTC)
    return None
