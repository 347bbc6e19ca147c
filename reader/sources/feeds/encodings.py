"""The bytes of a feed as UTF-8, whatever they are and whatever is said of them."""

import codecs
import re
from dataclasses import dataclass

# UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<" is written where there is no mark.
_UNMARKED = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
# Those that texts are written in: Python knows others that are slow, or no encodings of text.
_OF_TEXT = re.compile(r"(?:ascii|iso8859-|cp\d|koi8-|gb|big5|euc_|shift_jis|iso2022_|hz|johab|tis-620|mac-)")
_IN_SEVEN_BITS = ("iso2022_", "hz")
_FALLBACK = "cp1252"
# What is written in the first is more often than not in the second, which can do all that the first can.
_WIDER = {
    "ascii": _FALLBACK,
    "iso8859-1": _FALLBACK,
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A feed in UTF-8 without a byte order mark and NUL; `notice` is a sentence where letters were lost."""

    data: bytes
    notice: str | None = None


def to_utf8(body: bytes, charset: str | None = None) -> Decoded:
    """The feed in UTF-8.

    By its byte order mark; else as UTF-8 if it can be; else in the encoding that its server gives, `charset`, or it
    declares itself, if it can be; else as Windows-1252, where what cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], encoding)
    for beginning, encoding in _UNMARKED:
        if body.startswith(beginning):
            return _replacing(body, encoding)
    said = [name for name in (_codec(charset), _codec(_declared(body))) if name]
    if not any(name.startswith(_IN_SEVEN_BITS) for name in said) and _is_utf8(body):
        return Decoded(body.replace(b"\0", b""))
    for encoding in said:
        try:
            return Decoded(body.decode(encoding).replace("\0", "").encode("utf-8", "replace"))
        except UnicodeDecodeError:
            continue
    return _replacing(body, said[0] if said else _FALLBACK)


def _replacing(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, errors="replace").replace("\0", "")
    lost = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    notice = "Some of its letters are not valid in its encoding and are shown as “\ufffd”." if lost > 0 else None
    return Decoded(text.encode("utf-8", "replace"), notice)


def _is_utf8(body: bytes) -> bool:
    if body.isascii():
        return True
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(body: bytes) -> str | None:
    found = _DECLARED.match(body)
    return found[1].decode("ascii") if found else None


def _codec(name: str | None) -> str | None:
    """Python's name of an encoding that texts are in, but UTF-8; None for any other."""
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(found, found) if _OF_TEXT.match(found) else None
