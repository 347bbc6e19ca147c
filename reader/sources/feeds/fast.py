"""Clean, common feeds: RSS and Atom as most programs write them, read many times faster than by feedparser.

It gives what `conformant` gives, or nothing: whatever is unusual about a feed is left to that.
"""

import re
from collections.abc import Callable

from lxml import etree

from reader.sources.feeds.fast_entries import ENTRY_ELEMENTS, read_entry
from reader.sources.feeds.fast_people import Person, as_texts, person_of
from reader.sources.feeds.fast_texts import Element, Scope, Texts, Unusual
from reader.sources.feeds.raw import RawFeed, RawText, TextKind

# Nothing may come before the feed but what has no meaning for it; above all no document type.
_BEGINNING = re.compile(
    rb"\s*+(?:<\?xml\s[^<>]{0,200}\?>\s*+)?(?:<!--[^<>]{0,1000}-->\s*+|<\?xml-stylesheet\s[^<>]{0,1000}\?>\s*+)*+"
    rb"<(?:rss|feed|rdf:RDF)[\s>]"
)
_ATOM = "{http://www.w3.org/2005/Atom}feed"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
_OF_PICTURES = frozenset(("description", "height", "link", "name", "title", "url", "width"))
_LEFT_TO_FEEDPARSER = frozenset(
    ("author_detail", "authors", "channel", "entries", "feed", "links", "media:title", "rss", "title_detail")
)


def read(data: bytes, url: str) -> RawFeed | None:
    """The feed in a document in UTF-8 that came from `url`; None if there is anything unusual about it."""
    if not _BEGINNING.match(data):
        return None
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
        return _Reader(Texts(data, url, is_atom=root.tag == _ATOM)).feed(root)
    except (Unusual, etree.XMLSyntaxError):
        return None


class _Reader:
    """Goes through one feed."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._feed = RawFeed()
        self._people: list[Person] = []

    def feed(self, root: Element) -> RawFeed:
        """The feed that the outermost element is. Raises `Unusual`."""
        self._texts.attributes(root)
        scope = self._texts.scope(root, Scope())
        if self._texts.is_atom:
            self._feed.language = scope.language or ""
            self._take_channel(root, scope)
        elif root.tag in {"rss", _RDF}:
            self._feed.language = (scope.language if root.tag == "rss" else None) or ""
            self._take_rss(root, scope)
        else:
            raise Unusual
        self._feed.authors = as_texts(self._people) if self._texts.is_atom else []
        return self._feed

    def _take_rss(self, root: Element, scope: Scope) -> None:
        channels = 0
        for child in root:
            name = self._texts.name(child)
            if name == "channel":
                channels += 1
                attributes = self._texts.attributes(child)
                if "href" in attributes or "lastmod" in attributes:
                    raise Unusual
                self._take_channel(child, self._texts.scope(child, scope))
            elif name == "item":
                self.take_entry(child, scope)
            elif name in {"image", "textinput"}:
                self.pass_over_picture(child, scope)
            else:
                raise Unusual
        if channels != 1:
            raise Unusual

    def _take_channel(self, channel: Element, scope: Scope) -> None:
        for child in channel:
            name = self._texts.name(child)
            take = _TAKING.get(name)
            if take is not None:
                take(self, child, scope)
            elif name in _LEFT_TO_FEEDPARSER:
                raise Unusual
            elif len(child):
                self._check_apart(child)

    def take_entry(self, element: Element, scope: Scope) -> None:
        self._feed.entries.append(read_entry(element, self._texts, scope))

    def take_title(self, element: Element, scope: Scope) -> None:
        if self._feed.title is not None:
            raise Unusual
        title = self._texts.rich(element, scope, TextKind.UNSAID)
        self._feed.title = RawText(title.value, title.kind)

    def take_link(self, element: Element, scope: Scope) -> None:
        if not element.keys():
            self._feed.site_link = self._texts.link_text(element, scope)
            return
        link = self._texts.link(element, scope)
        if link.is_page:
            self._feed.site_link = link.href
        elif link.relation == "self":
            self._feed.self_link = self._feed.self_link or link.href

    def take_language(self, element: Element, _: Scope) -> None:
        self._feed.language = self._texts.text(element)

    def take_time_to_live(self, element: Element, _: Scope) -> None:
        self._feed.time_to_live = self._texts.bare_text(element)

    def take_update_period(self, element: Element, _: Scope) -> None:
        self._feed.update_period = self._texts.bare_text(element)

    def take_update_frequency(self, element: Element, _: Scope) -> None:
        self._feed.update_frequency = self._texts.bare_text(element)

    def take_author(self, element: Element, _: Scope) -> None:
        if self._texts.is_atom:
            self._people.append(person_of(element, self._texts))

    def pass_over_picture(self, element: Element, _: Scope) -> None:
        """Pass over the feed's picture or its field of search, which have titles and links of their own."""
        if any(self._texts.name(inner) not in _OF_PICTURES for inner in element.iterdescendants()):
            raise Unusual

    def _check_apart(self, element: Element) -> None:
        """Raise `Unusual` if something in the element would be taken for the feed's own."""
        for inner in element.iterdescendants():
            name = self._texts.name(inner)
            if name in _TAKING or name in _LEFT_TO_FEEDPARSER or name in ENTRY_ELEMENTS:
                raise Unusual


_TAKING: dict[str, Callable[[_Reader, Element, Scope], None]] = {
    "title": _Reader.take_title,
    "dc:title": _Reader.take_title,
    "link": _Reader.take_link,
    "language": _Reader.take_language,
    "dc:language": _Reader.take_language,
    "ttl": _Reader.take_time_to_live,
    "sy:updateperiod": _Reader.take_update_period,
    "sy:updatefrequency": _Reader.take_update_frequency,
    "author": _Reader.take_author,
    "dc:author": _Reader.take_author,
    "dc:creator": _Reader.take_author,
    "itunes:author": _Reader.take_author,
    "managingeditor": _Reader.take_author,
    "item": _Reader.take_entry,
    "entry": _Reader.take_entry,
    "image": _Reader.pass_over_picture,
    "textinput": _Reader.pass_over_picture,
}
"""What is taken from a feed; the names are those of `names.canonical`."""
