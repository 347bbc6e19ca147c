"""The bytes of a file as text."""

import codecs
import re
from dataclasses import dataclass

from reader.library import SourceFormat
from reader.sources.limits import MAX_CONTROLS, SNIFFED, SNIFFED_FOR_CHARSET

# UTF-32's little-endian mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tab, newline, form feed, carriage return, backspace and escape are found in texts.
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\f\r\b\x1b") + b"\x7f"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Those that pages are written in: Python knows others that are slow, or no encodings of text.
_KNOWN = re.compile(r"(?:iso8859-|cp\d|koi8-|gb|big5|euc_|shift_jis|iso2022_|tis-620|mac-)")
_FALLBACK = "cp1252"
_FALLBACK_NAME = "Windows-1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; `notice` is a sentence about how it was decoded where that was not plain."""

    text: str
    notice: str | None = None


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: NUL bytes or many controls, and no byte order mark to explain them."""
    if data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS)):
        return False
    head = data[:SNIFFED]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in head or controls > MAX_CONTROLS * len(head)


def decode(data: bytes, source_format: SourceFormat) -> Decoded:
    """The text of bytes that are not binary.

    By the byte order mark, else as UTF-8, else in the encoding that a page of HTML declares, else as
    Windows-1252. What cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding, encoding.upper())
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _declared(data) if source_format is SourceFormat.HTML else None
    if declared:
        return _replacing(data, declared, declared)
    text = data.decode(_FALLBACK, errors="replace")
    return Decoded(text, f"It is not UTF-8 and was read as {_FALLBACK_NAME}; some letters may be wrong.")


def _replacing(data: bytes, encoding: str, name: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    damaged = "\ufffd" in text
    return Decoded(text, f"Some of it is not valid {name} and is shown as “\ufffd”." if damaged else None)


def _declared(data: bytes) -> str | None:
    """The encoding that the page says it has, if Python knows it and it is one for pages."""
    found = _DECLARED.search(data, 0, SNIFFED_FOR_CHARSET)
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name == "iso8859-1":
        return _FALLBACK
    return name if _KNOWN.match(name) else None
