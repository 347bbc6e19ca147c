"""Sentences written another way: as headlines, in capitals, in small letters, with curly marks."""

import random
from collections.abc import Callable, Sequence

SMALL_WORDS = frozenset(
    "a an and as at but by for from in into nor of off on or out over per the to up via vs with".split()
)
"""Words that many papers do not capitalise in a headline."""

Words = tuple[str, ...]
Style = Callable[[Words], Words]

TITLE, HEADLINE, UPPER, LOWER, HEADED = 0.1, 0.06, 0.14, 0.14, 0.06
"""The shares of stretches that are written in each way; the rest stay as they are."""

_CURLY = 0.3
_MARKS = {'"': ("“", "”"), "''": ("”", "”"), "``": ("“", "“"), "'": ("‘", "’")}


def titled(words: Words) -> Words:
    """Every Word With A Capital."""
    return tuple(word[:1].upper() + word[1:] for word in words)


def headlined(words: Words) -> Words:
    """Capitals as Most Papers Have Them in a Headline."""
    return tuple(
        word if index and word in SMALL_WORDS else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )


def upper(words: Words) -> Words:
    """EVERY LETTER A CAPITAL."""
    return tuple(word.upper() for word in words)


def lower(words: Words) -> Words:
    """no capitals at all."""
    return tuple(word.lower() for word in words)


def rewritten(sentences: Sequence[Words], rng: random.Random) -> list[Words]:
    """Sentences that follow one another, all in one way, or the first alone, as a headline over them."""
    found = list(sentences)
    choice = rng.random()
    for share, style in ((TITLE, titled), (HEADLINE, headlined), (UPPER, upper), (LOWER, lower)):
        if choice < share:
            return [style(words) for words in found]
        choice -= share
    if choice < HEADED and len(found) > 1:
        found[0] = rng.choice((titled, headlined, upper))(found[0])
    return [curled(words) for words in found] if rng.random() < _CURLY else found


def curled(words: Words) -> Words:
    """The words with curly quotation marks and apostrophes for straight ones; opening and closing take turns."""
    opened: dict[str, bool] = {}
    found: list[str] = []
    for word in words:
        pair = _MARKS.get(word)
        if pair is not None:
            found.append(pair[opened.get(word, False)])
            opened[word] = not opened.get(word, False)
        else:
            found.append("’" + word[1:] if word in {"'s", "'S"} else word)
    return tuple(found)
