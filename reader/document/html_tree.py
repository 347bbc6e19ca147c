"""A page's HTML as a tree of elements, without what is not for reading."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.document.limits import MAX_HTML_ATTRIBUTES, MAX_HTML_DEPTH, MAX_HTML_TAGS
from reader.document.tags import BREAKING

CONTROLS = ("button", "input", "dialog", "form", "nav")
"""Elements with which a page is used; nothing of an article is in them."""

FURNITURE = (*CONTROLS, "footer", "aside")
"""Elements that a page has around its article."""

_UNREAD = frozenset(
    (
        "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea", "select", "xmp",
    )
)  # fmt: skip
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FED_AT_ONCE = 32_768  # bytes; a tree that becomes too much is noticed between two of them


class Element:
    """An element: its name in lower case, its attributes, and what is in it, elements and texts in their order."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """The value of an attribute, empty if it has none."""
        return self.attributes.get(name, "")

    def elements(self) -> "Iterator[Element]":
        """The elements right in it."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, *tags: str) -> "Iterator[Element]":
        """Itself and all elements in it, or of these only those with one of the names, in the order of the page."""
        pending = [self]
        while pending:
            element = pending.pop()
            if not tags or element.tag in tags:
                yield element
            pending += [child for child in reversed(element.children) if isinstance(child, Element)]

    def texts(self) -> Iterator[str]:
        """All texts in it, in the order of the page."""
        pending: list[Element | str] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, str):
                yield node
            else:
                pending += reversed(node.children)

    def empty(self) -> None:
        """Leave nothing of it but that paragraphs around a block-level element are two."""
        self.children = []
        self.tag = "div" if self.tag in BREAKING else "span"


class Tree(NamedTuple):
    """What all elements of a page are in; `is_whole` says that it was not too much, and nothing is missing."""

    root: Element
    is_whole: bool


def tree_of(source: str) -> Tree:
    """The elements of a source, whatever that is like, read as browsers read it.

    Scripts and other elements that are not for reading are left out. Nothing more is read of a page once it is beyond
    one of `limits.MAX_HTML_TAGS`, `MAX_HTML_DEPTH` and `MAX_HTML_ATTRIBUTES`. Takes time that grows with the
    source's length alone.
    """
    from lxml.etree import HTMLParser  # it takes a while to import, and most articles are no web pages

    builder = _Builder()
    parser = HTMLParser(target=builder, encoding="utf-8")
    data = source.replace("\0", "").encode(errors="ignore")
    for start in range(0, len(data), _FED_AT_ONCE):
        parser.feed(data[start : start + _FED_AT_ONCE])
        if builder.is_too_much:
            return Tree(builder.root, is_whole=False)
    if data:
        parser.close()
    return Tree(builder.root, is_whole=not builder.is_too_much)


def empty_unseen(root: Element, names: Iterable[str]) -> None:
    """Empty what is not shown on the page, and the elements with these names."""
    emptied = frozenset(("head", "title", *names))
    for element in root.all():
        if element.tag in emptied or _is_hidden(element):
            element.empty()


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    return bool(attributes) and (
        "hidden" in attributes or ("style" in attributes and bool(_NOT_SHOWN.search(attributes["style"])))
    )


class _Builder:
    """Makes the tree out of what the parser tells; the parser's own tree takes squares of time for many attributes."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self.is_too_much = False
        self._open = [self.root]
        self._texts: list[str] = []
        self._count = 0
        self._unread = 0  # how many elements that are not read are open

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._count += 1
        if self._unread or tag in _UNREAD:
            self._unread += 1
        if self._is_beyond_limits(attributes):
            self.is_too_much = True
        if self.is_too_much or self._unread:
            return
        self._end_text()
        element = Element(tag, dict(attributes))
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, tag: str) -> None:  # noqa: ARG002
        """The innermost element that is open ends."""
        if self._unread:
            self._unread -= 1
        elif not self.is_too_much:
            self._end_text()
            self._open.pop()

    def data(self, text: str) -> None:
        """Text comes."""
        if not self._unread and not self.is_too_much:
            self._texts.append(text)

    def close(self) -> None:
        """All has been told."""
        self._end_text()

    def _is_beyond_limits(self, attributes: dict[str, str]) -> bool:
        depth = len(self._open) + self._unread
        return self._count > MAX_HTML_TAGS or depth > MAX_HTML_DEPTH or len(attributes) > MAX_HTML_ATTRIBUTES

    def _end_text(self) -> None:
        if self._texts:
            self._open[-1].children.append("".join(self._texts))
            self._texts = []
