"""The one way in for text from outside: what is left cannot steer a terminal or hide from the reader."""

import re
from unicodedata import is_normalized, normalize

MAX_MARKS = 8
"""How many combining marks may stack on one character; more serve only to scribble over other lines."""

# A string that does not end on its line loses its introducer alone, and controls of C1 begin none: they are what a
# wrongly read quotation mark often is, and must not take the rest of an article with them.
_ESCAPE_SEQUENCE = re.compile(
    "\x1b(?:"
    r"\][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # OSC: titles, clipboards, links
    r"|[PX^_][^\x1b\x9c\n]*(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC
    r"|\[[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    r"|[ -/]*[0-~])"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# Controls but tab and newline; soft hyphen, joiner of graphemes, fillers of Hangul; zero-width spaces (but not
# the joiners U+200C and U+200D); bidi marks, embeddings, overrides, isolates; invisible operators; the byte
# order mark; annotation anchors; tags; lone surrogates.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]+"
)
# Rich counts what follows a joiner as nothing if there is nothing before it to join to.
_JOINERS = "\u200c\u200d"
_IDLE_JOINER = re.compile(rf"(?<!\S)[{_JOINERS}]+")
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STACKED_MARKS = re.compile(f"{_MARK}{{5}}")
_EXCESS_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")


def clean(text: str, *, one_line: bool = False, max_length: int | None = None) -> str:
    r"""Return `text` as it may be stored, drawn, logged and exported.

    Terminal escape sequences go whole; controls (but tab and newline), bidi controls, invisible characters and
    lone surrogates go; ZWJ and ZWNJ stay inside words, as emoji and several scripts need them. `\r\n`, `\r` and
    Unicode's line and paragraph separators become `\n`. The rest is in NFC, with at most `MAX_MARKS` stacked marks.
    `one_line` makes one line of it, single spaces between the words. `max_length` is in code points; a longer
    text ends in "…". Linear in time; cleaning twice is cleaning once.
    """
    if not (text.isascii() and text.isprintable()):
        text = _LINE_END.sub("\n", text)
        if _UNWANTED.search(text):
            text = _UNWANTED.sub("", _ESCAPE_SEQUENCE.sub("", text))
        if any(joiner in text for joiner in _JOINERS):
            text = _IDLE_JOINER.sub("", text)
        text = _limit_marks(text if is_normalized("NFC", text) else normalize("NFC", text))
    if one_line:
        text = " ".join(text.split())
    if max_length is not None and len(text) > max_length:
        text = text[: max_length - 1].rstrip() + "…" if max_length > 0 else ""
    return text


def _limit_marks(text: str) -> str:
    # Counted where composed characters are taken apart, or composing could make room for more each time.
    if text.isascii() or not _STACKED_MARKS.search(text):
        return text
    return normalize("NFC", _EXCESS_MARKS.sub(r"\1", normalize("NFD", text)))
