"""Text between tags on its way into XML: character references, and what XML has no place for."""

import re
from html.entities import html5
from xml.sax.saxutils import escape

_AMPERSAND = re.compile(
    r"&(?:#(\d{1,7})(?:;|(?!\d))|#[xX]([0-9a-fA-F]{1,6})(?:;|(?![0-9a-fA-F]))|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
# Not even references to them are XML.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
_WHITE = re.compile(r"[\t\r\n]")
# feedparser takes each line for itself, and empty ones before a text from the front, one after the other.
_LONG_BLANK = re.compile(r"(?<!\s)(?<!&#13;)(?:\s|&#13;){1000,}")


def fit(text: str) -> str:
    """Text as XML may have it. What XML or HTML knows as a reference stays one, and every other "&" and "<" itself."""
    if "&" in text:
        text = _AMPERSAND.sub(_reference, text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return _LONG_BLANK.sub("\n", _UNFIT.sub("", text.replace("]]>", "]]&gt;")))


def escaped(text: str) -> str:
    """Text that is to be taken as it stands, as XML may have it."""
    return _UNFIT.sub("", escape(text))


def fit_value(text: str) -> str:
    """The value of an attribute as XML may have it between quotation marks."""
    value = fit(_WHITE.sub(" ", text)).replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;")


def _reference(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _named(name)
    if decimal or hexadecimal:
        return _numbered(int(decimal) if decimal else int(hexadecimal, 16))
    return "&amp;"


def _named(name: str) -> str:
    if name in _OF_XML:
        return f"&{name};"
    character = html5.get(f"{name};")
    return f"&amp;{name};" if character is None else escape(character)


def _numbered(code: int) -> str:
    if code > 0x10FFFF or _UNFIT.match(chr(code)):
        return "\ufffd"
    # XML would make a newline of the character.
    return "&#13;" if code == 13 else escape(chr(code))
