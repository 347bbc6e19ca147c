"""The words that the names model reads: how a text is cut into them, and how each one is written."""

import re
from functools import lru_cache

WORD = re.compile(r"\w+(?:[.&,]\w+)*|[’']s\b|\S")
"""A word, a possessive ending or a mark; hyphens part words, as they do in the texts that the model has learnt."""

CASE_CLASSES = 9
NO_WORD = 0
"""The case class of what is no word: the marks at the ends of a sequence and between its sentences."""


@lru_cache(20_000)
def case_class(word: str) -> int:
    """How a word is written: 1 number, 2 mark, 3 lower, 4 UPPER, 5 one capital, 6 Title, 7 CamelCase, 8 other."""
    if not any(c.isalpha() for c in word):
        return 1 if any(c.isdigit() for c in word) else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 6 if word[1:].islower() else 7
    return 8
