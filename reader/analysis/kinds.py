"""Finer kinds of names than the model tells apart, by the noun that such a name ends with."""

import re

from reader.analysis import naming
from reader.analysis.names import Name
from reader.model import EntityType, Span

_FACILITIES = frozenset(
    """
    airport airfield arena avenue barracks boulevard bridge canal castle cathedral cemetery church cinema dam expressway
    fort fortress highway hospital hotel library lighthouse mall mausoleum monument mosque motorway museum palace pier
    plaza prison refinery road shipyard square stadium station street synagogue temple terminal theatre theater tower
    tunnel
    """.split()
)
_EVENTS = frozenset(
    """
    championship championships conference congress crisis cup derby election elections expo festival games genocide
    holocaust marathon massacre olympics open paralympics referendum revolution summit tournament uprising war wars
    """.split()
)
_LAWS = frozenset(
    """
    accord accords act agreement agreements amendment bill charter code constitution convention declaration directive
    law laws pact protocol resolution treaty
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ACT_OF = re.compile(r"\b(?:Act|Law|Treaty|Convention)\b", re.IGNORECASE)
_OF_PARTY = re.compile(
    r"\b(?:National|Conservative|Democratic|Green|Labou?r|Liberal|Republican|Tory) Convention\Z", re.IGNORECASE
)
"""A party's conventions are held; those of states are signed."""

_WAR = re.compile(r"\bWar\b", re.IGNORECASE)
_AGREED = re.compile(r"[ \u00a0](?:accords?|agreements?|protocols?|treaty)\b")
_LED = re.compile(r"\b[Tt]he[ \u00a0]\Z")
_NAMING = frozenset([EntityType.PLACE, EntityType.OTHER])


def finer(text: str, name: Name) -> Name:
    """A name as a facility, an event or a law, if it is one: "Heathrow Airport", "World Cup", "the Minsk agreements".

    An agreement called by the place where it was made is more than the place.
    """
    agreed = _AGREED.match(text, name.span.end)
    led = _LED.search(text, max(0, name.span.start - 4), name.span.start)
    if name.type in _NAMING and agreed is not None and led is not None:
        return Name(Span(name.span.start, agreed.end()), EntityType.LAW, name.score)
    return naming.typed(name, _finer_type(text[slice(*name.span)], name.type))


def _finer_type(spelt: str, kind: EntityType) -> EntityType:
    words = _WORD.findall(spelt)
    if len(words) < 2 or kind not in _NAMING:
        return kind
    last = words[-1].lower()
    if kind is EntityType.PLACE:
        return EntityType.FACILITY if last in _FACILITIES else kind
    if last in _EVENTS or _WAR.search(spelt) or _OF_PARTY.search(spelt):
        return EntityType.EVENT
    return EntityType.LAW if last in _LAWS or _ACT_OF.search(spelt) else kind
