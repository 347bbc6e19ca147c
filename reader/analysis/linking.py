"""Who the speakers of quotations are: "he", "the Kremlin spokesman" and "Macron" linked to the article's entities.

A speaker is linked only where the text leaves one candidate by number, gender, role and distance; else the words of
the text stay what is known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.analysis.known_people import KnownPeople
from reader.analysis.people import ROLES
from reader.model import Entity, EntityType, Mention, Quotation, QuotationKind, Span

_HE = frozenset(["he", "il", "er", "él", "lui", "egli", "ele", "hij"])
_SHE = frozenset(["she", "elle", "ella", "lei", "ela", "zij"])
_RELATIVES = frozenset(["who", "which", "that", "qui", "que", "che", "die", "der"])
_WORD = re.compile(r"[^\W_]+")
_WORD_BEHIND = re.compile(r"[ \u00a0-]([^\W_]+)")
_BEHIND_NAMES = frozenset(
    """
    himself herself who and or of in on at from for with during after before as by to via then also later jr sr the
    qui et de du à en dans lui elle der und von aus in im selbst mit que y del desde quien mismo misma
    """.split()
)
"""Words in lower case that can follow a name which is still the head of its phrase: "Roe herself"."""

_LINK = re.compile(r"\s*,?\s*(?:and|&|et|und|y|e|en)\s+(?:[^\W_]+\s+){0,3}\Z|\s*,\s*\Z")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
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
        self._people = KnownPeople(text, people, quoted, self._entities)
        self._linked: dict[Span, _Speaker | None] = {}
        self._latest: str | None = None

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
        if people and self._is_head(people[-1], span):
            return self._joined(people)
        if people or not named or named[-1].span.end < span.end:
            return None
        before = _words(self._text[span.start : named[-1].span.start])
        return self._named(named[-1]) if set(before) <= _ARTICLES | {"messrs"} else None

    def _is_head(self, name: Mention, span: Span) -> bool:
        """Whether a name is who the words of a speaker mean: no "Roe campaign", and none of "Roe supporters"."""
        following = _WORD_BEHIND.match(self._text, name.span.end, span.end)
        return following is None or following[1].lower() in _BEHIND_NAMES

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
        called = self._people.by_role(said, span.start)
        return _Speaker(self._entities[called].name, called, 0.85) if called is not None else None

    def _by_pronoun(self, span: Span, pronoun: str) -> _Speaker | None:
        meant = self._people.by_pronoun(span.start, pronoun, self._latest)
        return self._named(meant.mention, meant.sureness) if meant is not None else None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
