"""Names and instants for what the reader writes: ULIDs and UTC timestamps."""

import secrets
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_BITS = 80
_STEP_BITS = 64
_LENGTH = 26

_lock = threading.Lock()
_last = 0


def new_uid() -> str:
    """A new ULID (github.com/ulid/spec): 26 characters that sort by creation.

    Within one process each is greater than the one before it, and than all that `go_on_from` was told of, also
    when the clock goes back.
    """
    global _last  # noqa: PLW0603  (one sequence a process is the promise)
    with _lock:
        milliseconds = time.time_ns() // 1_000_000
        # Not just one greater: another process may go on from the same one.
        _last = max(
            _last + 1 + secrets.randbits(_STEP_BITS),
            (milliseconds << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS),
        )
        value = _last
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def go_on_from(uids: Iterable[str]) -> None:
    """Make every later `new_uid` greater than these; what is no ULID is passed over."""
    global _last  # noqa: PLW0603
    known = list(uids)
    newest = max(known, default=None)
    if newest is not None and uid_instant(newest) is None:
        newest = next((uid for uid in sorted(known, reverse=True) if uid_instant(uid) is not None), None)
    if newest is not None:
        value = 0
        for character in newest:
            value = value << 5 | max(0, _ALPHABET.find(character))
        with _lock:
            _last = max(_last, value)


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


def now(since: str = "") -> str:
    """This instant in UTC as ISO 8601 with milliseconds: `2026-11-23T08:00:00.000Z`.

    It is `since`, an instant in the same form, where the clock says that that is yet to come: it went back.
    """
    instant = _written(datetime.now(UTC))
    return max(instant, since) if len(since) == len(instant) and since.endswith("Z") else instant


def _written(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
