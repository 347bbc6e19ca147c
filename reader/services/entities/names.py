"""Entities in a few words: what kinds there are, how one is told from others, and which one a reader means."""

from collections import Counter
from collections.abc import Iterable, Mapping

from reader.library.known import KnownEntity
from reader.model import EntityType
from reader.services.dates import short_day
from reader.services.entities.edits import TYPES, UnusableCorrectionError
from reader.text.counting import counted
from reader.text.fold import fold

TYPES_IN_WORDS = {
    EntityType.PERSON: "person",
    EntityType.ORGANISATION: "organisation",
    EntityType.PLACE: "place",
    EntityType.FACILITY: "facility",
    EntityType.GROUP: "group",
    EntityType.EVENT: "event",
    EntityType.LAW: "law or agreement",
    EntityType.PRODUCT: "product",
    EntityType.WORK: "work",
    EntityType.OTHER: "other name",
}
"""What kind of thing has a name, as a reader sees it."""

HEADINGS = {
    EntityType.PERSON: "People",
    EntityType.ORGANISATION: "Organisations",
    EntityType.PLACE: "Places",
    EntityType.FACILITY: "Facilities",
    EntityType.GROUP: "Groups",
    EntityType.EVENT: "Events",
    EntityType.LAW: "Laws and agreements",
    EntityType.PRODUCT: "Products",
    EntityType.WORK: "Works",
    EntityType.OTHER: "Other names",
    EntityType.DATE: "Dates",
    EntityType.MONEY: "Amounts of money",
}
"""What stands over a list of names of a kind; in this order."""


def about(entity: KnownEntity) -> str:
    """What it is, and how many articles name it."""
    return f"{TYPES_IN_WORDS[entity.type]} · {counted(entity.articles, 'article')}"


def seen(entity: KnownEntity) -> str:
    """From when until when articles name it; empty if none of them has a date."""
    days = dict.fromkeys(filter(None, (short_day(entity.first), short_day(entity.last))))
    return " – ".join(days)


def labels(entities: Iterable[KnownEntity]) -> dict[str, KnownEntity]:
    """Each by its name, those of one name with what they are."""
    found = [*entities]
    names = Counter(entity.name for entity in found)
    return {
        entity.name if names[entity.name] == 1 else f"{entity.name} ({TYPES_IN_WORDS[entity.type]})": entity
        for entity in found
    }


def one_called(text: str, offered: Mapping[str, KnownEntity]) -> KnownEntity:
    """The one of those offered that has the label, or a name, that was typed. Raises `UnusableCorrectionError`."""
    if text in offered:
        return offered[text]
    wanted = fold(text.strip())
    called = {
        entity.key: entity
        for entity in offered.values()
        if wanted in {fold(name) for name in (entity.name, *entity.aliases)}
    }
    if len(called) != 1:
        why = f"Nobody and nothing is called “{text}”" if not called else f"Several are called “{text}”"
        raise UnusableCorrectionError(f"{why}; mark the one you mean with ↓.")
    return next(iter(called.values()))


def type_named(text: str) -> EntityType:
    """The type that a reader typed, or the beginning of. Raises `UnusableCorrectionError`."""
    typed = text.strip().casefold()
    found = [kind for kind in TYPES if typed and kind.value.startswith(typed)]
    if len(found) != 1 and typed not in TYPES:
        raise UnusableCorrectionError(f"“{text}” is no type; it can be {', '.join(TYPES)}.")
    return EntityType(typed) if typed in TYPES else found[0]
