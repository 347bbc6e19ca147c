"""The people whom a text has named, and which of them a pronoun or a role means."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.analysis.people import pronoun_of
from reader.model import Entity, Mention, Span
from reader.text.segment import sentences

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
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_OBLIQUE = re.compile(r"\b(?:with|to|by|of|from|against|about|on|in|at|for|than|after|like|alongside|whom)\b")


@dataclass(frozen=True, slots=True)
class Meant:
    """The mention by which a pronoun's person was named, and how sure that is (from 0 to 1)."""

    mention: Mention
    sureness: float


class KnownPeople:
    """Answers who is meant, from the top of a text to its end; learns by it which pronoun somebody has.

    `people` are the mentions of people, in order, `quoted` the direct quotations: who is named inside one is
    nobody that the writer goes on to speak of.
    """

    def __init__(
        self, text: str, people: Sequence[Mention], quoted: Sequence[Span], entities: Mapping[str, Entity]
    ) -> None:
        self._text = text
        self._people = [mention for mention in people if not _inside(mention.span, quoted)]
        self._starts = [mention.span.start for mention in self._people]
        self._sentences = sentences(text)
        self._sentence_starts = [sentence.start for sentence in self._sentences]
        self._pronouns = self._pronouns_of(people)
        self._roles: defaultdict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for key in self._pronouns:
            for role in entities[key].roles:
                words = frozenset(word.lower() for word in _WORD.findall(role))
                for word in words:
                    self._roles[word].append((words, key))

    def _pronouns_of(self, people: Iterable[Mention]) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for mention in people:
            pronoun = pronoun_of(self._text, mention.span)
            found[mention.entity].update({pronoun} if pronoun else ())
        for key, called in self._called_next().items():
            found[key] = found[key] or called
        return {
            key: frozenset(pronouns) if len(pronouns) == 1 else frozenset(["he", "she"])
            for key, pronouns in found.items()
        }

    def _called_next(self) -> dict[str, set[str]]:
        """The pronouns with which a sentence begins after one that names a single person, by that person."""
        found: dict[str, set[str]] = {}
        for sentence, following in pairwise(self._sentences):
            named = {mention.entity for mention in self._between(sentence.start, sentence.end)}
            first = _WORD.search(self._text, following.start, following.end)
            if len(named) == 1 and first is not None and first.group() in {"He", "She"}:
                found.setdefault(named.pop(), set()).add(first.group().lower())
        return found

    def _between(self, start: int, end: int) -> list[Mention]:
        return self._people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def by_role(self, said: frozenset[str], before: int) -> str | None:
        """The only person whom the text calls so, in all these words; of several the one named shortly before."""
        rarest = min((self._roles.get(word, []) for word in said), key=len, default=[])
        called = {key for role, key in rarest if said <= role}
        if len(called) > 1:
            called &= {mention.entity for mention in self._between(before - _ROLE_BACK, before)}
        return called.pop() if len(called) == 1 else None

    def by_pronoun(self, at: int, pronoun: str, latest: str | None) -> Meant | None:
        """Whom a "he" or "she" at an offset means, if it is sure; `latest` is the person who spoke last."""
        found = self._by_sentences(at, pronoun, latest)
        if found is not None:
            self._pronouns[found.mention.entity] = frozenset([pronoun])
        return found

    def _by_sentences(self, at: int, pronoun: str, latest: str | None) -> Meant | None:
        """The nearest person before a pronoun whom it fits, where the sentence leaves no other."""
        here = bisect_right(self._sentence_starts, at) - 1
        for back in range(min(_SENTENCES_BACK, here) + 1):
            sentence = self._sentences[here - back]
            fitting = self._fitting(sentence.start, min(sentence.end, at), pronoun)
            if fitting:
                return self._subject(fitting, 0.95 - 0.1 * back, latest)
        return self._by_paragraphs(at, pronoun)

    def _fitting(self, start: int, end: int, pronoun: str) -> list[Mention]:
        return [m for m in self._between(start, end) if pronoun in self._pronouns[m.entity]]

    def _by_paragraphs(self, at: int, pronoun: str) -> Meant | None:
        """The only person of the paragraph whom a pronoun fits, or of one before that the pronoun leads back to."""
        end, gaps = at, 0
        for _ in range(_PARAGRAPHS_BACK):
            start = self._text.rfind("\n", 0, end) + 1
            fitting = {mention.entity: mention for mention in self._fitting(start, end, pronoun)}
            if fitting:
                return Meant(next(iter(fitting.values())), 0.8) if len(fitting) == 1 else None
            if _NEWCOMER[pronoun].search(self._text, start, end):
                return None
            paragraph = self._text[start:end]
            gaps += not _GOES_ON[pronoun].search(paragraph) and bool(paragraph.strip())
            if gaps > 1 or start == 0:
                return None
            end = start - 1
        return None

    def _subject(self, people: list[Mention], sureness: float, latest: str | None) -> Meant | None:
        """Which of the people of a sentence a pronoun after it means: the only one, the speaker, the subject."""
        if len({person.entity for person in people}) == 1:
            return Meant(people[0], sureness)
        speaking = [person for person in people if person.entity == latest]
        if speaking:
            return Meant(speaking[0], sureness - 0.1)
        subjects = [person for person in people if not _POSSESSIVE.match(self._text, person.span.end)]
        if not subjects:
            return None
        first = subjects[0]
        others = [person for person in subjects[1:] if person.entity != first.entity]
        oblique = all(_OBLIQUE.search(self._text, first.span.end, other.span.start) for other in others)
        return Meant(first, sureness - 0.15) if oblique else None


def _inside(span: Span, quoted: Sequence[Span]) -> bool:
    index = bisect_right(quoted, (span.start, span.end)) - 1
    return index >= 0 and quoted[index].start <= span.start < quoted[index].end
