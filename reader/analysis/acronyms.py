"""Short names that a text gives in brackets behind the long ones: "Norsund Water Authority (NWA)"."""

import re
from collections.abc import Sequence

from reader.analysis import naming
from reader.analysis.names import Name
from reader.model import EntityType, Span

_UNNAMED = frozenset([EntityType.DATE, EntityType.MONEY])
_IN_BRACKETS = re.compile(r"[ \u00a0]?\([ ]?([A-Z][A-Za-z&-]{1,9})[ ]?\)")
_LEAST_CAPITALS = 2
_AS_SURE = 0.9
"""What is left of a long name's score where the model did not see the short one."""


def with_acronyms(text: str, names: Sequence[Name]) -> list[Name]:
    """The names in order, short ones having the type of the long one behind which they are put in brackets."""
    types: dict[str, EntityType] = {}
    starts = {name.span.start for name in names}
    found = list(names)
    for name in names:
        short = _IN_BRACKETS.match(text, name.span.end)
        if short is None or not _stands_for(short[1], naming.spelt(text, name), name.type):
            continue
        types.setdefault(short[1], name.type)
        if short.start(1) not in starts:
            found.append(Name(Span(*short.span(1)), name.type, name.score * _AS_SURE))
    found.sort(key=lambda name: name.span)
    return [naming.typed(name, types.get(naming.spelt(text, name), name.type)) for name in found]


def _stands_for(short: str, long: str, kind: EntityType) -> bool:
    """Whether letters in brackets can mean the name before them: not "Adelaide Roe (SPD)"."""
    if kind in _UNNAMED | {EntityType.PERSON} or " " not in long:
        return False
    return short[0].casefold() == long[0].casefold() and sum(map(str.isupper, short)) >= _LEAST_CAPITALS
