"""Finer kinds of names, told by how they end."""

import pytest

from reader.analysis.kinds import finer
from reader.analysis.names import Name
from reader.model import EntityType, Span


@pytest.mark.parametrize(
    ("spelt", "kind", "wanted"),
    [
        ("Norsund Airport", EntityType.PLACE, EntityType.FACILITY),
        ("Norsund", EntityType.PLACE, EntityType.PLACE),
        ("Airport", EntityType.PLACE, EntityType.PLACE),
        ("World Cup", EntityType.OTHER, EntityType.EVENT),
        ("Second Punic War", EntityType.OTHER, EntityType.EVENT),
        ("Fisheries Act of 2001", EntityType.OTHER, EntityType.LAW),
        ("Norsund Treaty", EntityType.OTHER, EntityType.LAW),
        ("Norsund Convention", EntityType.OTHER, EntityType.LAW),
        ("Republican National Convention", EntityType.OTHER, EntityType.EVENT),
        ("Norsund Congress", EntityType.ORGANISATION, EntityType.ORGANISATION),
        ("Grace Bridge", EntityType.PERSON, EntityType.PERSON),
        ("Blue Whale", EntityType.OTHER, EntityType.OTHER),
    ],
)
def test_the_noun_at_the_end_tells_the_kind(spelt: str, kind: EntityType, wanted: EntityType) -> None:
    assert finer(spelt, Name(Span(0, len(spelt)), kind, 0.9)).type is wanted


def test_an_agreement_called_by_its_place_is_more_than_the_place() -> None:
    text = "They kept the Norsund agreements for years."
    found = finer(text, Name(Span(14, 21), EntityType.PLACE, 0.9))
    assert (text[slice(*found.span)], found.type) == ("Norsund agreements", EntityType.LAW)


def test_an_agreement_of_a_place_is_no_name_of_one() -> None:
    text = "A Norsund agreement was near."
    assert finer(text, Name(Span(2, 9), EntityType.PLACE, 0.9)).type is EntityType.PLACE
