"""A page's HTML as a tree of elements, and what of it is for reading."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.document.limits import MAX_HTML_DEPTH, MAX_HTML_TAGS
from reader.document.tags import BREAKING

# It takes a while to import, and most articles are no web pages.
if TYPE_CHECKING:
    from lxml.etree import _Element

UNREAD = (
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe", "object", "textarea",
    "select", "xmp",
)  # fmt: skip
"""Elements that are not for reading, with all that is in them."""

CONTROLS = ("button", "input", "dialog", "form", "nav")
"""Elements with which a page is used; nothing of an article is in them."""

FURNITURE = (*CONTROLS, "footer", "aside")
"""Elements that a page has around its article."""

_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def tree_of(source: str) -> "_Element":
    """The root of the tree of a source, whatever that is like, read as browsers read it.

    Takes time that grows with the source's length alone; what is nested hundreds of elements deep is left out.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(source.replace("\0", "").encode(errors="ignore"), parser)
    return etree.Element("html") if root is None else root


def is_too_much(root: "_Element") -> bool:
    """Whether the tree is beyond `limits.MAX_HTML_DEPTH` or `limits.MAX_HTML_TAGS`."""
    level = [root]
    count = 0
    for _ in range(MAX_HTML_DEPTH):
        count += len(level)
        level = [child for element in level for child in element]
        if not level:
            return count > MAX_HTML_TAGS
    return True


def empty(elements: "Iterable[_Element]") -> None:
    """Leave nothing of the elements but that paragraphs around a block-level one are two.

    They stay in the tree: taking one out means to join the texts around it, which takes squares of time.
    """
    for element in elements:
        element.clear(keep_tail=True)
        element.tag = "div" if element.tag in BREAKING else "span"


def empty_unread(root: "_Element", names: Iterable[str] = ()) -> None:
    """Empty what is not for reading, what is not shown, and the elements with these names besides."""
    empty(list(root.iter(*UNREAD, *names)))
    empty([element for element in root.iter() if _is_hidden(element)])


def _is_hidden(element: "_Element") -> bool:
    return element.get("hidden") is not None or bool(_NOT_SHOWN.search(element.get("style", "")))


def text_length(element: "_Element") -> int:
    """How many characters of text are in the element, white space around its pieces aside."""
    return sum(len(text.strip()) for text in element.itertext())
