"""Words and phrases as they are found in texts."""

import re
from unicodedata import category

from reader.query.forms import fold_but_case
from reader.text.fold import fold
from reader.text.index_form import index_form


class _WordLetters(dict[str, bool]):
    """Which characters make words with their neighbours: letters, digits and the marks on them.

    Not those of scripts without spaces between words, each of which can begin and end one.
    """

    def __missing__(self, char: str) -> bool:
        is_part = char.isalnum() or category(char).startswith("M")
        self[char] = answer = is_part and not index_form(char).startswith(" ")
        return answer


_makes_words = _WordLetters()

_PLAIN = "[A-Za-z0-9]"
"""Characters that make words for sure: by far the most that stand before a place, left to the pattern for speed."""


class Needle:
    """Finds words that stand one after the other in a folded text, from the beginning of a word on.

    Their last word is whole, or goes on if there is a `prefix` of it. With `heed_case` they are found in what
    `fold_but_case` makes of a text, else in what `fold` does. White space between them may be of any length.
    """

    __slots__ = ("_begins_word", "_ends_word", "_search", "_single", "sieve")

    def __init__(self, text: str, *, prefix: bool, heed_case: bool = False) -> None:
        words = (fold_but_case if heed_case else fold)(text).split()
        self._begins_word = bool(words) and _makes_words[words[0][0]]
        self._ends_word = bool(words) and not prefix and _makes_words[words[-1][-1]]
        self._single = words[0] if len(words) == 1 and not self._ends_word else ""
        self._search = re.compile(self._pattern([re.escape(word) for word in words])).search
        self.sieve = max(fold(text).split(), key=len, default="")
        """What every folded text has in which they are found: looking for it is quick."""

    def is_in(self, form: str) -> bool:
        """Whether they stand anywhere in such a form of a text. For one word, a quarter of the time of `find`."""
        word = self._single
        if not word:
            return self.find(form) is not None
        at = form.find(word)
        if self._begins_word:
            while at > 0 and _makes_words[form[at - 1]]:
                at = form.find(word, at + 1)
        return at >= 0

    def find(self, form: str, start: int = 0) -> re.Match[str] | None:
        """Where they stand first in such a form of a text, from `start` on."""
        match = self._search(form, start)
        while match and not self._stands_alone(form, *match.span()):
            match = self._search(form, match.start() + 1)
        return match

    def _pattern(self, words: list[str]) -> str:
        # The words come first: a pattern that begins with letters is looked for many times as fast.
        before = f"(?<!{_PLAIN}{words[0]})" if self._begins_word else ""
        after = f"(?!{_PLAIN})" if self._ends_word else ""
        return " ++".join([words[0] + before, *words[1:]]) + after if words else ""

    def _stands_alone(self, form: str, start: int, end: int) -> bool:
        """Whether words begin and end there, whatever script they are in."""
        if self._begins_word and start and _makes_words[form[start - 1]]:
            return False
        return not (self._ends_word and end < len(form) and _makes_words[form[end]])
