"""What the headers of an answer say. None is what they do not say, or not so that it can be used."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reader.sources.http.limits import MAX_RETRY_AFTER, MAX_VALIDATOR

Headers = Mapping[bytes, bytes]
"""The last value of each header; names are in lower case."""

_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}")


def media_type(headers: Headers) -> str | None:
    """The media type in lower case, without its parameters."""
    named = _value(headers, b"content-type").partition(";")[0].strip().lower()
    return named if _MEDIA_TYPE.fullmatch(named) else None


def charset(headers: Headers) -> str | None:
    """The character set that the body is said to be in, in lower case."""
    found = _CHARSET.search(_value(headers, b"content-type"))
    return found[1].lower() if found else None


def coding(headers: Headers) -> str:
    """How the body is compressed, in lower case; empty if it is not."""
    return _value(headers, b"content-encoding").strip().lower()


def length(headers: Headers) -> int | None:
    """How many bytes the body is said to have as it comes."""
    value = headers.get(b"content-length", b"")
    return int(value) if value.isdigit() and len(value) < 20 else None


def validator(headers: Headers, name: bytes) -> str | None:
    """An ETag or a Last-Modified, if it is one that can be sent back."""
    value = headers.get(name, b"")
    return value.decode("ascii") if value and value.isascii() and len(value) <= MAX_VALIDATOR else None


def location(headers: Headers) -> str | None:
    """Where a redirect leads, as it stands there; servers send UTF-8 though they should not."""
    value = headers.get(b"location", b"").strip()
    return value.decode("utf-8", errors="replace") or None


def retry_after(headers: Headers, now: datetime) -> int | None:
    """For how many seconds from `now` the server asks to be left alone, at most `MAX_RETRY_AFTER`."""
    if not (value := _value(headers, b"retry-after").strip()):
        return None
    if value.isdecimal():
        # More digits than that are more than the greatest number that counts.
        return min(int(value[:12]), MAX_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0, min(int((moment - now).total_seconds()), MAX_RETRY_AFTER))


def _value(headers: Headers, name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")
