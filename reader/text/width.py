"""How many terminal cells text takes, by the same tables that Rich and Textual draw with."""

import re

from rich.cells import cell_len, get_character_cell_size, split_graphemes

TAB_CELLS = 3
"""A tab parts the cells of a table; where they are not aligned it is drawn as " │ "."""

# What is one cell wide each, in every terminal: Latin, Greek, Cyrillic, the usual punctuation and signs.
_NOT_NARROW = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u2199]"
)
_JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_TAB = re.compile("\t")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)


class _Advances(dict[str, int]):
    """The cells of single characters, looked up once each."""

    def __missing__(self, character: str) -> int:
        cells = self[character] = TAB_CELLS if character == "\t" else get_character_cell_size(character)
        return cells


_advances = _Advances()


def is_narrow(text: str) -> bool:
    """Whether every character is one cell wide, newlines and all; tabs are not."""
    return _NOT_NARROW.search(text) is None


def has_wide(text: str) -> bool:
    """Whether there are characters of scripts and pictures that take two cells each."""
    return 2 in map(_advances.__getitem__, text)


def cells(text: str) -> int:
    """The terminal cells that `text`, a single line, is drawn in."""
    return cell_len(text)


def advances(text: str) -> list[int]:
    """The cells each code point of a line adds.

    A grapheme's cells all stand at its first code point and the rest add none, so that a place before a code
    point that adds cells is one where text may be cut. A tab adds `TAB_CELLS`.
    """
    if not _JOINED.search(text):
        return list(map(_advances.__getitem__, text))
    added = [0] * len(text)
    for start, _, width in _graphemes(text):
        added[start] = width
    for tab in _TAB.finditer(text):  # Rich takes one for a mark on the character before it
        added[tab.start()] = TAB_CELLS
    return added


def truncate(text: str, cells: int, ellipsis: str = "…") -> str:
    """`text` if it fits into that many cells, else its beginning in whole graphemes with `ellipsis` behind."""
    if cell_len(text) <= cells:
        return text
    room = cells - cell_len(ellipsis)
    if room < 0:
        return ""
    end = used = 0
    for _, grapheme_end, width in _graphemes(text):
        if used + width > room:
            break
        used += width
        end = grapheme_end
    return text[:end].rstrip() + ellipsis


def _graphemes(text: str) -> list[tuple[int, int, int]]:
    """(start, end, cells) of each grapheme; flags and skin tones, which Rich takes apart, are whole."""
    joined: list[tuple[int, int, int]] = []
    flag_open = False
    for start, end, width in split_graphemes(text)[0]:
        code = ord(text[start])
        is_flag_letter = code in _FLAG_LETTERS
        if joined and (code in _SKIN_TONES or (is_flag_letter and flag_open)):
            first, _, before = joined[-1]
            joined[-1] = (first, end, before + width)
            flag_open = False
        else:
            joined.append((start, end, width))
            flag_open = is_flag_letter
    return joined
