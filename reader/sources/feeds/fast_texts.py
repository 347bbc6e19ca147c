"""Looking into the elements of a feed that lxml has read."""

from typing import Any, NamedTuple
from urllib.parse import urljoin

from reader.sources.feeds.links import is_web
from reader.sources.feeds.names import canonical
from reader.sources.feeds.raw import RawText, TextKind
from reader.sources.feeds.repairs import repair_for

Element = Any
"""An element of lxml's, which has no types."""

_XML = "{http://www.w3.org/XML/1998/namespace}"
_KINDS = {
    None: TextKind.PLAIN,
    "text": TextKind.PLAIN,
    "text/plain": TextKind.PLAIN,
    "html": TextKind.HTML,
    "text/html": TextKind.HTML,
}
_HTML_TYPES = frozenset(("html", "text/html", "xhtml", "application/xhtml+xml"))


class Unusual(Exception):  # noqa: N818 - it is no error, and never leaves this package
    """The feed has something that only feedparser is sure of."""


class Scope(NamedTuple):
    """What xml:base and xml:lang say where an element is; the base is empty where it is the feed's own address."""

    base: str = ""
    language: str | None = None


class Link(NamedTuple):
    """A link's attributes; `is_page` says that it leads to the page that shows the same."""

    href: str
    relation: str
    media_type: str
    size: str
    is_page: bool


class Texts:
    """Names and texts of one feed's elements, as feedparser would give them. All raise `Unusual`."""

    def __init__(self, data: bytes, url: str, *, is_atom: bool) -> None:
        self._url = url
        self.is_atom = is_atom
        self._is_scoped = b"xml:base" in data or b"xml:lang" in data
        self._repair = repair_for(data)
        self._names: dict[str, str] = {}

    def name(self, element: Element) -> str:
        """What the element is called, whatever prefix the feed has for its namespace."""
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = canonical(tag, element.prefix)
        return name

    def scope(self, element: Element, outer: Scope) -> Scope:
        """The scope in an element that is itself in `outer`."""
        if not self._is_scoped:
            return outer
        base, language = element.get(_XML + "base"), element.get(_XML + "lang")
        if base:
            base = _joined(outer.base or self._url, base)
            if not is_web(base) or ":///" in base:
                raise Unusual
        return Scope(
            outer.base if not base else "" if base == self._url else base,
            outer.language if language is None else language.replace("_", "-") or None,
        )

    def attributes(self, element: Element) -> dict[str, str]:
        """The element's attributes, their names in lower case."""
        attributes = {name.lower(): value for name, value in element.items()}
        if "base" in attributes or "lang" in attributes:
            raise Unusual
        return attributes

    def text(self, element: Element) -> str:
        """The text of an element that has nothing else in it."""
        if len(element):
            raise Unusual
        if element.keys():
            self.attributes(element)
        text = element.text
        if not text:
            return ""
        text = text.strip()
        return self._repair(text) if self._repair else text

    def unrepaired_text(self, element: Element) -> str:
        """The text of an element in which feedparser repairs nothing."""
        text = self.text(element)
        if self._repair and text != (element.text or "").strip():
            raise Unusual
        return text

    def bare_text(self, element: Element) -> str:
        """The text of an element that feedparser knows nothing of, and has no text for if it has attributes."""
        if element.keys():
            raise Unusual
        return self.text(element)

    def rich(self, element: Element, scope: Scope, rss_kind: TextKind) -> RawText:
        """A title or text that may have markup: in RSS of the given kind, in Atom of the one that it says."""
        kind = rss_kind
        if element.keys():
            attributes = self.attributes(element)
            if "mode" in attributes or "src" in attributes or (not self.is_atom and "type" in attributes):
                raise Unusual
            scope = self.scope(element, scope)
        if self.is_atom:
            declared = element.get("type")
            if declared not in _KINDS:
                raise Unusual
            kind = _KINDS[declared]
        return RawText(self.text(element), kind, scope.base, scope.language)

    def link_text(self, element: Element, scope: Scope) -> str:
        """The text of a link that has no attributes."""
        text = self.text(element)
        # feedparser takes the names of a query's parameters for entities, and mends that.
        if "&" in text and ";" in text:
            raise Unusual
        return self._joined(text, element, scope) if text else ""

    def link(self, element: Element, scope: Scope) -> Link:
        """A link whose address is an attribute."""
        attributes = self.attributes(element)
        href = attributes.get("href", "")
        if not href or href != href.strip() or "url" in attributes or "uri" in attributes or len(element):
            raise Unusual
        relation = attributes.get("rel", "alternate").lower()
        media_type = attributes.get("type", "text/html").lower()
        return Link(
            href=self._joined(href, element, scope),
            relation=relation,
            media_type=media_type,
            size=attributes.get("length", ""),
            is_page=relation == "alternate" and media_type in _HTML_TYPES,
        )

    def _joined(self, address: str, element: Element, scope: Scope) -> str:
        if ":///" in address or not address.isprintable():
            raise Unusual
        base = self.scope(element, scope).base
        return _joined(base, address) if base else address


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        raise Unusual from None
