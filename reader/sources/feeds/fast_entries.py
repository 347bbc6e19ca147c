"""The entries of clean, common feeds."""

from collections.abc import Callable

from reader.sources.feeds.fast_people import Person, as_texts, person_of
from reader.sources.feeds.fast_texts import Element, Scope, Texts, Unusual
from reader.sources.feeds.raw import RawEnclosure, RawEntry, RawText, TextKind

# What feedparser reads in a way of its own, or keeps something else under the name of.
_LEFT_TO_FEEDPARSER = frozenset(
    ("abstract", "author_detail", "authors", "body", "channel", "enclosures", "entry", "feed", "fullitem", "item",
     "links", "managingeditor", "media_caption", "media_content", "rss", "summary_detail", "textinput",
     "title_detail", "xhtml:body")
)  # fmt: skip


def read_entry(element: Element, texts: Texts, scope: Scope) -> RawEntry:
    """The entry that an element is. Raises `Unusual`."""
    draft = _Draft(texts)
    if element.keys():
        scope = draft.take_attributes(element, scope)
    for child in element:
        name = texts.name(child)
        take = ENTRY_ELEMENTS.get(name)
        if take is not None:
            take(draft, child, scope)
        elif name in _LEFT_TO_FEEDPARSER:
            raise Unusual
        elif len(child):
            _check_apart(child, texts)
    return draft.entry()


class _Draft:
    """An entry while its elements are gone through."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._entry = RawEntry()
        self._people: list[Person] = []
        self._media: list[RawEnclosure] = []
        self._original = ""
        self._has_media_title = False
        self._has_others = False
        self._abouts: list[RawText] = []

    def entry(self) -> RawEntry:
        """The entry, once all that it has was taken."""
        entry = self._entry
        if len(entry.summaries) > 1 or len(self._abouts) > 1:
            raise Unusual
        # feedparser may take the title of a picture for the entry's.
        if self._has_media_title and (self._has_others or not (entry.title and entry.title.value)):
            raise Unusual
        entry.summaries += self._abouts
        if len(entry.captions) > 1 and not any(text.value for text in entry.contents + entry.summaries):
            raise Unusual
        entry.link = self._original or entry.link
        entry.authors = as_texts(self._people)
        entry.enclosures += self._media
        return entry

    def take_attributes(self, element: Element, scope: Scope) -> Scope:
        attributes = self._texts.attributes(element)
        if "href" in attributes or "lastmod" in attributes:
            raise Unusual
        self._entry.id = element.get(_RDF_ABOUT, "")
        return self._texts.scope(element, scope)

    def pass_over(self, _: Element, __: Scope) -> None:
        """Pass over what is about something else than the entry, and may have a title of its own."""
        self._has_others = True

    def pass_over_picture(self, element: Element, _: Scope) -> None:
        if len(element):
            raise Unusual
        self._has_others = True

    def take_media(self, element: Element, _: Scope) -> None:
        """Take the recordings, films and pictures that an element is about, itself or in it."""
        for inner in element.iter():
            name = self._texts.name(inner)
            if name == "media:content":
                values = {key.lower(): value for key, value in inner.items()}
                media_type = values.get("type", "").lower() or values.get("medium", "")
                size = values.get("filesize", "")
                self._media.append(RawEnclosure(values.get("url", ""), media_type, size, is_media=True))
            elif name == "media:description":
                self._entry.captions.append(RawText(self._texts.text(inner), TextKind.UNSAID))
            elif name == "media:title":
                self._has_media_title = True
            elif name != "media:group" and (name in ENTRY_ELEMENTS or name in _LEFT_TO_FEEDPARSER):
                raise Unusual

    def take_title(self, element: Element, scope: Scope) -> None:
        if self._entry.title is not None:
            raise Unusual
        title = self._texts.rich(element, scope, TextKind.UNSAID)
        self._entry.title = RawText(title.value, title.kind)

    def take_link(self, element: Element, scope: Scope) -> None:
        if not element.keys():
            self._entry.link = self._texts.link_text(element, scope)
            return
        link = self._texts.link(element, scope)
        if link.is_page:
            self._entry.link = link.href
        elif link.relation == "enclosure":
            self._entry.enclosures.append(RawEnclosure(link.href, link.media_type, link.size))

    def take_id(self, element: Element, _: Scope) -> None:
        self._entry.id = self._texts.text(element)

    def take_published(self, element: Element, _: Scope) -> None:
        self._entry.published = self._texts.text(element)

    def take_updated(self, element: Element, _: Scope) -> None:
        self._entry.updated = self._texts.text(element)

    def take_created(self, element: Element, _: Scope) -> None:
        self._entry.created = self._texts.text(element)

    def take_author(self, element: Element, _: Scope) -> None:
        self._people.append(person_of(element, self._texts))

    def take_description(self, element: Element, scope: Scope) -> None:
        if self._texts.is_atom:
            raise Unusual
        self._entry.summaries.append(self._texts.rich(element, scope, TextKind.HTML))

    def take_summary(self, element: Element, scope: Scope) -> None:
        if not self._texts.is_atom:
            raise Unusual
        self._entry.summaries.append(self._texts.rich(element, scope, TextKind.PLAIN))

    def take_content(self, element: Element, scope: Scope) -> None:
        if not self._texts.is_atom:
            raise Unusual
        self._entry.contents.append(self._texts.rich(element, scope, TextKind.PLAIN))

    def take_encoded(self, element: Element, scope: Scope) -> None:
        if self._texts.is_atom:
            raise Unusual
        self._entry.contents.append(self._texts.rich(element, scope, TextKind.HTML))

    def take_about(self, element: Element, _: Scope) -> None:
        self._abouts.append(RawText(self._texts.text(element), TextKind.UNSAID))

    def take_enclosure(self, element: Element, _: Scope) -> None:
        values = self._texts.attributes(element)
        if not values.get("url") or len(element):
            raise Unusual
        self._entry.enclosures.append(
            RawEnclosure(values["url"], values.get("type", "").lower(), values.get("length", ""))
        )

    def take_language(self, element: Element, _: Scope) -> None:
        self._entry.language = self._texts.text(element)

    def take_original(self, element: Element, _: Scope) -> None:
        self._original = self._texts.bare_text(element)


def _check_apart(element: Element, texts: Texts) -> None:
    """Raise `Unusual` if something in the element would be taken for the entry's own."""
    for inner in element.iterdescendants():
        name = texts.name(inner)
        if name in ENTRY_ELEMENTS or name in _LEFT_TO_FEEDPARSER:
            raise Unusual


_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
ENTRY_ELEMENTS: dict[str, Callable[[_Draft, Element, Scope], None]] = {
    "title": _Draft.take_title,
    "dc:title": _Draft.take_title,
    "link": _Draft.take_link,
    "guid": _Draft.take_id,
    "id": _Draft.take_id,
    "pubdate": _Draft.take_published,
    "published": _Draft.take_published,
    "issued": _Draft.take_published,
    "dcterms:issued": _Draft.take_published,
    "updated": _Draft.take_updated,
    "modified": _Draft.take_updated,
    "lastbuilddate": _Draft.take_updated,
    "dc:date": _Draft.take_updated,
    "dcterms:modified": _Draft.take_updated,
    "created": _Draft.take_created,
    "dcterms:created": _Draft.take_created,
    "author": _Draft.take_author,
    "dc:creator": _Draft.take_author,
    "dc:author": _Draft.take_author,
    "itunes:author": _Draft.take_author,
    "description": _Draft.take_description,
    "dc:description": _Draft.take_description,
    "summary": _Draft.take_summary,
    "content": _Draft.take_content,
    "content:encoded": _Draft.take_encoded,
    "itunes:summary": _Draft.take_about,
    "enclosure": _Draft.take_enclosure,
    "language": _Draft.take_language,
    "dc:language": _Draft.take_language,
    "feedburner:origlink": _Draft.take_original,
    "media:content": _Draft.take_media,
    "media:description": _Draft.take_media,
    "media:group": _Draft.take_media,
    "media:title": _Draft.take_media,
    "contributor": _Draft.pass_over,
    "source": _Draft.pass_over,
    "image": _Draft.pass_over_picture,
}
"""What is taken from an entry; the names are those of `names.canonical`."""
