"""Who the speakers of quotations are: "he", "the Kremlin spokesman" and "Macron" linked to the article's entities.

A speaker is linked only where the text leaves one candidate by number, gender, role and distance; else the words of
the text stay what is known.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.analysis.people import ROLES, pronoun_of
from reader.model import Entity, EntityType, Mention, Quotation, QuotationKind, Span
from reader.text.segment import sentences

_HE = frozenset(["he", "il", "er", "él", "lui", "egli", "ele", "hij"])
_SHE = frozenset(["she", "elle", "ella", "lei", "ela", "zij"])
_RELATIVES = frozenset(["who", "which", "that", "qui", "que", "che", "die", "der"])
_SENTENCES_BACK = 3
_PARAGRAPHS_BACK = 16
"""Lines, the empty ones between paragraphs among them."""

_GOES_ON = {
    "he": re.compile(r"\b(?:he|his|him|il|er|él|lui|egli|ele|hij)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:she|her|hers|elle|ella|lei|ela|zij)\b", re.IGNORECASE),
}
_NEWCOMER = {
    "he": re.compile(
        r"(?:^|[.!?;][ \u00a0])(?:An?|Another|One)(?: [\w-]+){0,2} (?:man|boy|father|husband|brother|son)\b",
        re.MULTILINE,
    ),
    "she": re.compile(
        r"(?:^|[.!?;][ \u00a0])(?:An?|Another|One)(?: [\w-]+){0,2} (?:woman|girl|mother|wife|sister|daughter)\b",
        re.MULTILINE,
    ),
}
"""Somebody without a name, whom a pronoun may mean as well."""

_ROLE_BACK = 1500
"""Characters; a bare "the president" is one who was named no further back."""

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"\s*,?\s*(?:and|&|et|und|y|e|en)\s+(?:[^\W_]+\s+){0,3}\Z|\s*,\s*\Z")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_OBLIQUE = re.compile(r"\b(?:with|to|by|of|from|against|about|on|in|at|for|than|after|like|alongside|whom)\b")
_UNTIL_NAME = re.compile(
    r"(?:[ \u00a0](?:of|for|at|in|from|de|du|des|der|von|del|della|do|da)[ \u00a0][^,.;:!?()“”\"«»\n]{1,60})?,[ \u00a0]"
    r"(?:an?[ \u00a0])?(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Professor|Mme|Frau|Herr)\b\.?[ \u00a0])*"
)
_FROM = re.compile(r"(?:[ \u00a0][a-z]+){1,2}[ \u00a0]from[ \u00a0](?:the[ \u00a0])?")
_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:-[^\W\d_]+)*"
_WRITTEN_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:(?:de|du|von|van|di|da)[ \u00a0])?{_NAME_WORD}){{1,3}}")
_APPOSITION_ENDS = re.compile(r"[,.;)”»\n]|[ \u00a0][—–»]|\Z")
_ARTICLES = frozenset(
    ["the", "le", "la", "les", "el", "los", "las", "der", "die", "das", "il", "lo", "o", "a", "de", "het"]
)
_INDEFINITE = frozenset(
    ["a", "an", "one", "another", "some", "un", "une", "ein", "eine", "una", "uno", "um", "uma", "een"]
)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks: the name, the entity if it is one alone, and how sure that is (from 0 to 1)."""

    name: str
    entity: str | None
    sureness: float
    span: Span | None = None
    """Where the name stands, if that is not where the speaker's words stand."""


@dataclass(frozen=True, slots=True)
class _Person:
    """What linking knows of a person."""

    pronouns: frozenset[str]
    roles: tuple[frozenset[str], ...]


def link(
    text: str,
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    entities: Iterable[Entity],
    *,
    pronouns: bool = True,
) -> tuple[Quotation, ...]:
    """The quotations, their speakers linked to entities where that is sure; mentions and quotations are in order.

    Without `pronouns` a "he" stays what it is: for texts of whose names many are missed.
    """
    linker = _Linker(text, quotations, mentions, entities, pronouns=pronouns)
    return tuple(linker.link(quotation) for quotation in quotations)


class _Linker:
    """Goes through the quotations of a text in order."""

    def __init__(
        self,
        text: str,
        quotations: Sequence[Quotation],
        mentions: Sequence[Mention],
        entities: Iterable[Entity],
        *,
        pronouns: bool,
    ) -> None:
        self._links_pronouns = pronouns
        self._text = text
        self._names = [m for m in mentions if m.type not in {EntityType.DATE, EntityType.MONEY}]
        self._starts = [mention.span.start for mention in self._names]
        self._entities = {entity.id: entity for entity in entities}
        quoted = [quotation.span for quotation in quotations if quotation.kind is not QuotationKind.INDIRECT]
        people = [mention for mention in self._names if mention.type is EntityType.PERSON]
        self._people = [mention for mention in people if not _inside(mention.span, quoted)]
        self._people_starts = [mention.span.start for mention in self._people]
        self._sentences = sentences(text)
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._known = self._people_known(people)
        self._linked: dict[Span, _Speaker | None] = {}
        self._latest: str | None = None

    def _people_known(self, mentions: Sequence[Mention]) -> dict[str, _Person]:
        pronouns: dict[str, set[str]] = {}
        for mention in mentions:
            pronoun = pronoun_of(self._text, mention.span)
            pronouns.setdefault(mention.entity, set()).update({pronoun} if pronoun else ())
        for key, called in self._called_next().items():
            if not pronouns[key]:
                pronouns[key] = called
        return {
            key: _Person(
                frozenset(found) if len(found) == 1 else frozenset(["he", "she"]),
                tuple(frozenset(_words(role)) for role in self._entities[key].roles),
            )
            for key, found in pronouns.items()
        }

    def _called_next(self) -> dict[str, set[str]]:
        """The pronouns with which a sentence begins after one that names a single person, by that person."""
        found: dict[str, set[str]] = {}
        for sentence, following in pairwise(self._sentences):
            low = bisect_left(self._people_starts, sentence.start)
            high = bisect_left(self._people_starts, sentence.end)
            named = {mention.entity for mention in self._people[low:high]}
            first = _WORD.search(self._text, following.start, following.end)
            if len(named) == 1 and first is not None and first.group() in {"He", "She"}:
                found.setdefault(named.pop(), set()).add(first.group().lower())
        return found

    def link(self, quotation: Quotation) -> Quotation:
        """The quotation with its speaker linked, if that is sure."""
        span = quotation.speaker_span
        if span is None:
            return quotation
        if span not in self._linked:
            self._linked[span] = self._speaker(span)
        speaker = self._linked[span]
        if speaker is None:
            return quotation
        self._latest = speaker.entity or self._latest
        confidence = round(quotation.confidence * speaker.sureness, 3)
        return replace(
            quotation,
            speaker=speaker.name,
            speaker_span=speaker.span or span,
            entity=speaker.entity,
            confidence=confidence,
        )

    def _speaker(self, span: Span) -> _Speaker | None:
        words = _words(self._text[slice(*span)])
        if len(words) == 1 and words[0] in _HE | _SHE:
            return self._by_pronoun(span, "he" if words[0] in _HE else "she") if self._links_pronouns else None
        if words == ["they"]:
            return self._from_where(span)
        if len(words) == 1 and words[0] in _RELATIVES:
            return self._antecedent(span)
        return self._by_name(span) or self._in_apposition(span) or self._by_role(span, words)

    def _named(self, mention: Mention, sureness: float = 1.0) -> _Speaker:
        return _Speaker(self._entities[mention.entity].name, mention.entity, sureness)

    def _by_name(self, span: Span) -> _Speaker | None:
        """The entity that the head of the speaker's words names."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        named = [m for m in self._names[first:last] if not _POSSESSIVE.match(self._text, m.span.end)]
        people = [mention for mention in named if mention.type is EntityType.PERSON]
        if people:
            return self._joined(people)
        if not named or named[-1].span.end < span.end:
            return None
        before = _words(self._text[span.start : named[-1].span.start])
        return self._named(named[-1]) if set(before) <= _ARTICLES | {"messrs"} else None

    def _in_apposition(self, span: Span) -> _Speaker | None:
        """The person named right after what the speaker is called: "its director, Rufus Hale, wrote"."""
        between = _UNTIL_NAME.match(self._text, span.end)
        if between is None or not _words(self._text[slice(*span)])[-1:]:
            return None
        index = bisect_left(self._starts, between.end())
        if index < len(self._names) and self._names[index].span.start == between.end():
            name = self._names[index]
            ends = _APPOSITION_ENDS.match(self._text, name.span.end)
            return self._named(name, 0.95) if name.type is EntityType.PERSON and ends else None
        written = _WRITTEN_NAME.match(self._text, between.end())
        if written is None or not _APPOSITION_ENDS.match(self._text, written.end()):
            return None
        return _Speaker(written.group(), None, 0.9, Span(*written.span()))

    def _from_where(self, span: Span) -> _Speaker | None:
        """The body that "they" speak from: "they indicated from the Elysee"."""
        start = _FROM.match(self._text, span.end)
        index = bisect_left(self._starts, start.end()) if start is not None else len(self._names)
        if start is None or index >= len(self._names) or self._names[index].span.start != start.end():
            return None
        named = self._names[index]
        return self._named(named, 0.85) if named.type is EntityType.ORGANISATION else None

    def _joined(self, people: list[Mention]) -> _Speaker:
        """The last of some people named beside one another, with those that "and" joins to that one."""
        joined = [people[-1]]
        for person in reversed(people[:-1]):
            if not _LINK.match(self._text[person.span.end : joined[0].span.start]):
                break
            joined.insert(0, person)
        if len({person.entity for person in joined}) == 1:
            return self._named(joined[0])
        names = [self._entities[person.entity].name for person in joined]
        return _Speaker(", ".join(names[:-1]) + " and " + names[-1], None, 1.0)

    def _antecedent(self, span: Span) -> _Speaker | None:
        """What "who" stands for: the name right before it."""
        index = bisect_left(self._starts, span.start) - 1
        if index < 0:
            return None
        between = self._text[self._names[index].span.end : span.start]
        return self._named(self._names[index]) if not between.strip(" ,\u00a0") else None

    def _by_role(self, span: Span, words: list[str]) -> _Speaker | None:
        """The only person whom the text calls what the speaker's words say."""
        if not words or words[0] in _INDEFINITE - _ARTICLES:
            return None
        said = frozenset(words) - _ARTICLES
        if self._text[slice(*span)].startswith(("a ", "A ")) or not said & ROLES:
            return None
        called = [key for key, person in self._known.items() if any(said <= role for role in person.roles)]
        if len(called) > 1:
            low = bisect_left(self._people_starts, span.start - _ROLE_BACK)
            high = bisect_left(self._people_starts, span.start)
            near = {mention.entity for mention in self._people[low:high]}
            called = [key for key in called if key in near]
        if len(called) != 1:
            return None
        return _Speaker(self._entities[called[0]].name, called[0], 0.85)

    def _by_pronoun(self, span: Span, pronoun: str) -> _Speaker | None:
        """The nearest person before a pronoun whom it fits, where the sentence leaves no other."""
        here = bisect_right(self._sentence_starts, span.start) - 1
        for back in range(min(_SENTENCES_BACK, here) + 1):
            sentence = self._sentences[here - back]
            low = bisect_left(self._people_starts, sentence.start)
            high = bisect_left(self._people_starts, min(sentence.end, span.start))
            fitting = [m for m in self._people[low:high] if pronoun in self._known[m.entity].pronouns]
            if fitting:
                return self._called(self._subject(fitting, 0.95 - 0.1 * back), pronoun)
        return self._called(self._by_paragraphs(span, pronoun), pronoun)

    def _called(self, found: _Speaker | None, pronoun: str) -> _Speaker | None:
        """The speaker found, whom the text has called "he" or "she" now and will not call the other."""
        if found is not None and found.entity is not None:
            self._known[found.entity] = replace(self._known[found.entity], pronouns=frozenset([pronoun]))
        return found

    def _by_paragraphs(self, span: Span, pronoun: str) -> _Speaker | None:
        """The only person of the paragraph whom a pronoun fits, or of one before that the pronoun leads back to."""
        end, gaps = span.start, 0
        for _ in range(_PARAGRAPHS_BACK):
            start = self._text.rfind("\n", 0, end) + 1
            low, high = bisect_left(self._people_starts, start), bisect_left(self._people_starts, end)
            fitting = {m.entity: m for m in self._people[low:high] if pronoun in self._known[m.entity].pronouns}
            if fitting:
                return self._named(next(iter(fitting.values())), 0.8) if len(fitting) == 1 else None
            if _NEWCOMER[pronoun].search(self._text, start, end):
                return None
            paragraph = self._text[start:end]
            gaps += not _GOES_ON[pronoun].search(paragraph) and bool(paragraph.strip())
            if gaps > 1 or start == 0:
                return None
            end = start - 1
        return None

    def _subject(self, people: list[Mention], sureness: float) -> _Speaker | None:
        """Which of the people of a sentence a pronoun after it means: the only one, the speaker, the subject."""
        if len({person.entity for person in people}) == 1:
            return self._named(people[0], sureness)
        speaking = [person for person in people if person.entity == self._latest]
        if speaking:
            return self._named(speaking[0], sureness - 0.1)
        subjects = [person for person in people if not _POSSESSIVE.match(self._text, person.span.end)]
        if not subjects:
            return None
        first = subjects[0]
        others = [person for person in subjects[1:] if person.entity != first.entity]
        oblique = all(_OBLIQUE.search(self._text, first.span.end, other.span.start) for other in others)
        return self._named(first, sureness - 0.15) if oblique else None


def _inside(span: Span, quoted: Sequence[Span]) -> bool:
    index = bisect_right(quoted, (span.start, span.end)) - 1
    return index >= 0 and quoted[index].start <= span.start < quoted[index].end


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
