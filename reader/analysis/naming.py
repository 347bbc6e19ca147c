"""How names are written: what belongs to them, which ones mean the same, and the key one is kept under."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.gazetteer import look_up
from reader.analysis.names import Name
from reader.analysis.people import without_titles
from reader.model import EntityType, Span

_LEADING = re.compile(r"(?:[Tt]he\s+|[“”\"‘’'(\[«»\s,]+)")
_TRAILING = re.compile(r"(?:['’]s|[”“\"»«’'‘)\],;:\s])+\Z")
_TAIL = re.compile(
    r"\s+(?:to|the|a|an|and|or|but|as|of|for|from|with|by|in|into|on|over|at|under|after|against|before|during|since|until"
    r"|is|was|who|which|\d[\d.,]*\s+[mb]illion)\Z"
)
_BESIDE = re.compile(
    r"\s+(?:area|army|beach|caucus|civil|coast|company|court|district|division|event|factory|festival|government|group"
    r"|initiative|island|law|magazine|market|meeting|news|policy|project|region|report|school|sector|summit|terminal"
    r"|troops|valley|world)\Z"
)
"""Nouns that stand beside a name rather than in it, where they are written small: "Kashmir valley"."""

_DAY_ALONE = re.compile(r"\d{1,2}")
_GROUP_ENDINGS = ("ish", "ian", "ians", "ese", "ist", "ists")
_SURE = 0.9
_SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "&", "de", "la", "du", "des", "et", "der", "und", "für"]
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_WORD = re.compile(r"[^\W_]+(?:[-’'&][^\W_]+)*")


def spelt(text: str, name: Name) -> str:
    """A name as the text spells it, its words a space apart."""
    return " ".join(text[name.span.start : name.span.end].split())


def typed(name: Name, kind: EntityType) -> Name:
    """A name with a type: itself where it has that one, as most have."""
    return name if name.type is kind else replace(name, type=kind)


def trimmed(text: str, name: Name, *, small: bool = False) -> Name | None:
    """A name without article, possessive, marks and titles, its type put right where it is publicly known.

    None if nothing is left, or what is left is no name: news write names with capitals, where a script has them and
    the text is not all in `small` letters.
    """
    start, end = name.span
    while (leading := _LEADING.match(text, start, end)) is not None and leading.end() > start:
        start = leading.end()
    trailing = _TRAILING.search(text[start:end])
    if trailing is not None and not (text.find("(", start, end) >= 0 and ")" in trailing.group()):
        end = start + trailing.start()
    end = _end(text, Span(start, end), name.type, small=small)
    words = text[start:end]
    if not any(character.isalnum() for character in words):
        return None
    if name.type in {EntityType.DATE, EntityType.MONEY}:
        is_day_alone = name.type is EntityType.DATE and _DAY_ALONE.fullmatch(words) is not None
        return Name(Span(start, end), name.type, name.score) if not is_day_alone else None
    if words.islower() and not small:
        return None
    kind = _known_type(words, name)
    span = Span(start, end)
    if kind is EntityType.PERSON:
        span = without_titles(text, span)
    return Name(span, kind, name.score)


def _end(text: str, span: Span, kind: EntityType, *, small: bool) -> int:
    """Where a name ends that small words of the sentence were taken into."""
    end = span.end
    if kind is EntityType.MONEY:
        return end
    outside = (_TAIL,) if small or kind is EntityType.DATE else (_TAIL, _BESIDE)
    while (
        tail := next(filter(None, (words.search(text, span.start, end) for words in outside)), None)
    ) is not None:
        end = tail.start()
    return end


def _known_type(words: str, name: Name) -> EntityType:
    fact = look_up(words)
    if fact is not None and (name.type is not EntityType.PERSON or name.score < _SURE):
        return fact.type
    if name.type is EntityType.OTHER and words.istitle() and words.isalpha() and words.endswith(_GROUP_ENDINGS):
        return EntityType.GROUP
    return name.type


def key(name: str, kind: EntityType) -> str:
    """What the spellings of one name have in common."""
    fact = look_up(name) if kind is not EntityType.PERSON else None
    known = fact.name if fact is not None and fact.type is kind else name
    return " ".join(known.casefold().replace(".", "").replace("’", "'").split())


def name_words(name: str) -> list[str]:
    """The words of a person's name in lower case, without "Jr" and the like and without an initial in the middle.

    One is left out as often as not; of several, as in "George H.W. Bush", each tells one person from another.
    """
    words = [word.casefold() for word in _WORD.findall(name)]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    initials = [index for index in range(1, len(words) - 1) if len(words[index]) == 1]
    left_out = initials if len(initials) == 1 else []
    return [word for index, word in enumerate(words) if index not in left_out]


def generation(name: str) -> str:
    """What tells a person from an elder one of the same name, in lower case: "jr", "iii"; empty if nothing does."""
    *others, last = _WORD.findall(name.casefold()) or [""]
    return last if others and last in _SUFFIXES else ""


def means_person(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name may be a shorter one of the person with the other: surname, first name, initial."""
    if not short or len(short) > len(full) or len(full) < 2:
        return False
    if list(full[-len(short) :]) == list(short) or list(short) == list(full[:1]):
        return True
    initial = len(short) == 2 and len(short[0]) == 1 and short[0] == full[0][:1]
    return initial and short[1] == full[-1]


def is_acronym(short: str, long: str) -> bool:
    """Whether the first letters of a long name, with or without its small words, spell the short one."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isalpha() and sum(map(str.isupper, letters)) >= 2):
        return False
    words = _WORD.findall(long)
    if len(words) < 2:
        return False
    every = "".join(word[0] for word in words).casefold()
    large = "".join(word[0] for word in words if word.casefold() not in _SMALL).casefold()
    spelt = letters.casefold()
    country = look_up(words[0]) is not None
    return spelt in {every, large} or (country and spelt in {every[1:], large[1:]})


def is_part(short: str, long: str) -> bool:
    """Whether a name of two words or more is the beginning or the end of a longer one."""
    few, many = short.casefold().split(), long.casefold().split()
    return 2 <= len(few) < len(many) and few in (many[: len(few)], many[-len(few) :])


def slug(name: str) -> str:
    """A name as a key: ASCII where its script allows, lower case, words joined by hyphens."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))
    letters = sum(character.isalnum() for character in plain)
    if sum(map(len, words)) * 2 >= letters and words:
        return "-".join(words)
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name.casefold()))) or "unnamed"
