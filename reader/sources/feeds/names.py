"""What the elements of feeds are called, whatever prefix a feed gives their namespace."""

_NO_PREFIX = (
    "",
    "http://www.w3.org/2005/atom",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/atom/ns#",
)
_PREFIXES = dict.fromkeys(_NO_PREFIX, "") | {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/xhtml": "xhtml",
}

_KNOWN = frozenset(_PREFIXES.values())


def canonical(tag: str, prefix: str | None) -> str:
    """The name of an element in lower case, as "title" or "dc:creator", from "{namespace}name" and its prefix.

    A namespace that no feed format has is called by the prefix that the feed has for it.
    """
    namespace, _, local = tag.lower().rpartition("}")
    known = _PREFIXES.get(namespace.removeprefix("{"), (prefix or "").lower())
    return f"{known}:{local}" if known else local


def is_of_feeds(name: str) -> bool:
    """Whether a canonical name is one of a feed format's, or of a namespace that those use."""
    return name.rpartition(":")[0] in _KNOWN
