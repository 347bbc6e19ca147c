"""XML as it is written down tag by tag, well-formed whatever the tags have in them."""

import re
from itertools import islice

from reader.sources.feeds.errors import BrokenFeedError
from reader.sources.feeds.limits import MAX_ATTRIBUTES
from reader.sources.feeds.references import fit_value

NAME = r"[A-Za-z_][A-Za-z0-9_.-]*+(?::[A-Za-z_][A-Za-z0-9_.-]*+)?"
"""A pattern of the names of elements and attributes."""

_ATTRIBUTE = re.compile(rf"""(?<![\w:.-])({NAME})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))""")
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "http://backend.userland.com/rss",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


class Writer:
    """Writes one document, and in the end a declaration of every namespace that it uses."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._root = ""
        self._root_is_empty = False
        self._ends_blank = False
        self._declared = {"xml", "xmlns"}
        self._used: set[str] = set()

    @property
    def has_root(self) -> bool:
        """Whether the outermost element has begun."""
        return bool(self._root)

    def write(self, text: str) -> None:
        """Write text; of white space that comes in many pieces, the first."""
        if text and not (self._ends_blank and text.isspace()):
            self._pieces.append(text)
            self._ends_blank = text.isspace()

    def tag(self, name: str, attributes: str, *, is_empty: bool) -> None:
        """Write a start tag."""
        self._use(name)
        tag = name + (self._attributes(attributes) if "=" in attributes else "")
        if not self.has_root:
            self._root, self._root_is_empty = tag, is_empty
        else:
            self._pieces.append(f"<{tag}/>" if is_empty else f"<{tag}>")
        self._ends_blank = False

    def end(self, name: str) -> None:
        """Write an end tag."""
        self._pieces.append(f"</{name}>")
        self._ends_blank = False

    def finished(self) -> bytes:
        """All of it in UTF-8. Raises `BrokenFeedError` if there is no tag."""
        if not self.has_root:
            raise BrokenFeedError("no tag in it is whole")
        missing = sorted(self._used - self._declared)
        namespaces = "".join(
            f' xmlns:{prefix}="{_NAMESPACES.get(prefix, "urn:" + prefix)}"' for prefix in missing
        )
        root = f"<{self._root}{namespaces}{'/' if self._root_is_empty else ''}>"
        text = "".join(("<?xml version='1.0' encoding='utf-8'?>\n", root, *self._pieces))
        return text.encode("utf-8", "replace")

    def _attributes(self, text: str) -> str:
        values: dict[str, str] = {}
        for found in islice(_ATTRIBUTE.finditer(text), MAX_ATTRIBUTES):
            name, value = found[1].lower(), found[2] or found[3] or found[4] or ""
            prefix, _, local = name.rpartition(":")
            if prefix == "xmlns":
                if not value or local in {"xml", "xmlns"}:
                    continue
                self._declared.add(local)
            self._use(name)
            values.setdefault(name, fit_value(value))
        return "".join(f' {name}="{value}"' for name, value in values.items())

    def _use(self, name: str) -> None:
        prefix, colon, _ = name.partition(":")
        if colon:
            self._used.add(prefix)
