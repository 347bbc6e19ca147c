"""Words that were mistyped: what else they may have been meant to be."""

from string import ascii_lowercase

from reader.text.fold import fold

_BLOCK = 128
"""Letters of a script stand together in the table of code points, in stretches of so many."""


def spellings(word: str) -> set[str]:
    """Every word that is one letter more or less, another one, or two that changed places, away from a folded word.

    Only letters of the scripts that the word is in are put into it. A word of 8 letters has about 450.
    """
    letters = _letters(word)
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {before + letter + after for before, after in cuts for letter in letters}
    found |= {before + letter + after[1:] for before, after in cuts if after for letter in letters}
    found |= {before + after[1:] for before, after in cuts}
    found |= {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    return found - {word, ""}


def _letters(word: str) -> str:
    """The letters of the scripts that a word is in."""
    blocks = {ord(char) // _BLOCK * _BLOCK for char in word if not char.isascii()}
    others = (chr(code) for start in blocks for code in range(start, start + _BLOCK))
    own = ascii_lowercase if any(char in ascii_lowercase for char in word) else ""
    return own + "".join(char for char in others if char.isalpha() and fold(char) == char)
