"""Addresses of the web: which are ones, what they say, and how they stand in a sentence."""

import re

import httpx2

from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import InvalidUrlError
from reader.sources.limits import MAX_URL
from reader.text.sanitize import clean

_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_UP_TO_LAST_AT = re.compile(r"//.*@", re.DOTALL)
_MAX_PORT = 65_535
_MAX_SHOWN = 200


def parse(url: str) -> httpx2.URL:
    """The address in the form that it is asked for in: ASCII, with the rest percent-encoded or as IDNA.

    Raises:
        InvalidUrlError: it is not of http or https, names no possible host or port, or is too long.
    """
    try:
        parsed = httpx2.URL(url.strip())
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise InvalidUrlError(shown_text(url)) from error
    if not is_web(parsed):
        raise InvalidUrlError(shown_text(url))
    return parsed


def is_web(url: httpx2.URL) -> bool:
    """Whether it is an address that can be asked for over http or https."""
    return (
        url.scheme in ("http", "https")
        and _HOST.fullmatch(url.raw_host.decode()) is not None
        and (url.port is None or 0 < url.port <= _MAX_PORT)
        and len(str(url)) <= MAX_URL
    )


def split_credentials(url: str) -> tuple[str, Credentials | None]:
    """The address without the name and password in it, and those; for whoever is about to keep the address.

    Raises:
        InvalidUrlError: it is no address of the web.
    """
    parsed = parse(url)
    return str(without_credentials(parsed)), credentials_in(parsed)


def credentials_in(url: httpx2.URL) -> Credentials | None:
    """The name and password in an address like https://name:password@example.org/."""
    return Credentials(url.username, url.password) if url.userinfo else None


def without_credentials(url: httpx2.URL) -> httpx2.URL:
    """The address with no name and password in it."""
    return url.copy_with(userinfo=b"") if url.userinfo else url


def host_and_port(url: str) -> str:
    """The host of an address, and its port if it names one: `example.org`, `192.168.0.2:8080`, `[::1]:8080`.

    Raises:
        InvalidUrlError: it is no address of the web.
    """
    return parse(url).netloc.decode()


def shown(url: httpx2.URL) -> str:
    """The address as it may stand in a sentence or a log: without name, password and query, which may be secrets."""
    path = url.raw_path.partition(b"?")[0].decode()
    text = f"{url.scheme}://{url.netloc.decode()}{path}"
    return clean(text, one_line=True, max_length=_MAX_SHOWN) + ("?…" if url.query else "")


def shown_text(url: str) -> str:
    """The same for what is no address of the web; whatever in it might be a password is left out."""
    return clean(_UP_TO_LAST_AT.sub("//", url), one_line=True, max_length=_MAX_SHOWN)
