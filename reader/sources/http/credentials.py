"""Who asks, where a server wants to know it."""

import base64
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password, which nothing that is printed of it shows."""

    user: str
    password: str = field(repr=False)

    def header(self) -> bytes:
        """The value of the header that tells them to a server, by basic authentication."""
        return b"Basic " + base64.b64encode(f"{self.user}:{self.password}".encode())
