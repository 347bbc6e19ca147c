"""HTML cut into tags and text, in linear time and whatever it is like.

Python's own HTML parser takes minutes over a page of unfinished tags, so a page goes through here first.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from reader.document.assembly import at_most
from reader.document.limits import MAX_HTML_TAGS, MAX_PARAGRAPHS
from reader.text.sanitize import clean

# A quoted value may hold "<" and ">"; how far its end is looked for bounds what hostile input can cost.
_TAG = re.compile(
    r"""<!--|<[!?][^<>]*>|<(/?)([A-Za-z][A-Za-z0-9:-]*)(?:[^<>"']|"[^"]{0,1000}"|'[^']{0,1000}')*+>"""
)
_UNREAD = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea", "select", "xmp")
)
_BREAKING = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip


def well_formed(source: str) -> tuple[str, bool]:
    """`source` with finished tags alone, and whether that is all of it: it ends after `MAX_HTML_TAGS` of them.

    Every other "<" becomes an entity; comments, declarations, scripts and other elements that are not for reading
    go with all that is in them. The end tags that HTML lets a page leave out are put in.
    """
    pieces: list[str] = []
    count = 0
    ends = _ImpliedEnds()
    for text, tag in _scan(source):
        pieces.append(text.replace("<", "&lt;"))
        if tag is not None and tag[2] and tag[2].lower() not in _UNREAD:
            pieces += ends.before(tag[2].lower(), is_end=bool(tag[1]))
            pieces.append(tag[0])
            count += 1
            if count > MAX_HTML_TAGS:
                return "".join(pieces), False
    return "".join(pieces), True


_BLOCKS = (_BREAKING | {"td", "th"}) - {"hr"}
# What the start of an element ends, if it is open with no list, table or section begun in it.
_ENDED_BY_START = {
    "li": frozenset(("li", "p")),
    "dt": frozenset(("dt", "dd", "p")),
    "dd": frozenset(("dt", "dd", "p")),
    "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")),
    "tr": frozenset(("td", "th", "tr", "p")),
    "tbody": frozenset(("td", "th", "tr", "p", "thead", "tbody")),
}
_PARAGRAPH = frozenset(("p",))
_OPTIONAL_ENDS = frozenset(("li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "p"))


class _ImpliedEnds:
    """Follows the block-level elements that are open, and knows which of them end without an end tag."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()

    def before(self, name: str, *, is_end: bool) -> list[str]:
        """The end tags that belong before this tag."""
        if name not in _BLOCKS:
            return []
        if is_end:
            return self._end(name)
        ends: list[str] = []
        ended = _ENDED_BY_START.get(name, _PARAGRAPH)
        while self._open and self._open[-1] in ended:
            ends.append(self._pop())
        self._open.append(name)
        self._counts[name] += 1
        return ends

    def _end(self, name: str) -> list[str]:
        ends: list[str] = []
        while self._counts[name] and self._open[-1] != name and self._open[-1] in _OPTIONAL_ENDS:
            ends.append(self._pop())
        if self._open and self._open[-1] == name:
            self._pop()
        return ends

    def _pop(self) -> str:
        name = self._open.pop()
        self._counts[name] -= 1
        return f"</{name}>"


def paragraphs_of_html(source: str) -> list[str]:
    """The text of each block-level element, its white space collapsed and `<br>` a newline.

    Comments, scripts, the page's title and other elements that are not for reading are left out.
    """
    pieces: list[str] = []
    for text, tag in _scan(source, _UNREAD | {"title"}):
        pieces.append(text.replace("\0", "").replace("\n", " "))
        if tag is not None:
            pieces.append(_break_of(tag))
    tidied = (_tidy(clean(unescape(paragraph))) for paragraph in "".join(pieces).split("\0"))
    return at_most(MAX_PARAGRAPHS, [paragraph for paragraph in tidied if paragraph])


def _scan(source: str, unread: frozenset[str] = _UNREAD) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Each stretch of text with the tag behind it; the last with None."""
    position = 0
    while tag := _TAG.search(source, position):
        yield source[position : tag.start()], tag
        position = _resume(source, tag, unread)
    yield source[position:], None


def _resume(source: str, tag: re.Match[str], unread: frozenset[str]) -> int:
    """Where text goes on after a tag: after the end of a comment, and of an element that is not read."""
    if tag[0] == "<!--":
        end = source.find("-->", tag.end())
        return len(source) if end < 0 else end + 3
    name = (tag[2] or "").lower()
    if name in unread and not tag[1] and not tag[0].endswith("/>"):
        closing = re.compile(f"</{name}[^<>]*>", re.IGNORECASE).search(source, tag.end())
        return closing.end() if closing else len(source)
    return tag.end()


def _break_of(tag: re.Match[str]) -> str:
    name = (tag[2] or "").lower()
    if name in _BREAKING:
        return "\0"
    if name == "br":
        return "\n"
    return " " if name in {"td", "th"} else ""


def _tidy(paragraph: str) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split("\n"))
    return "\n".join(line for line in lines if line)
