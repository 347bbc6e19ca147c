"""Names that a text repeats where none was found: what has been named once is known afterwards."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.analysis import naming
from reader.analysis.context import addresses
from reader.analysis.gazetteer import look_up
from reader.analysis.names import Name
from reader.model import EntityType, Span
from reader.text.abbreviations import SENTENCE_OPENERS

_SURE = 0.8
_FOUND_AGAIN = 0.9
"""What is left of a name's score where the text repeats it and the model did not see it."""

_UNNAMED = frozenset([EntityType.DATE, EntityType.MONEY])
_WORD = re.compile(r"[^\W_]+")
_LED = re.compile(r"(?:\bthe|(?:\A|\n|[.!?”\"][ \u00a0])The)[ \u00a0]\Z")
_CALLED_SO = frozenset(
    ["Assembly", "Authority", "Board", "Committee", "Congress", "Parliament", "Senate", "Union"]
)
_LEAST_SURNAME = 3
_MOST_NAMESAKES = 60
"""Names that begin with the same word and are looked for there; it keeps the time linear."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A name to look for: `found` is how often it was found already, `led` whether "the" must stand before it."""

    type: EntityType
    score: float
    found: int
    led: bool = False


def seen_again(text: str, names: Sequence[Name], *, small: bool = False) -> list[Name]:
    """The names that stand where none was found: those found twice, the surnames of people named in full.

    Not those that are common words of the text as well. What was found at less than twice as many places as it was
    overlooked at may be no name. In a text in `small` letters a surname may be any word, and is not looked for.
    """
    words = frozenset(match.group() for match in _WORD.finditer(text))
    wanted = _heads(text, names) | _repeated(text, names, frozenset() if small else words)
    if not small:
        wanted |= _surnames(text, names, words)
    places = list(_places(text, names, wanted))
    overlooked = Counter(spelt for spelt, _ in places)
    return [
        Name(span, wanted[spelt].type, wanted[spelt].score * _FOUND_AGAIN)
        for spelt, span in places
        if overlooked[spelt] * 2 <= wanted[spelt].found or wanted[spelt].found == 0
    ]


def _places(text: str, names: Iterable[Name], wanted: Mapping[str, _Wanted]) -> Iterator[tuple[str, Span]]:
    """Where a text has one of the wanted names outside of those that were found; the longest first."""
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for spelt in sorted(wanted, key=len, reverse=True):
        first = _WORD.search(spelt)
        if first is not None and len(by_word[first.group()]) < _MOST_NAMESAKES:
            by_word[first.group()].append(spelt)
    taken = bytearray(len(text))
    for start, end in (*(name.span for name in names), *addresses(text)):
        taken[start:end] = b"\1" * (end - start)
    for word in _WORD.finditer(text):
        for spelt in by_word.get(word.group(), ()):
            start = word.start()
            end = start + len(spelt)
            whole = text.startswith(spelt, start) and not text[end : end + 1].isalnum()
            led = not wanted[spelt].led or _LED.search(text, max(0, start - 7), start) is not None
            if whole and led and not any(taken[start:end]):
                yield spelt, Span(start, end)
                taken[start:end] = b"\1" * (end - start)
                break


def _repeated(text: str, names: Sequence[Name], words: frozenset[str]) -> dict[str, _Wanted]:
    """The names that were found twice and are no common words of the text."""
    seen: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        spelt = naming.spelt(text, name)
        if name.type not in _UNNAMED and spelt.lower() not in words and spelt not in SENTENCE_OPENERS:
            seen[spelt].append(name)
    repeated = {
        spelt: _Wanted(found[0].type, sum(name.score for name in found) / len(found), len(found))
        for spelt, found in seen.items()
        if len(found) > 1 and len(spelt) > 1
    }
    return {spelt: name for spelt, name in repeated.items() if name.score >= _SURE}


def _heads(text: str, names: Iterable[Name]) -> dict[str, _Wanted]:
    """The last words of the long names of organisations, as which one is named again: "the Authority".

    Others are common nouns as a rule, with a capital or without: "the Company".
    """
    heads: dict[str, _Wanted] = {}
    for name in names:
        spelt = naming.spelt(text, name).split()
        if (
            name.type is EntityType.ORGANISATION
            and len(spelt) > 1
            and spelt[-1] in _CALLED_SO
            and name.score >= _SURE
        ):
            heads[spelt[-1]] = _Wanted(name.type, name.score, 0, led=True)
    return heads


def _surnames(text: str, names: Sequence[Name], words: frozenset[str]) -> dict[str, _Wanted]:
    """The surnames of people named in full that are no common words of the text."""
    surnames: dict[str, _Wanted] = {}
    for name in names:
        if name.type is EntityType.PERSON and name.score >= _SURE:
            parts = naming.spelt(text, name).split()
            surname = parts[-1]
            distinct = surname.lower() not in words and look_up(surname) is None
            if len(parts) > 1 and len(surname) >= _LEAST_SURNAME and surname.isalpha() and distinct:
                surnames[surname] = _Wanted(EntityType.PERSON, name.score, 0)
    return surnames
