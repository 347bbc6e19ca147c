"""The words that quotation rules look at, in one language or in several at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, reduce
from operator import or_

from reader.analysis.quotations import english, european

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case, by what they do around a quotation.

    Attributes:
        cues: verbs, in all their forms, that hand over to a speaker.
        strong: those of them that seldom do anything else.
        also_nouns: those of them that are nouns as often.
        noun_before: what stands before such a word where it is a noun.
        participles: those of them whose subject is elsewhere in the sentence ("saying that …").
        plural: those of them that only a plural subject, "I", "you" or an auxiliary goes with.
        passive: those of them that somebody else said, after a form of "be": "was told".
        incises: those of them whose subject follows where a comma stands before them.
        verb_first: those of them whose subject follows them.
        according: phrases that name a source, their words joined by "_" ("according_to").
        pronouns: those that can stand for a speaker.
        determiners, prepositions, conjunctions, relatives: as grammars have them.
        between: what may stand between a subject and its verb (auxiliaries, adverbs, reflexives).
        days: names of days and months, which are no part of a speaker's name.
        particles: what joins the parts of a name ("van", "of").
        never_subjects: words at the head of a phrase that cannot be who speaks.
    """

    cues: Words = frozenset()
    strong: Words = frozenset()
    also_nouns: Words = frozenset()
    noun_before: Words = frozenset()
    participles: Words = frozenset()
    plural: Words = frozenset()
    passive: Words = frozenset()
    incises: Words = frozenset()
    verb_first: Words = frozenset()
    according: Words = frozenset()
    pronouns: Words = frozenset()
    determiners: Words = frozenset()
    prepositions: Words = frozenset()
    conjunctions: Words = frozenset()
    relatives: Words = frozenset()
    between: Words = frozenset()
    days: Words = frozenset()
    particles: Words = frozenset()
    never_subjects: Words = frozenset()

    def __or__(self, other: "Lexicon") -> "Lexicon":
        return Lexicon(**{f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)})


def _lexicon(words: Mapping[str, str]) -> Lexicon:
    """A lexicon of word lists; where none are marked as strong, all cues are."""
    listed = {name: frozenset(text.split()) for name, text in words.items()}
    cues = listed["cues"] | listed.get("participles", frozenset())
    return Lexicon(**{"strong": cues, **listed, "cues": cues})


def _abroad(words: Mapping[str, str]) -> Lexicon:
    """A lexicon of a language in which any verb of speech may stand between commas: ", dit le maire,"."""
    listed = _lexicon(words)
    return replace(listed, incises=listed.cues - listed.participles)


_ENGLISH = _lexicon(english.WORDS)
_OTHERS = {language: _abroad(words) for language, words in european.WORDS.items()}


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of a language (ISO 639-1); of all known languages where it is None or another."""
    if language == "en":
        return _ENGLISH
    if language in _OTHERS:
        return _OTHERS[language]
    return reduce(or_, _OTHERS.values(), _ENGLISH)
