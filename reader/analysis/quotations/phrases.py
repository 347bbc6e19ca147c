"""Noun phrases in a sentence of tokens, found by capitals, determiners and small words alone."""

from typing import NamedTuple

from reader.analysis.people import is_role_word
from reader.analysis.quotations.frames import Frame, Token, is_abbreviation
from reader.analysis.quotations.lexicon import Lexicon
from reader.model import Span

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_INSIDE_NAME = _POSSESSIVE | {"-", "&"}
_AND = frozenset({"and", "&", "et", "und", "y", "e", "en", "и", "و"})
_AUXILIARY = """
has had have was is were are did does do would will can could may might must should a ont avait hat haben hatte wird ha
han había hanno tem têm heeft hebben
"""
_AUXILIARIES = frozenset(_AUXILIARY.split())
_LONGEST_LEFT = 9
_LONGEST_RIGHT = 10
_LONGEST_PARENTHESIS = 32
_LONGEST_OPENING = 30
_LONGEST_MODIFIER = 7


class Phrase(NamedTuple):
    """A noun phrase: the indexes of its first and its last token."""

    first: int
    last: int


class Phrases:
    """The noun phrases of one frame, to the left or to the right of a place."""

    def __init__(self, frame: Frame, words: Lexicon) -> None:
        self.frame = frame
        self.words = words

    def token(self, index: int) -> Token | None:
        """The token at an index if it is one of the writer's own words or marks."""
        if 0 <= index < len(self.frame) and self.frame[index].quotation is None:
            return self.frame[index]
        return None

    def ending_at(self, last: int) -> Phrase | None:
        """The phrase whose last token is at `last`."""
        token = self.token(last)
        if token is not None and token.text == ")":
            opening = self.opening_of(last)
            last = opening - 1 if opening is not None else -1
            token = self.token(last)
        if token is None or not token.is_word:
            return None
        if token.lower in self.words.pronouns:
            return Phrase(last, last)
        if token.is_capital or token.text[0].isdigit():
            return self._name_ending_at(last)
        return None if self._is_small(token) or token.lower == "to" else self._noun_ending_at(last)

    def starting_at(self, first: int) -> Phrase | None:
        """The phrase whose first token is at `first`."""
        token = self.token(first)
        if token is None or not token.is_word:
            return None
        following = self.token(first + 1)
        article = token.lower in self.words.determiners and following is not None and following.is_capital
        if token.lower in self.words.pronouns and not article:
            return Phrase(first, first)
        if token.lower in self.words.prepositions or token.lower in {"that", "to", "and", "as", "if", "when"}:
            return None
        last = first
        named = token.is_capital and token.lower not in self.words.determiners
        while last + 1 < len(self.frame) and last - first < _LONGEST_RIGHT:
            following = self.token(last + 1)
            if following is None or not self._goes_on(last, following, named=named):
                break
            named = named or following.is_capital
            last += 1
        return Phrase(first, last)

    def first_before(self, end: int) -> Phrase | None:
        """The first phrase of the clause that goes on to index `end`: a guess at its subject."""
        for index in range(self._after_opening(end), end):
            token = self.token(index)
            if token is None:
                continue
            if token.lower in self.words.pronouns:
                return Phrase(index, index)
            heads = token.is_capital or token.lower in self.words.determiners
            if heads and not self._is_small(token) and token.lower not in self.words.cues:
                return self.starting_at(index)
        return None

    def opening_of(self, closing: int) -> int | None:
        """The index of the mark that opens what the comma, dash or bracket at `closing` closes."""
        opener = "(" if self.frame[closing].text == ")" else self.frame[closing].text
        for index in range(closing - 1, max(-1, closing - _LONGEST_PARENTHESIS), -1):
            token = self.token(index)
            if token is None:
                return None
            if token.text == opener:
                return index
        return None

    def with_partners(self, phrase: Phrase) -> Phrase:
        """The phrase with the names before it that "and" joins to it, if they open their clause."""
        first = phrase.first
        token = self.token(first - 1)
        if token is None or token.lower not in _AND or not self.frame[first].is_capital:
            return phrase
        while (before := self.token(first - 1)) is not None and (before.lower in _AND or before.text == ","):
            partner = self.token(first - 2)
            if partner is None or not partner.is_capital:
                break
            first = self._name_ending_at(first - 2).first
        opens = (
            first == 0 or self.frame[first - 1].text in {",", ";", ":", "—", "–"} or self.token(first - 1) is None
        )
        return Phrase(first, phrase.last) if opens and first < phrase.first else phrase

    def _goes_on(self, last: int, following: Token, *, named: bool) -> bool:
        """Whether a phrase that reaches to `last` takes in the token after it."""
        if following.text in _INSIDE_NAME:
            return True
        if following.text == "." and last + 2 < len(self.frame):
            return self._abbreviates(last)
        if not following.is_word:
            return False
        if following.is_capital:
            return following.lower not in self.words.days
        if named:
            return self._joins_name(following, self.token(last + 2))
        return not (
            (following.lower in _AUXILIARIES and following.lower in self.words.between)
            or following.lower in self.words.prepositions
            or following.lower in self.words.conjunctions
            or following.lower in self.words.cues
            or following.lower == "to"
        )

    def _joins_name(self, token: Token, beyond: Token | None) -> bool:
        """Whether a word in small letters goes on with a name: "Bank of the West", "MSNBC host Ada Roe"."""
        if beyond is None:
            return False
        if token.lower in self.words.particles:
            return beyond.is_capital or beyond.lower == "the"
        return is_role_word(token.lower) and (beyond.is_capital or is_role_word(beyond.lower))

    def _name_ending_at(self, last: int) -> Phrase:
        first = last
        while (before := self.token(first - 1)) is not None:
            further = self.token(first - 2)
            joins = further is not None and (
                (before.text == "." and self._abbreviates(first - 2))
                or (before.lower in self.words.particles and further.is_capital)
            )
            starts = before.lower in self.words.prepositions or before.lower in self.words.conjunctions
            if (before.is_capital and not starts) or before.text in _POSSESSIVE:
                first -= 1
            elif joins and not before.is_capital:
                first -= 2
            else:
                break
        before, further = self.token(first - 1), self.token(first - 2)
        if (
            before is not None
            and before.lower in self.words.particles
            and further is not None
            and further.is_word
        ):
            noun = self._noun_ending_at(first - 2)
            if self.frame[noun.first].lower in self.words.determiners - {"that"}:
                return Phrase(noun.first, last)
        return Phrase(self._determiner_before(first), last)

    def _determiner_before(self, first: int) -> int:
        """Where "the spokesman" begins in front of a name, else `first` itself."""
        for index in range(first - 1, max(-1, first - 1 - _LONGEST_MODIFIER), -1):
            token = self.token(index)
            if token is None or not token.is_word or token.is_capital:
                break
            if token.lower in self.words.determiners and token.lower != "that":
                return index
            if self._ends_modifiers(token):
                break
        return first

    def _ends_modifiers(self, token: Token) -> bool:
        return (
            token.lower in self.words.cues
            or token.lower in self.words.between
            or token.lower in self.words.conjunctions
            or not token.text[0].isalpha()
        )

    def _noun_ending_at(self, last: int) -> Phrase:
        first = last
        for index in range(last, max(-1, last - _LONGEST_LEFT), -1):
            token = self.token(index)
            if token is None:
                break
            if token.lower in self.words.determiners and token.lower not in {"that", "no"}:
                return Phrase(index, last)
            inside = token.is_word or token.text in _INSIDE_NAME
            if not inside or (token.lower in self.words.cues and index != last):
                break
            if token.lower in self.words.conjunctions or token.lower == "to":
                break
            if token.lower not in self.words.prepositions:
                first = index
        return Phrase(first, last)

    def _after_opening(self, end: int) -> int:
        """Where the clause goes on after an opening such as "In a statement on Friday," or "Asked about it,"."""
        token = self.token(0)
        if token is None:
            return 0
        opening = token.lower in self.words.prepositions or token.lower in self.words.conjunctions
        if opening or token.lower == "asked":
            for index in range(1, min(end, _LONGEST_OPENING)):
                if self.frame[index].text == ",":
                    return index + 1
        return 0

    def _is_small(self, token: Token) -> bool:
        lower = token.lower
        words = self.words
        return lower in words.prepositions or lower in words.conjunctions or lower in words.between

    def _abbreviates(self, index: int) -> bool:
        token = self.token(index)
        return token is not None and is_abbreviation(token)


def span_of(frame: Frame, phrase: Phrase) -> Span:
    """Where a phrase stands in the text."""
    return Span(frame[phrase.first].start, frame[phrase.last].end)
