"""What the words inside and around a name tell of it: that it is a person, a place, a firm, or no name at all."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.analysis import naming
from reader.analysis.gazetteer import look_up
from reader.analysis.names import Name
from reader.analysis.nouns import told_by_noun
from reader.analysis.people import HONORIFICS, ROLES, SHORT_TITLES, is_first_name
from reader.model import EntityType, Span

_UNNAMED = frozenset([EntityType.DATE, EntityType.MONEY])
_SURE = 0.9

BODIES = frozenset(
    """
    academy administration agency assembly association authority bank board bureau commission committee company
    congress corporation council court department foundation institute ministry office parliament party polytechnic
    society survey tribunal trust union university
    """.split()
)
"""Nouns at the end of the names of organisations, and of hardly anything else."""

_SITES = """
    bay borough canton city commune county district governorate hamlet island islands isle lake mount municipality
    parish peninsula port prefecture province region republic river state suburb town township valley village
"""
_PLACE_OF = re.compile(rf"\b(?:{'|'.join(_SITES.split())})[ \u00a0]of[ \u00a0]\Z", re.IGNORECASE)
_PLACE_IN = re.compile(
    r"(?:\b(?:[Ii]n|near|outside)|\bbetween(?:[ \u00a0][A-Z][\w’'-]*){1,3}[ \u00a0]and)[ \u00a0]\Z"
)
_SHIP = re.compile(r"\b[Tt]he[ \u00a0](Lady|Lord|Sir|Miss)[ \u00a0]\Z")
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(word.title() for word in HONORIFICS))})\b\.?[ \u00a0]\Z")
_TITLE_WITHIN = re.compile(rf"(?:(?:{'|'.join(sorted(word.title() for word in HONORIFICS))})\b\.?[ \u00a0])+")
_BETWEEN_PARTNERS = re.compile(r",?[ \u00a0]?(?:&|,)[ \u00a0]?|[ \u00a0]&[ \u00a0]")
_MESSRS = re.compile(r"Messrs\.?[ \u00a0]")
_REACH = 40
"""Characters before a name that are looked at."""

_WORD = re.compile(r"[^\W_]+")
_NEVER_ALONE = SHORT_TITLES | {"the", "der", "die", "das", "le", "les", "el", "los", "las"}
"""Words in lower case that begin names and are none by themselves."""

_ADDRESS = re.compile(r"(?<!\S)\S*?(?:://|\b[wW]{3}\.|\w@\w)\S*")


def in_context(text: str, names: Iterable[Name], *, abroad: bool = False, small: bool = False) -> list[Name]:
    """The names with what their surroundings tell put right, those that are none left out.

    `abroad` says that the text is in a language the finder has not learnt, where less of what it finds is believed;
    `small`, that it is written in small letters alone.
    """
    folded = text.casefold() if abroad else ""
    found = [_read(text, name) for name in _outside(names, list(addresses(text)))]
    kept = [
        name for name in found if _is_name(text, name) and not (abroad and _is_foreign_noise(text, folded, name))
    ]
    if abroad:
        kept = [_first_named(text, name) for name in kept]
    return list(_firms(text, _completed(text, _called_by_first_name(text, kept), small=small)))


def addresses(text: str) -> Iterator[Span]:
    """The addresses of pages and people in a text, whose words are nobody's names."""
    return (Span(*address.span()) for address in _ADDRESS.finditer(text))


def is_body(word: str) -> bool:
    """Whether a word is a noun with which the names of organisations end, written as a name: "Authority"."""
    return word.lower() in BODIES and word[:1].isupper()


def _outside(names: Iterable[Name], spans: Sequence[Span]) -> Iterator[Name]:
    """The names that begin in none of some spans, which are in order."""
    for name in names:
        index = bisect_right(spans, name.span.start, key=lambda span: span.start) - 1
        if index < 0 or name.span.start >= spans[index].end:
            yield name


def _read(text: str, name: Name) -> Name:
    """A name with the extent and the type that a title, a preposition or its last word asks for."""
    start, end = name.span
    words = text[start:end].split()
    if name.type in _UNNAMED or not words:
        return name
    before = text[max(0, start - _REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    title = _TITLE_WITHIN.match(text, start, end)
    ship = _SHIP.search(before)
    if ship is not None and name.type in {EntityType.PERSON, EntityType.OTHER}:
        return replace(name, span=Span(start - len(before) + ship.start(1), end), type=EntityType.OTHER)
    if title is not None and title.end() < end and text[title.end()].isupper():
        return replace(name, span=Span(title.end(), end), type=EntityType.PERSON)
    return naming.typed(name, _asked_type(text, name, words, before))


def _asked_type(text: str, name: Name, words: list[str], before: str) -> EntityType:
    if _TITLED.search(before):
        return EntityType.PERSON
    if name.type in {EntityType.PLACE, EntityType.OTHER} and len(words) > 1 and words[-1].lower() in BODIES:
        return EntityType.ORGANISATION
    unsure = name.type in {EntityType.PERSON, EntityType.ORGANISATION} and look_up(" ".join(words)) is None
    stands_in = _is_plain_word(words) and _stands_in(text, name, before)
    if unsure and (_PLACE_OF.search(before) or stands_in):
        return EntityType.PLACE
    return told_by_noun(text, name)


def _is_plain_word(words: Sequence[str]) -> bool:
    return len(words) == 1 and words[0].istitle() and words[0].isalpha()


def _stands_in(text: str, name: Name, before: str) -> bool:
    possessive = text[name.span.end : name.span.end + 1] in {"'", "’"}
    return name.score < _SURE and not possessive and _PLACE_IN.search(before) is not None


def _is_name(text: str, name: Name) -> bool:
    """Whether something is a name at all: no initial, article or short title alone, no title that is nobody's."""
    words = _WORD.findall(text[slice(*name.span)])
    if name.type in _UNNAMED:
        return True
    if len(words) == 1 and (_is_initial(words[0]) or words[0].lower() in _NEVER_ALONE):
        return False
    return name.type is EntityType.PERSON or not all(word.istitle() and word.lower() in ROLES for word in words)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _is_foreign_noise(text: str, folded: str, name: Name) -> bool:
    """Whether a text in another language writes a name's words small as well, or some of them always."""
    words = text[slice(*name.span)].split()
    if name.type in _UNNAMED or len(words) < 2:
        return False
    if any(word.islower() and len(word) > 3 for word in words):
        return True
    spelt = text[slice(*name.span)]
    return folded.count(spelt.casefold()) > text.count(spelt)


def _first_named(text: str, name: Name) -> Name:
    words = text[slice(*name.span)].split()
    if name.type in {EntityType.PLACE, EntityType.OTHER} and len(words) in {2, 3} and is_first_name(words[0]):
        return naming.typed(name, EntityType.PERSON)
    return name


def _called_by_first_name(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, one seen once being a person where it is spoken to by the first name: “Ottoline, …”."""
    full = (text[slice(*name.span)].split() for name in names if name.type is EntityType.PERSON)
    firsts = {words[0] for words in full if len(words) > 1}
    seen = Counter(text[slice(*name.span)] for name in names)
    called: list[Name] = []
    for name in names:
        spelt = text[slice(*name.span)]
        person = name.type is EntityType.PLACE and spelt in firsts and seen[spelt] == 1 and look_up(spelt) is None
        spoken_to = not text[max(0, name.span.start - 2) : name.span.start].strip().isalnum()
        called.append(naming.typed(name, EntityType.PERSON) if person and spoken_to else name)
    return called


def _completed(text: str, names: Sequence[Name], *, small: bool) -> list[Name]:
    """The names, those that stop short of a longer one of the text made whole: "Crossing" in "Crossing Lines"."""
    longer: dict[str, list[Name]] = {}
    for name in names:
        first, *others = text[slice(*name.span)].split(maxsplit=1)
        if name.type not in _UNNAMED and others and (small or others[0].istitle() or others[0].isupper()):
            longer.setdefault(first, []).append(name)
    whole: list[Name] = []
    for name in names:
        spelt = text[slice(*name.span)]
        for other in longer.get(spelt, ())[:_MOST_LONGER]:
            full = text[slice(*other.span)]
            if text.startswith(full, name.span.start):
                name = Name(Span(name.span.start, name.span.start + len(full)), other.type, other.score)  # noqa: PLW2901
                break
        whole.append(name)
    return whole


_MOST_LONGER = 20
"""Longer names that one word is compared with; it keeps the time linear."""


def _firms(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The names, partners joined by "&" as the one firm that they are: "Messrs Aldous, Finch & Tarry"."""
    partners: list[Name] = []
    for name in names:
        if partners and not _BETWEEN_PARTNERS.fullmatch(text[partners[-1].span.end : name.span.start]):
            yield from _as_firm(text, partners)
            partners = []
        if name.type in _UNNAMED:
            yield from _as_firm(text, partners)
            partners = []
            yield name
        else:
            partners.append(name)
    yield from _as_firm(text, partners)


def _as_firm(text: str, partners: list[Name]) -> list[Name]:
    single = all(len(_MESSRS.sub("", text[slice(*name.span)]).split()) == 1 for name in partners)
    if len(partners) < 2 or not single or "&" not in text[partners[-2].span.end : partners[-1].span.start]:
        return partners
    start, end = partners[0].span.start, partners[-1].span.end
    title = _MESSRS.match(text, start)
    return [
        Name(
            Span(title.end() if title is not None else start, end),
            EntityType.ORGANISATION,
            min(name.score for name in partners),
        )
    ]
