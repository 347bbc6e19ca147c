"""Addresses of the web: which are ones, what they say, and how they stand in a sentence."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote, urljoin

from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import InvalidUrlError
from reader.sources.limits import MAX_URL
from reader.text.sanitize import clean

_PARTS = re.compile(
    r"""(?P<scheme>https?)://
    (?:(?P<userinfo>[^/?\#]*)@)?
    (?:\[(?P<address>[0-9a-f:.]*:[0-9a-f:.]*)\]|(?P<name>[^\s/?\#@:\[\]]+))
    (?::(?P<port>\d{0,5}))?
    (?P<path>/[^?\#]*)?
    (?:\?(?P<query>[^\#]*))?
    (?:\#(?P<fragment>.*))?""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_NAME = re.compile(r"[a-z0-9_.-]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# What stands for itself in each part, as the URL standard of WHATWG has it.
_ENCODED_IN_USERINFO = re.compile(r"""[^!$-.0-:A-Z_a-z~]""")
_ENCODED_IN_PATH = re.compile(r"""[^!$-;=@-_a-z|~]""")
_ENCODED_IN_QUERY = re.compile(r"""[^!$-;=?-~]""")
_ENCODED_IN_FRAGMENT = re.compile(r"""[^!\#-;=?-_a-~]""")
_PORTS = {"http": 80, "https": 443}
_UP_TO_LAST_AT = re.compile(r"//.*@", re.DOTALL)
_MAX_PORT = 65_535
_MAX_SHOWN = 200
_REMEMBERED = 256
"""How many addresses are remembered that have been taken apart: each is, several times on its way."""


@dataclass(frozen=True, slots=True)
class Url:
    """An address of http or https in the form that it is asked for in: ASCII, the rest percent-encoded or as IDNA.

    `ascii_host` has no brackets, `port` is None where it is the one of the scheme, `path` is empty or begins with "/".
    `userinfo` is the name and password before the host, and empty if there are none.
    """

    scheme: str
    userinfo: str
    ascii_host: str
    port: int | None
    path: str
    query: str | None
    fragment: str | None

    def __str__(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{userinfo}{self.netloc}{self.path}{self._query}{fragment}"

    @property
    def host(self) -> str:
        """The host as its people write it."""
        return _in_its_letters(self.ascii_host) if "xn--" in self.ascii_host else self.ascii_host

    @property
    def netloc(self) -> str:
        """The host, and its port if it is not the one of the scheme: `example.org`, `[::1]:8080`."""
        host = f"[{self.ascii_host}]" if ":" in self.ascii_host else self.ascii_host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def dialled_port(self) -> int:
        """The port that is dialled."""
        return self.port or _PORTS[self.scheme]

    @property
    def target(self) -> str:
        """What its server is asked for: path and query."""
        return (self.path or "/") + self._query

    @property
    def _query(self) -> str:
        return "" if self.query is None else f"?{self.query}"


@lru_cache(_REMEMBERED)
def parse(url: str) -> Url:
    """The address in the form that it is asked for in.

    Raises:
        InvalidUrlError: it is not of http or https, names no possible host or port, or is too long.
    """
    try:
        parsed = _parsed(url.strip())
    except ValueError as error:
        raise InvalidUrlError(shown_text(url)) from error
    if len(str(parsed)) > MAX_URL:
        raise InvalidUrlError(shown_text(url))
    return parsed


def join(base: Url, reference: str) -> Url:
    """Where a reference leads that stands at an address.

    Raises:
        InvalidUrlError: not to an address of the web.
    """
    # What joins them passes over control characters.
    if _CONTROLS.search(reference):
        raise InvalidUrlError(shown_text(reference))
    try:
        joined = urljoin(str(base), reference)
    except ValueError as error:
        raise InvalidUrlError(shown_text(reference)) from error
    return parse(joined)


def split_credentials(url: str) -> tuple[str, Credentials | None]:
    """The address without the name and password in it, and those; for whoever is about to keep the address.

    Raises:
        InvalidUrlError: it is no address of the web.
    """
    parsed = parse(url)
    return str(without_credentials(parsed)), credentials_in(parsed)


def credentials_in(url: Url) -> Credentials | None:
    """The name and password in an address like https://name:password@example.org/."""
    if not url.userinfo:
        return None
    user, _, password = url.userinfo.partition(":")
    return Credentials(unquote(user), unquote(password))


def without_credentials(url: Url) -> Url:
    """The address with no name and password in it."""
    return replace(url, userinfo="") if url.userinfo else url


def host_and_port(url: str) -> str:
    """The host of an address, and its port if it names one: `example.org`, `192.168.0.2:8080`, `[::1]:8080`.

    Raises:
        InvalidUrlError: it is no address of the web.
    """
    return parse(url).netloc


def shown(url: Url) -> str:
    """The address as it may stand in a sentence or a log: without name, password and query, which may be secrets."""
    text = f"{url.scheme}://{url.netloc}{url.path or '/'}"
    return clean(text, one_line=True, max_length=_MAX_SHOWN) + ("?…" if url.query else "")


def shown_text(url: str) -> str:
    """The same for what is no address of the web; whatever in it might be a password is left out."""
    return clean(_UP_TO_LAST_AT.sub("//", url), one_line=True, max_length=_MAX_SHOWN)


def _parsed(url: str) -> Url:
    """The parts of an address. Raises `ValueError` where it has not got them."""
    found = _PARTS.fullmatch(url)
    if found is None or _CONTROLS.search(url):
        raise ValueError(url)
    scheme = found["scheme"].lower()
    port = int(found["port"] or _PORTS[scheme])
    if not 0 < port <= _MAX_PORT:
        raise ValueError(url)
    return Url(
        scheme=scheme,
        userinfo=_encoded(found["userinfo"] or "", _ENCODED_IN_USERINFO),
        ascii_host=_host(found["address"], found["name"]),
        port=None if port == _PORTS[scheme] else port,
        path=_encoded(_without_dots(found["path"] or ""), _ENCODED_IN_PATH),
        query=None if found["query"] is None else _encoded(found["query"], _ENCODED_IN_QUERY),
        fragment=None if found["fragment"] is None else _encoded(found["fragment"], _ENCODED_IN_FRAGMENT),
    )


def _host(address: str | None, name: str | None) -> str:
    """The host as it is dialled. Raises `ValueError` where nothing can be called that."""
    if address is not None:
        from ipaddress import IPv6Address

        IPv6Address(address)
        return address.lower()
    assert name is not None  # one of the two is there
    if not name.isascii():
        import idna

        name = idna.encode(name.lower()).decode("ascii")
    name = name.lower()
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return name


def _in_its_letters(host: str) -> str:
    import idna

    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def _without_dots(path: str) -> str:
    """The path without the steps `.` and `..`."""
    steps = path.split("/")
    if "." not in steps and ".." not in steps:
        return path
    taken: list[str] = []
    for step in steps:
        if step == "..":
            # The empty one before the first slash stays.
            del taken[max(1, len(taken) - 1) :]
        elif step != ".":
            taken.append(step)
    return "/".join(taken)


def _encoded(text: str, encoded: re.Pattern[str]) -> str:
    return encoded.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)
