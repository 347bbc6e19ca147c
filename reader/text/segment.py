"""The sentences and words of a block's text, in the languages news is written in."""

import re
from functools import cache
from unicodedata import category

from reader.model import Span
from reader.text.abbreviations import (
    ALWAYS_CONTINUED,
    BEFORE_NUMBER,
    ENGLISH_CUES,
    MONTHS,
    ORDINAL_PRECEDERS,
    SENTENCE_OPENERS,
    SOMETIMES_FINAL,
)

_STOPS = ".!?…؟۔।॥‼⁇⁈⁉。！？｡．"
_CJK_STOPS = "。！？｡．"
_CLOSERS = "\"'”’“‘»«›‹)\\]}」』】》〉）］"
_EITHER = "\"'“‘«‹»›"
_OPENERS = "\"'“‘„‚«»‹›(\\[{¿¡—–-"

_STOP = re.compile(f"[{_STOPS}][{_STOPS}{_CLOSERS}]*+")
# In French a space stands before the closing mark: it belongs to what it closes.
_SPACED_CLOSER = re.compile(r"[ \u00a0\u202f][»›](?=[\s.,;:!?)]|$)[»›.!?…]*")
_NEXT_WORD = re.compile(rf"[\s{_OPENERS}]*([^\W_][\w'’]*)?")
_BEFORE_STOP = re.compile(r"([^\s\"'“”‘’«»()\[\],;:/—–]*)\Z")
_WORD_BEFORE = re.compile(r"(\S+)\s+\Z")
_ATTRIBUTION = re.compile(rf"\s+(?:[^\W\d_][\w.'’-]*\s+){{1,4}}?(?:{'|'.join(ENGLISH_CUES)})\b")
_JAPANESE_QUOTED = re.compile("と|って|、|，")
_CHINESE_ATTRIBUTION = re.compile("[^。！？，、\\s]{0,6}?(?:说|說|问道|問道|问|問)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_REACH = 40  # characters looked at on either side of a stop


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, which is one block's, in order.

    They cover all of it but the white space between them. A newline always parts sentences. Closing quotation
    marks and brackets belong to the sentence before them; abbreviations, initials, ordinals and decimals do not
    end one, nor does a stop that a lower-case word follows. Linear in time.
    """
    found: list[Span] = []
    line_start = 0
    for line in text.split("\n"):
        _line_sentences(line, line_start, found)
        line_start += len(line) + 1
    return found


def _line_sentences(line: str, offset: int, found: list[Span]) -> None:
    start = 0
    for stop in _STOP.finditer(line):
        if stop.start() < start:
            continue
        end = stop.end()
        if line[end : end + 1].isalnum():
            # Marks that open a quotation in one language close it in another: before a letter they open.
            end -= len(stop[0]) - len(stop[0].rstrip(_EITHER))
        if spaced := _SPACED_CLOSER.match(line, end):
            end = spaced.end()
        if _ends_sentence(line, start, stop.start(), end):
            _append(line, start, end, offset, found)
            start = end
    _append(line, start, len(line), offset, found)


_ENUMERATOR = re.compile(r"\s*(?:\d{1,3}|[ivxlIVXL]{1,5}|[a-zA-Z])")
"""What numbers a heading or a list item: "1. The plumb line" is one sentence."""


def _append(line: str, start: int, end: int, offset: int, found: list[Span]) -> None:
    sentence = line[start:end]
    stripped = sentence.strip()
    if stripped:
        start += len(sentence) - len(sentence.lstrip())
        found.append(Span(offset + start, offset + start + len(stripped)))


def _ends_sentence(line: str, start: int, stop: int, end: int) -> bool:
    """Whether the sentence that began at `start` ends at `end`, after the stops at `stop` and closing marks."""
    if end >= len(line):
        return True
    marks = line[stop:end]
    closed = marks[-1] not in _STOPS
    if any(mark in _CJK_STOPS for mark in marks):
        return not (closed and _is_cjk_attribution(line, end))
    if not line[end].isspace():
        return marks[-1] in "!?" and is_cjk(line[end])
    following = line[end : end + _REACH * 2]
    next_word = _NEXT_WORD.match(following)
    word = (next_word and next_word[1]) or ""
    if word[:1].islower():
        return False
    if marks == ".":
        return not _is_abbreviation(line[max(start, stop - _REACH) : stop], word)
    return not (closed and marks[0] in "?!" and _ATTRIBUTION.match(following))


def _is_cjk_attribution(line: str, end: int) -> bool:
    return bool(_JAPANESE_QUOTED.match(line, end) or _CHINESE_ATTRIBUTION.match(line, end))


def _is_abbreviation(before: str, next_word: str) -> bool:
    """Whether the full stop after `before` belongs to its last word and the sentence goes on."""
    if _ENUMERATOR.fullmatch(before):
        return True
    match = _BEFORE_STOP.search(before)
    token = match[1] if match else ""
    lowered = token.casefold()
    if token.isdigit():
        return _is_ordinal(before, token, next_word)
    if not ALWAYS_CONTINUED.isdisjoint((token, lowered)) or (
        lowered in BEFORE_NUMBER and next_word[:1].isdigit()
    ):
        return True
    if not token or next_word in SENTENCE_OPENERS:
        return False
    if not SOMETIMES_FINAL.isdisjoint((token, lowered)) or _DOTTED.fullmatch(token):
        return bool(next_word)
    return len(token) == 1 and token.isalpha() and _is_initial(before, token)


def _is_ordinal(before: str, token: str, next_word: str) -> bool:
    """German and its neighbours: "am 3. Oktober", "im 19. Jahrhundert"."""
    if len(token) > 2:
        return False
    if next_word.casefold() in MONTHS:
        return True
    previous = _WORD_BEFORE.search(before[: len(before) - len(token)])
    return previous is not None and previous[1].casefold() in ORDINAL_PRECEDERS


def _is_initial(before: str, token: str) -> bool:
    """A single letter with a stop is an initial at the start, or after a name or another initial."""
    previous = _WORD_BEFORE.search(before[: len(before) - len(token)])
    if previous is None:
        return True
    return previous[1].endswith(".") or previous[1][:1].isupper() or previous[1].islower() is token.islower()


def is_cjk(character: str) -> bool:
    """Whether it is of Chinese or Japanese script, where words are not parted by spaces."""
    return _CJK.match(character) is not None


_CJK_RANGES = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_CJK = re.compile(f"[{_CJK_RANGES}]")


def words(text: str) -> list[Span]:
    """The words of `text` in order: letters and digits with the marks on them.

    Apostrophes, hyphens, and stops or commas between digits are inside a word ("don’t", "vice-president",
    "2,000"). Each Chinese or Japanese character is a word.
    """
    return [Span(*match.span()) for match in _word_pattern().finditer(text)]


@cache
def _word_pattern() -> re.Pattern[str]:
    # Python's \w knows no combining marks, which are half the letters of many scripts.
    marks = "".join(chr(code) for code in range(0x300, 0xFE30) if category(chr(code)) in {"Mn", "Mc"})
    letter = rf"(?:[^\W_{_CJK_RANGES}]|[{marks}\u200c\u200d])"
    return re.compile(rf"[{_CJK_RANGES}]|{letter}++(?:['’\-‐‑]{letter}++|(?<=\d)[.,](?=\d){letter}++)*+")
