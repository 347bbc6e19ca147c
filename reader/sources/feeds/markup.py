"""Titles, names and texts out of what may or may not be markup, in linear time."""

import re
from html import escape, unescape

from reader.sources.feeds.raw import RawText, TextKind
from reader.text.sanitize import clean

_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_BREAK = re.compile(r"<(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
# What stands in titles as markup, rather than as the subject of an article about markup.
_INLINE = (
    r"(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike"
    r"|strong|sub|sup|tt|u|var|p|div|h[1-6])"
)
_INLINE_END = re.compile(rf"</{_INLINE}\s*>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?{_INLINE}(?:\s[^<>]*)?/?>|</?(?:br|wbr|img|hr)\b[^<>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CUT_TAG = re.compile(r"<[A-Za-z/!][^<>]*$")
_SOURCE_OF_BEGINNING = 5_000
# Python's `unescape` fails on a number that is too long.
_ENDLESS_NUMBER = re.compile(r"&#\d{8,};?")
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n\s*")
# What an XML parser gives for <br/> and its like would be two line breaks in HTML.
_VOID_END = re.compile(r"</(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\s*>", re.IGNORECASE)


def plain(text: RawText) -> str:
    """A short text, as a title is, without markup. It is not cleaned and may have several lines."""
    value = text.value
    if text.kind is TextKind.PLAIN or not ("<" in value or "&" in value):
        return value
    if text.kind is TextKind.UNSAID:
        return without_stray_markup(value)
    return unescaped(_ANY_TAG.sub("", _BREAK.sub(" ", value)))


def beginning(html: str, length: int) -> str:
    """How the text of HTML begins: at most so many code points in one line, whole words if there is more."""
    text = _CUT_TAG.sub("", _ANY_TAG.sub("", _BREAK.sub(" ", html[:_SOURCE_OF_BEGINNING])))
    line = clean(unescaped(text), one_line=True)
    if len(line) <= length:
        return line
    words, _, _ = line[:length].rpartition(" ")
    return (words or line[: length - 1]) + "…"


def unescaped(text: str) -> str:
    """The text that HTML's character references stand for; of those that are too long, U+FFFD."""
    return unescape(_ENDLESS_NUMBER.sub("\ufffd", text))


def without_stray_markup(text: str) -> str:
    """Plain text in which HTML's character references, and tags that are closed, are taken for markup all the same."""
    if "</" in text and _INLINE_END.search(text):
        text = _INLINE_TAG.sub("", _BREAK.sub(" ", text))
    return _REFERENCE.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def html(text: RawText) -> str:
    """A long text as HTML. Lines and paragraphs of text without any tag are kept apart."""
    if text.kind is TextKind.XHTML:
        return _VOID_END.sub("", text.value)
    if text.kind is TextKind.PLAIN or (text.kind is TextKind.UNSAID and not _is_markup(text.value)):
        return _paragraphs(escape(text.value, quote=False))
    return text.value if "<" in text.value else _paragraphs(text.value)


def _is_markup(value: str) -> bool:
    return bool(_INLINE_END.search(value) or _REFERENCE.search(value))


def _paragraphs(value: str) -> str:
    """Text whose "<" and "&" are escaped already, as HTML's paragraphs if it has more than one line."""
    if "\n" not in value:
        return value
    paragraphs = (paragraph.strip().replace("\n", "<br>") for paragraph in _PARAGRAPHS.split(value))
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)
