"""Uids of annotations that come in: the same whenever the same annotation does."""

from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from reader.annotations.identifiers import uid_instant
from reader.exchange.limits import MAX_UID

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_DIGEST_BYTES = 10
_AHEAD = timedelta(days=1)


def derived_uid(created: str | None, *identity: str) -> str:
    """A ULID of an instant, or of the beginning of time where there is none, that `identity` alone decides."""
    digest = blake2b("\0".join(identity).encode(errors="surrogatepass"), digest_size=_DIGEST_BYTES).digest()
    milliseconds = int(datetime.fromisoformat(created).timestamp() * 1000) if created else 0
    value = milliseconds << (8 * _DIGEST_BYTES) | int.from_bytes(digest)
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def kept_uid(uid: str) -> str:
    """The uid that an annotation of ours brings along, if it may have it.

    New annotations come after all others, so none may be of the future; and it must be fit to be shown and typed.
    """
    instant = uid_instant(uid)
    is_future = instant is not None and datetime.fromisoformat(instant) > datetime.now(UTC) + _AHEAD
    is_fit = len(uid) <= MAX_UID and uid.isprintable() and uid.split() == [uid]
    return uid if is_fit and not is_future else derived_uid(None, "uid", uid)
