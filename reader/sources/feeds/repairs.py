"""What feedparser repairs in every text, for those who read feeds without it."""

import re
from collections.abc import Callable
from contextlib import suppress

# Windows-1252's letters where Unicode has controls.
_LETTERS = {
    code: bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_CONTROLS = re.compile("[\x80-\x9f]")
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_REFERENCE = re.compile(rb"&#(?:0*[12]\d\d|[xX]0*[89a-fA-F][0-9a-fA-F]);")
# The beginning of UTF-8 that was taken for Latin-1 and written as UTF-8 once more.
_TWICE_ENCODED = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]")


def repair_for(data: bytes) -> Callable[[str], str] | None:
    """What is to be done to every text of a feed in UTF-8; None where there is nothing to repair."""
    may_need = _REFERENCE.search(data) or (
        not data.isascii() and (_CONTROL.search(data) or _TWICE_ENCODED.search(data))
    )
    return _repaired if may_need else None


def _repaired(text: str) -> str:
    if text.isascii():
        return text
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_LETTERS) if _CONTROLS.search(text) else text
