"""Short names that everybody knows, wherever a finder overlooked them or took them apart: "US", "U.K.", "EU"."""

import re
from collections.abc import Iterator, Sequence

from reader.analysis.gazetteer import look_up
from reader.analysis.names import Name
from reader.analysis.overlaps import with_others
from reader.model import Span

_DOT = r"[ ]?\.[ ]?"
_SHORT = re.compile(
    rf"(?<![\w.])(?:U{_DOT}S[ ]?\.(?:[ ]?A[ ]?\.)?|U{_DOT}[KN][ ]?\.|E{_DOT}U[ ]?\.|USA?|UK|UN|EU|UAE)(?![\w&])"
)
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
_SHOUTED = frozenset(["US", "UN"])
"""Words that are common ones in capitals as well: "us", and "un" in French and Spanish."""

_REACH = 60
"""Characters on both sides of such a word in which there are words in small letters, if it is a name."""

_SCORE = 0.9


def with_household_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names in order, those that everybody knows among them, instead of what was found inside of one."""
    return with_others(names, _household(text), _is_inside)


def _is_inside(name: Name, other: Name) -> bool:
    return other.span.start <= name.span.start and name.span.end <= other.span.end


def _household(text: str) -> Iterator[Name]:
    for short in _SHORT.finditer(text):
        fact = look_up(short.group().replace(" ", ""))
        near = text[max(0, short.start() - _REACH) : short.end() + _REACH]
        if fact is not None and (short.group() not in _SHOUTED or _SMALL_WORD.search(near) is not None):
            yield Name(Span(*short.span()), fact.type, _SCORE)
