"""Who the speakers of quotations are: "he", "the Kremlin spokesman" and "Macron" linked to the article's entities.

A speaker is linked only where the text leaves one candidate by number, gender, role and distance; else the words of
the text stay what is known.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.analysis.people import ROLES, pronoun_of
from reader.model import Entity, EntityType, Mention, Quotation, Span
from reader.text.segment import sentences

_HE = frozenset(["he", "il", "er", "él", "lui", "egli", "ele", "hij"])
_SHE = frozenset(["she", "elle", "ella", "lei", "ela", "zij"])
_RELATIVES = frozenset(["who", "which", "that", "qui", "que", "che", "die", "der"])
_SENTENCES_BACK = 3
_ROLE_BACK = 1500
"""Characters; a bare "the president" is one who was named no further back."""

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"\s*,?\s*(?:and|&|et|und|y|e|en)\s+(?:[^\W_]+\s+){0,3}\Z|\s*,\s*\Z")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_OBLIQUE = re.compile(r"\b(?:with|to|by|of|from|against|about|on|in|at|for|than|after|like|alongside|whom)\b")
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


@dataclass(frozen=True, slots=True)
class _Person:
    """What linking knows of a person."""

    pronouns: frozenset[str]
    roles: tuple[frozenset[str], ...]


def link(
    text: str, quotations: Sequence[Quotation], mentions: Sequence[Mention], entities: Iterable[Entity]
) -> tuple[Quotation, ...]:
    """The quotations, their speakers linked to entities where that is sure; mentions and quotations are in order."""
    linker = _Linker(text, quotations, mentions, entities)
    return tuple(linker.link(quotation) for quotation in quotations)


class _Linker:
    """Goes through the quotations of a text in order."""

    def __init__(
        self, text: str, quotations: Sequence[Quotation], mentions: Sequence[Mention], entities: Iterable[Entity]
    ) -> None:
        self._text = text
        self._names = [m for m in mentions if m.type not in {EntityType.DATE, EntityType.MONEY}]
        self._starts = [mention.span.start for mention in self._names]
        self._entities = {entity.id: entity for entity in entities}
        quoted = [quotation.span for quotation in quotations]
        people = [mention for mention in self._names if mention.type is EntityType.PERSON]
        self._people = [mention for mention in people if not _inside(mention.span, quoted)]
        self._people_starts = [mention.span.start for mention in self._people]
        self._known = self._people_known(people)
        self._sentences = sentences(text)
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._linked: dict[Span, _Speaker | None] = {}
        self._latest: str | None = None

    def _people_known(self, mentions: Sequence[Mention]) -> dict[str, _Person]:
        pronouns: dict[str, set[str]] = {}
        for mention in mentions:
            pronoun = pronoun_of(self._text, mention.span)
            pronouns.setdefault(mention.entity, set()).update({pronoun} if pronoun else ())
        return {
            key: _Person(
                frozenset(found) if len(found) == 1 else frozenset(["he", "she"]),
                tuple(frozenset(_words(role)) for role in self._entities[key].roles),
            )
            for key, found in pronouns.items()
        }

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
        return replace(quotation, speaker=speaker.name, entity=speaker.entity, confidence=confidence)

    def _speaker(self, span: Span) -> _Speaker | None:
        words = _words(self._text[slice(*span)])
        if len(words) == 1 and words[0] in _HE | _SHE:
            return self._by_pronoun(span, "he" if words[0] in _HE else "she")
        if len(words) == 1 and words[0] in _RELATIVES:
            return self._antecedent(span)
        return self._by_name(span) or self._by_role(span, words)

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
        return self._named(named[-1]) if set(before) <= _ARTICLES else None

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
                found = self._subject(fitting, 0.95 - 0.1 * back)
                if found is not None and found.entity is not None:
                    # Whom the text has once called "he" is not "she" further on.
                    self._known[found.entity] = replace(self._known[found.entity], pronouns=frozenset([pronoun]))
                return found
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
