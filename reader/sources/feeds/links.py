"""Addresses in feeds, made absolute: http and https alone."""

import re
from urllib.parse import urljoin, urlsplit

from reader.sources.feeds.limits import MAX_URL
from reader.text.sanitize import clean

# An address as it comes out of being joined to another, which drops empty parts.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(?::\d{1,5})?(?:/[!-:<->@-~]*(?:\?[!-:<-~]+)?)?")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_BREAKS = re.compile(r"[\t\r\n]+")
_LINKING_TAG = re.compile(
    r"""<(?:a|area|audio|embed|iframe|img|link|source|track|video)\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""",
    re.IGNORECASE,
)
# The value of a link that names no scheme, and is not a place on the same page.
_RELATIVE = re.compile(
    r"""(?<=[\s"'])((?:href|src)\s{0,9}=\s{0,9}(["'])\s{0,9})(?![A-Za-z][A-Za-z0-9+.-]{0,30}:|\#|data:|\2)"""
    r"""((?:(?!\2)[^<>]){1,4000}?)(?=\s{0,9}\2)""",
    re.IGNORECASE,
)
_RELATIVE_HREF = re.compile(r"""href\s{0,9}=\s{0,9}["'](?!https?:)""")
_RELATIVE_SRC = re.compile(r"""src\s{0,9}=\s{0,9}["'](?!https?:)""")


def is_web(url: str) -> bool:
    """Whether it begins as an absolute http or https address does."""
    return bool(_WEB.match(url))


def absolute(url: str, base: str) -> str | None:
    """The address that `url` is on a page at `base`; None if there is none, or none that a browser should open."""
    url = url.strip()
    if len(url) <= MAX_URL and _PLAIN.fullmatch(url):
        return url
    tidied = clean(_BREAKS.sub("", url[: 2 * MAX_URL])).replace(" ", "%20")
    if not tidied:
        return None
    try:
        joined = urljoin(base, tidied)
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return None
    is_fit = parts.scheme in {"http", "https"} and host and len(joined) <= MAX_URL
    return joined if is_fit and joined.isprintable() and " " not in joined else None


def resolved(html: str, base: str) -> str:
    """The HTML with the links of its tags absolute; those that cannot be stay as they are."""
    # Most feeds give absolute links alone, and that is seen like this in a twentieth of the time.
    if not (_RELATIVE_HREF.search(html) or _RELATIVE_SRC.search(html)):
        return html
    return _LINKING_TAG.sub(lambda tag: _RELATIVE.sub(lambda link: _joined(link, base), tag[0]), html)


def _joined(link: re.Match[str], base: str) -> str:
    target = absolute(link[3].replace("&amp;", "&"), base)
    return link[0] if target is None else link[1] + target.replace("&", "&amp;").replace(link[2], "%22")
