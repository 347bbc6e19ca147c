"""Short names that everybody knows."""

import pytest

from reader.analysis.household import with_household_names
from reader.analysis.names import Name
from reader.model import EntityType, Span


def found(text: str, *names: Name) -> list[tuple[str, EntityType]]:
    return [(text[slice(*name.span)], name.type) for name in with_household_names(text, names)]


@pytest.mark.parametrize("spelt", ["US", "U.S.", "U . S .", "UK", "U.K.", "UAE"])
def test_countries_by_their_letters_are_places(spelt: str) -> None:
    assert found(f"They left the {spelt} in spring.") == [(spelt, EntityType.PLACE)]


@pytest.mark.parametrize("spelt", ["EU", "UN", "U.N."])
def test_bodies_by_their_letters_are_organisations(spelt: str) -> None:
    assert found(f"They left the {spelt} in spring.") == [(spelt, EntityType.ORGANISATION)]


@pytest.mark.parametrize(
    "text", ["TELL US MORE", "UN HOMME EST MORT", "the USB port", "a UN&I shop", "an A.U.S. idea"]
)
def test_other_words_are_none_of_them(text: str) -> None:
    assert found(text) == []


def test_letters_taken_apart_are_put_together() -> None:
    text = "Some U. S. pressure."
    parts = [Name(Span(5, 7), EntityType.PLACE, 0.9), Name(Span(8, 10), EntityType.PERSON, 0.5)]
    assert found(text, *parts) == [("U. S.", EntityType.PLACE)]


def test_longer_names_stay_whole() -> None:
    text = "The US Department spoke."
    name = Name(Span(4, 17), EntityType.ORGANISATION, 0.9)
    assert with_household_names(text, [name]) == [name]
