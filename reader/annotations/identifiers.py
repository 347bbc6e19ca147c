"""Names and instants for what the reader writes: ULIDs and UTC timestamps."""

import secrets
import threading
import time
from datetime import UTC, datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80
_LENGTH = 26

_lock = threading.Lock()
_last = 0


def new_uid() -> str:
    """A new ULID (github.com/ulid/spec): 26 characters that sort by creation.

    Within one process each is greater than the one before it, also when the clock goes back.
    """
    global _last  # noqa: PLW0603  (one sequence a process is the promise)
    with _lock:
        milliseconds = time.time_ns() // 1_000_000
        _last = max(_last + 1, (milliseconds << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS))
        value = _last
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def uid_instant(uid: str) -> str | None:
    """The instant a ULID was made, as `now` writes it; None if `uid` is no ULID."""
    if len(uid) != _LENGTH or uid[0] > "7":
        return None
    milliseconds = 0
    for character in uid[:10]:
        digit = _ALPHABET.find(character)
        if digit < 0:
            return None
        milliseconds = milliseconds << 5 | digit
    try:
        return _written(datetime.fromtimestamp(milliseconds / 1000, UTC))
    except (OverflowError, ValueError):
        return None


def now() -> str:
    """This instant in UTC as ISO 8601 with milliseconds: `2026-11-23T08:00:00.000Z`."""
    return _written(datetime.now(UTC))


def _written(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
