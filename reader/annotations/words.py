"""A text as the words and marks that two revisions of it are compared by."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Self

from reader.model import Span

_SAME_MARKS = {
    **dict.fromkeys(map(ord, "‘’‚‛`´ʼ′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060"), None),
}
_INVISIBLE = "\u00ad\u200b\u2060"
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_LETTERS = rf"[^\W{_UNSPACED}]+"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:[{_INVISIBLE}]+{_LETTERS})*|\.\.\.|--+|[^\w\s{_INVISIBLE}]")
_OTHER_NAMES = {"...": "…", "--": "-", "---": "-"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of a text, in order.

    `keys` are what they are compared by: case, the shape of quotation marks and dashes, ligatures do not count,
    and neither does the white space between them. `starts` and `ends` are their offsets in `text`.
    """

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    _places: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """The words of `text`, in linear time. Scripts without spaces give one word a character."""
        keys: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _WORD.finditer(text):
            keys.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        if text.isascii():
            folded = [key.lower() for key in keys]
        else:
            folded = [
                key.lower()
                if key.isascii()
                else unicodedata.normalize("NFKC", key.translate(_SAME_MARKS)).casefold().replace("...", "…")
                for key in keys
            ]
        return cls(text, [_OTHER_NAMES.get(key, key) for key in folded], starts, ends)

    def __len__(self) -> int:
        return len(self.keys)

    def places(self, key: str) -> list[int]:
        """The indexes at which a word stands."""
        if not self._places and self.keys:
            places: defaultdict[str, list[int]] = defaultdict(list)
            for index, word in enumerate(self.keys):
                places[word].append(index)
            self._places.update(places)
        return self._places.get(key, [])

    def before(self, index: int) -> str:
        """What is between a word, or the end, and the word before it: white space or nothing."""
        start = self.starts[index] if index < len(self) else len(self.text)
        return self.text[self.ends[index - 1] if index else 0 : start]

    def within(self, span: Span) -> range:
        """The indexes of the words that share a character with `span`."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, end: int) -> Span:
        """From the start of word `first` to the end of the word before `end`; there must be one."""
        return Span(self.starts[first], self.ends[end - 1])

    def joined(self, first: int, end: int) -> str:
        """The words from `first` to before `end` without what is between them, for comparing by characters."""
        return "".join(self.keys[max(0, first) : max(0, end)])
