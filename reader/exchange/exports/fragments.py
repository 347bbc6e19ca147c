"""Addresses that open a page at a passage: URL and text fragment (wicg.github.io/scroll-to-text-fragment)."""

from urllib.parse import quote

_WHOLE = 200
"""The longest passage, in code points, that stands in an address as a whole."""

_EDGE_WORDS = 6
"""Of a longer one, how many words from either end."""


def address_of_passage(url: str, passage: str) -> str:
    """The address at which a browser shows the passage; where it cannot find it, it shows the page."""
    words = passage.split()
    if not words:
        return url
    # A fragment cannot go across blocks, but it can begin in one and end in another.
    if "\n" not in passage.strip() and len(passage) <= _WHOLE:
        directive = _encoded(words)
    elif len(words) > 2 * _EDGE_WORDS:
        directive = f"{_encoded(words[:_EDGE_WORDS])},{_encoded(words[-_EDGE_WORDS:])}"
    else:
        half = len(words) // 2
        directive = f"{_encoded(words[:half])},{_encoded(words[half:])}" if half else _encoded(words)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
