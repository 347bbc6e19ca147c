"""HTML cut into tags and text, in linear time and whatever it is like."""

import re
from collections.abc import Iterator
from html import unescape

from reader.document.assembly import at_most
from reader.document.limits import MAX_PARAGRAPHS
from reader.text.sanitize import clean

# A quoted value may hold "<" and ">". Looking for its end takes linear time all the same: at any "<", of all the tags
# that could have begun before it at most two still go on, one inside each kind of quotation marks.
_TAG = re.compile(r"""<!--|<[!?][^<>]*>|<(/?)([A-Za-z][A-Za-z0-9:-]*)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""")
_UNREAD = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea", "select", "xmp")
)
BREAKING = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
"""Elements around which text is parted."""


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


def _scan(source: str, unread: frozenset[str]) -> Iterator[tuple[str, re.Match[str] | None]]:
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
    if name in BREAKING:
        return "\0"
    if name == "br":
        return "\n"
    return " " if name in {"td", "th"} else ""


def _tidy(paragraph: str) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split("\n"))
    return "\n".join(line for line in lines if line)
