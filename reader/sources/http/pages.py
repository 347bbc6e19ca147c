"""The text of a web page, from its bytes and what its server says of them."""

import codecs
import re

from reader.library import SourceFormat
from reader.sources.decoding import decode

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What browsers read under these names: the wider sets that pages are really written in.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Python knows others that are slow, or no encodings of text.
_OF_PAGES = re.compile(r"utf-8|utf-16|iso8859-|iso2022_|cp\d|koi8-|mac-|gb18030|big5hkscs|euc_jp")
# Their bytes are all ASCII, and so they would pass for UTF-8.
_ALL_ASCII = ("utf-16", "iso2022_")
_MAX_DAMAGE = 0.01
"""The share of a text that may be U+FFFD before its encoding counts as wrongly told."""


def decode_page(body: bytes, charset: str | None) -> str:
    """The text of a page whose server calls it `charset`; what cannot be decoded becomes U+FFFD.

    Servers are often wrong: a byte order mark counts for more than they say, and so does UTF-8 that is valid. Where
    nothing of that fits, the page's own word for it does, as it does for a file.
    """
    encoding = _encoding(charset)
    if not body.startswith(_MARKS):
        if encoding and encoding.startswith(_ALL_ASCII) and (text := _valid(body, encoding)) is not None:
            return text
        if (text := _valid(body, "utf-8")) is not None:
            return text
        if encoding:
            text = body.decode(encoding, errors="replace")
            if text.count("\ufffd") <= _MAX_DAMAGE * len(text):
                return text
    return decode(body, SourceFormat.HTML).text


def _valid(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _encoding(charset: str | None) -> str | None:
    """Python's name for a character set, if pages are written in it."""
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):  # no name of any has a NUL in it
        return None
    name = _WIDER.get(name, name)
    return name if _OF_PAGES.match(name) else None
