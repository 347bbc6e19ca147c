"""Words cut into the pieces of a WordPiece vocabulary, the way uncased BERT models were trained to read them."""

import re
import unicodedata
from collections.abc import Sequence

_PART = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST_PART = 64
"""Characters; a longer unbroken part is no word of any vocabulary, and matching is quadratic in this length."""

_CACHED_WORDS = 20_000


class WordPiece:
    """A vocabulary, and the greedy longest-match-first way of cutting words with it (Wu et al. 2016)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._index = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._index["[UNK]"]
        self.first = self._index["[CLS]"]
        self.last = self._index["[SEP]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str, *, most: int = 12) -> tuple[int, ...]:
        """The vocabulary numbers of one word's pieces: at least one, and `most` at the most."""
        found = self._known.get(word)
        if found is None:
            found = self._cut(word[: _LONGEST_PART * 2])[:most] or (self.unknown,)
            if len(self._known) < _CACHED_WORDS:
                self._known[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        decomposed = unicodedata.normalize("NFD", word.lower())
        bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
        pieces: list[int] = []
        for part in _PART.findall(bare):
            pieces += self._cut_part(part)
        return tuple(pieces)

    def _cut_part(self, part: str) -> list[int]:
        if len(part) > _LONGEST_PART:
            return [self.unknown]
        pieces: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._index.get(prefix + part[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces
