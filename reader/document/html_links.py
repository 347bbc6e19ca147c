"""Where the links of a page lead."""

import re
from urllib.parse import urljoin

from reader.document.html_tree import Element
from reader.document.markdown_runs import safe_address
from reader.text.sanitize import clean

_WHOLE_ADDRESS = re.compile(r"https?://|\Z", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"[\w*†‡§¶]{1,4}")


def resolved(address: str, base_url: str | None) -> str:
    """The address as Markdown may hold it, empty if it is no safe one or relative to nobody knows what."""
    address = clean(address).strip()
    if base_url and not _WHOLE_ADDRESS.match(address):
        try:
            address = urljoin(base_url, address)
        except ValueError:  # brackets that hold no address of version 6
            return ""
    return safe_address(address)


def leads_to_note(link: Element) -> bool:
    """Whether a link is one to a note, by what it says of itself or for being a raised one to a place on a page."""
    inside = next(link.elements(), None)
    raises = "#" in link.get("href") and inside is not None and inside.tag == "sup"
    return raises or "noteref" in link.get("epub:type") or link.get("role") == "doc-noteref"


def is_note_sign(text: str) -> bool:
    """Whether a text is as short as the signs of notes are."""
    return bool(_NOTE_SIGN.fullmatch(text.strip()))
