"""Short names in brackets behind long ones."""

import pytest

from reader.analysis.acronyms import with_acronyms
from reader.analysis.names import Name
from reader.model import EntityType, Span

LONG = "Norsund Water Authority"


def typed(text: str, **names: EntityType) -> list[tuple[str, EntityType]]:
    """The names of a text in which the given ones are known, with their types."""
    known = {spelt.replace("_", " "): kind for spelt, kind in names.items()}
    found = [Name(Span(text.find(n), text.find(n) + len(n)), kind, 0.9) for n, kind in known.items()]
    found.sort(key=lambda name: name.span)
    return [(text[slice(*name.span)], name.type) for name in with_acronyms(text, found)]


def test_a_short_name_has_the_type_of_the_long_one() -> None:
    text = f"The {LONG} (NWA) met."
    found = typed(text, Norsund_Water_Authority=EntityType.ORGANISATION, NWA=EntityType.PLACE)
    assert found == [(LONG, EntityType.ORGANISATION), ("NWA", EntityType.ORGANISATION)]


def test_a_short_name_that_was_overlooked_is_found() -> None:
    found = typed(f"The {LONG} (NWA) met.", Norsund_Water_Authority=EntityType.ORGANISATION)
    assert found == [(LONG, EntityType.ORGANISATION), ("NWA", EntityType.ORGANISATION)]


@pytest.mark.parametrize("text", [f"The {LONG} (SPD) met.", f"The {LONG} (Nwa) met.", f"The {LONG} met. (NWA)"])
def test_other_words_in_brackets_are_no_short_name(text: str) -> None:
    assert len(typed(text, Norsund_Water_Authority=EntityType.ORGANISATION)) == 1


def test_letters_behind_a_person_are_the_party() -> None:
    assert typed("Roe Lund (RL) met.", Roe_Lund=EntityType.PERSON) == [("Roe Lund", EntityType.PERSON)]
