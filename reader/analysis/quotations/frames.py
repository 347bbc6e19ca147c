"""A line of text as sentences of tokens, in which each quotation is one token."""

import re
from collections.abc import Iterator, Mapping

from reader.analysis.quotations.marks import Stretch
from reader.model import Span
from reader.text.abbreviations import ALWAYS_CONTINUED, SOMETIMES_FINAL

LONGEST_FRAME = 160
"""Tokens; sentences of articles are shorter, and what is done with a frame may be quadratic in its length."""

_TOKEN = re.compile(
    r"(?:\b[cdjlmnst]|\bqu)['’](?=\w)"  # l’Élysée, d’après
    r"|-(?:t-)?(?=(?:il|elle)s?\b)"  # a-t-il
    r"|\w+(?:[’'\-.&@/](?!(?:t-)?(?:il|elle)s?\b)\w+)*|\.\.\.|\S",
    re.IGNORECASE,
)
_ABBREVIATIONS = ALWAYS_CONTINUED | SOMETIMES_FINAL
_NESTED_CLOSERS = "”\"»’' "


class Token:
    """A word, a mark, or a whole quotation (then `quotation` is its number, else None)."""

    __slots__ = ("end", "is_capital", "is_word", "lower", "quotation", "start", "text")

    def __init__(self, start: int, end: int, text: str, quotation: int | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.lower = text.lower().replace("’", "'")
        self.quotation = quotation
        self.is_word = quotation is None and text[0].isalnum()
        self.is_capital = self.is_word and text[0].isupper() and text[-1] not in "'’"


Frame = list[Token]


def frames(text: str, line: Span, quoted: Mapping[int, Stretch], asking: frozenset[str]) -> Iterator[Frame]:
    """The sentences of a line whose quotations are `quoted`, by number.

    `asking` are the verbs that can go on after a question or a shout: “Is it over?” Smith asked.
    """
    found = _with_quotations(text, line, quoted)
    first = 0
    for index in range(len(found) - 1):
        token = found[index]
        if token.quotation is None:
            ends = token.text in {".", "!", "?", "..."} and _stops(text, found, index)
        else:
            ends = _quotation_stops(quoted[token.quotation], found, index, asking)
        if ends or index - first >= LONGEST_FRAME:
            yield found[first : index + 1]
            first = index + 1
    if found[first:]:
        yield found[first:]


def tokens(text: str, span: Span) -> list[Token]:
    """The words and marks of a stretch of text."""
    return [Token(*match.span(), match.group()) for match in _TOKEN.finditer(text, *span)]


def _with_quotations(text: str, line: Span, quoted: Mapping[int, Stretch]) -> list[Token]:
    found: list[Token] = []
    position = line.start
    for number, stretch in quoted.items():
        found += tokens(text, Span(position, stretch.span.start))
        found.append(Token(*stretch.span, "“”", number))
        position = stretch.span.end
    return found + tokens(text, Span(position, line.end))


def _stops(text: str, tokens: list[Token], index: int) -> bool:
    """Whether the stop at `index` ends its sentence."""
    stop, following = tokens[index], tokens[index + 1]
    if not text[stop.end].isspace() or (
        following.is_word and not following.text[0].isupper() and not _is_number(following)
    ):
        return False
    before = tokens[index - 1] if index else stop
    return not (before.end == stop.start and is_abbreviation(before))


def is_abbreviation(token: Token) -> bool:
    """Whether a stop after the word ends no sentence: "Mr", "U.S", an initial."""
    initial = len(token.text) == 1 and token.is_capital
    return initial or token.text in _ABBREVIATIONS or token.lower in _ABBREVIATIONS


def _quotation_stops(stretch: Stretch, tokens: list[Token], index: int, asking: frozenset[str]) -> bool:
    """Whether the quotation at `index` is the end of its sentence, by the mark it ends with."""
    following = tokens[index + 1]
    begins = following.quotation is not None or following.is_capital
    last = stretch.words.rstrip(_NESTED_CLOSERS)[-1:]
    if last == ".":
        return begins or _is_number(following)
    if last and last in "?!":
        return begins and not _is_asked(tokens, index + 1, asking)
    return False


def _is_asked(tokens: list[Token], index: int, asking: frozenset[str]) -> bool:
    for token in tokens[index : index + 6]:
        if token.quotation is not None or token.text in {".", ","}:
            return False
        if token.lower in asking:
            return True
    return False


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit()
