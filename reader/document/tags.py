"""The text between the tags of HTML, in linear time and whatever the HTML is like."""

import re
from html import unescape

from reader.text.sanitize import clean

# An attribute's value may hold ">"; nothing here looks past the next "<", so hostile input costs no more.
_TAG = re.compile(r"""<!--|<[!?][^<>]*>|<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")
_UNREAD = frozenset(
    (
        "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea",
        "select", "head",
    )
)  # fmt: skip
_BREAKING = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip


def paragraphs_of_html(source: str) -> list[str]:
    """The text of each block-level element, its white space collapsed and `<br>` a newline.

    Comments, scripts and other elements that are not for reading are left out.
    """
    pieces: list[str] = []
    position = 0
    while tag := _TAG.search(source, position):
        pieces.append(_text(source[position : tag.start()]))
        pieces.append(_break_of(tag))
        position = _resume(source, tag)
    pieces.append(_text(source[position:]))
    paragraphs = "".join(pieces).split("\0")
    tidied = (_tidy(clean(unescape(paragraph))) for paragraph in paragraphs)
    return [paragraph for paragraph in tidied if paragraph]


def _text(source: str) -> str:
    return source.replace("\0", "").replace("\n", " ")


def _break_of(tag: re.Match[str]) -> str:
    name = (tag[2] or "").lower()
    if name in _BREAKING:
        return "\0"
    if name == "br":
        return "\n"
    return " " if name in {"td", "th"} else ""


def _resume(source: str, tag: re.Match[str]) -> int:
    """Where text goes on after a tag: for comments and what is not read, after their end."""
    if tag[0] == "<!--":
        end = source.find("-->", tag.end())
        return len(source) if end < 0 else end + 3
    name = (tag[2] or "").lower()
    if name in _UNREAD and not tag[1]:
        closing = re.compile(f"</{name}[^<>]*>", re.IGNORECASE).search(source, tag.end())
        return closing.end() if closing else len(source)
    return tag.end()


def _tidy(paragraph: str) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split("\n"))
    return "\n".join(line for line in lines if line)
