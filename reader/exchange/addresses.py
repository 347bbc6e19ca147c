"""Addresses of the web, as they come in and as they go out."""

from urllib.parse import urlsplit

from reader.exchange.limits import MAX_URL

_SCHEMES = {"http", "https"}


def web_address(text: str | None) -> str | None:
    """The address of the web that the text is, None if it is none."""
    address = (text or "").strip()
    if not address or len(address) > MAX_URL or any(c.isspace() or not c.isprintable() for c in address):
        return None
    try:
        parts = urlsplit(address)
        return address if parts.scheme.lower() in _SCHEMES and parts.hostname else None
    except ValueError:
        return None


def without_password(url: str | None) -> str | None:
    """The address without the name and password that some have in them."""
    if not url or "@" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else url


def public_address(url: str | None) -> str | None:
    """The address that anybody may see: of the web, and without name and password."""
    return without_password(web_address(url))
