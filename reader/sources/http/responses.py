"""What is asked of an address, and what came from it."""

from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was said of the answer that one has: only another one is to be sent."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What came from an address; `status` is 200 to 299, or 304 where nothing has changed and the body is empty.

    `url` is the address asked for and `final_url` the one that answered; neither has a password in it. `moved_to` is
    the latter where every redirect on the way was said to be for ever. `fetched_at` is an instant in UTC, ISO 8601 with
    milliseconds; `retry_after` is in seconds from then. `charset` is what the server says, which is often wrong.
    """

    url: str
    final_url: str
    status: int
    fetched_at: str
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: int | None = None
    moved_to: str | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def not_modified(self) -> bool:
        """Whether it is still what the conditions said."""
        return self.status == 304

    @property
    def body_sha256(self) -> str:
        """The SHA-256 of the body in hexadecimal digits: evidence of what came."""
        return sha256(self.body).hexdigest()
