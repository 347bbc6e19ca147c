"""What bytes are that should be a feed: a feed, a web page, or something else."""

import re
from dataclasses import dataclass

_ROOT = re.compile(r"<(?:[A-Za-z_][A-Za-z0-9_.-]{0,30}:)?(rss|feed|rdf)(?=[\s>/]|$)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|head|body)(?=[\s>/])", re.IGNORECASE)
_DOCUMENT_TYPE = re.compile(r"<!doctype\s+html[\s>]", re.IGNORECASE)
_OF_PAGES = frozenset(
    ("a", "article", "b", "body", "br", "center", "div", "h1", "h2", "head", "html", "link", "main", "meta", "p",
     "pre", "script", "section", "style", "table", "title")
)  # fmt: skip
_ELEMENT = re.compile(r"<([A-Za-z_][A-Za-z0-9_.:-]{0,60})(?=[\s>/]|$)")
_BEFORE_ELEMENTS = re.compile(
    r"\s*+(?:<!--.*?-->\s*+|<\?.*?\?>\s*+|<![^<>\[]*(?:\[[^\]]*\])?\s*>\s*+)*+", re.DOTALL
)
_LOOKED_AT = 200_000
"""Characters at the beginning in which a feed may start: some servers say other things first."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a text is.

    `root` is the name of a feed's outermost element, in lower case and without a prefix, which begins at `start`; empty
    for what is no feed. `first` is the name of the first element, empty if there is none.
    """

    root: str = ""
    start: int = 0
    first: str = ""
    is_page: bool = False


def sniff(text: str) -> Sniffed:
    """Whether a text is a feed in XML, a web page, or anything else."""
    head = text[:_LOOKED_AT]
    beginning = _BEFORE_ELEMENTS.match(head)
    first = _ELEMENT.search(head, beginning.end() if beginning else 0)
    name = first[1].lower() if first else ""
    if first and name == "channel":
        return Sniffed("channel", first.start(), name)
    root = _ROOT.search(head, first.start() if first else 0)
    page = _PAGE.search(head)
    if root and not (page and page.start() < root.start()):
        return Sniffed(root[1].lower(), root.start(), name)
    return Sniffed(first=name, is_page=name in _OF_PAGES or _DOCUMENT_TYPE.search(head) is not None)
