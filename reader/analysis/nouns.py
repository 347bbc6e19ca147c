"""What the common noun right beside a name says it is: "the yacht Norsund", "oil firm Norsund", "the Norsund app"."""

import re

from reader.analysis.names import Name
from reader.analysis.people import is_first_name
from reader.model import EntityType

_FIRMS = """
airline automaker bank broadcaster carmaker charity club company daily firm foundation giant insurer magazine
newspaper publisher retailer startup supplier thinktank wholesaler
"""
_VESSELS = """
airship barge catamaran corvette cruiser cutter destroyer dinghy dreadnought ferry frigate freighter galleon icebreaker
lifeboat minesweeper ship spacecraft spaceship steamer submarine superyacht tanker trawler trimaran tug warship yacht
"""
_PROGRAMS = "app browser chatbot smartphone software videogame"
_WORKS = """
album ballet biopic blockbuster comedy documentary film melodrama memoir miniseries movie musical novel opera sequel
sitcom song thriller
"""
_QUOTED = r"[“\"‘«']?"


def _before(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(nouns.split())})[ \u00a0]{_QUOTED}\Z")


_BEFORE = (
    (_before(_FIRMS), EntityType.ORGANISATION),
    (_before(_VESSELS + _PROGRAMS), EntityType.PRODUCT),
    (_before(_WORKS), EntityType.WORK),
)
_AFTER = re.compile(r"[”\"’»]?[ \u00a0](?:app|browser|chatbot|smartphone|software)\b")
_PREFIXED = re.compile(r"(?:HMAS|HMCS|HMS|INS|MV|RMS|USS)[ \u00a0]")
_LONGEST = 24
"""Characters before a name that are looked at."""

_SURE = 0.9


def told_by_noun(text: str, name: Name) -> EntityType:
    """The type of a name as the noun beside it has it, where the name may be that; else its own."""
    spelt = text[slice(*name.span)]
    if name.type is EntityType.GROUP or _is_surely_somebody(name, spelt):
        return name.type
    if name.type is EntityType.OTHER and _PREFIXED.match(spelt) is not None:
        return EntityType.PRODUCT
    before = text[max(0, name.span.start - _LONGEST) : name.span.start]
    for noun, kind in _BEFORE:
        if noun.search(before) is not None:
            may_be = name.type is not EntityType.PLACE or kind is not EntityType.ORGANISATION
            return kind if may_be else name.type
    return EntityType.PRODUCT if _AFTER.match(text, name.span.end) else name.type


def _is_surely_somebody(name: Name, spelt: str) -> bool:
    return name.type is EntityType.PERSON and (name.score >= _SURE or is_first_name(spelt.split(maxsplit=1)[0]))
