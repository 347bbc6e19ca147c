"""What the nouns beside names tell of them."""

import pytest

from reader.analysis.entities import resolve
from reader.analysis.names import Name
from reader.analysis.nouns import told_by_noun
from reader.model import EntityType, Span
from tests.fakes.names import KnownNames

PERSON, ORGANISATION, PLACE, OTHER = (
    EntityType.PERSON,
    EntityType.ORGANISATION,
    EntityType.PLACE,
    EntityType.OTHER,
)
PRODUCT, WORK = EntityType.PRODUCT, EntityType.WORK


def told(text: str, spelt: str, kind: EntityType, score: float = 0.8) -> EntityType:
    start = text.index(spelt)
    return told_by_noun(text, Name(Span(start, start + len(spelt)), kind, score))


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("The yacht Norsund sank.", PERSON, PRODUCT),
        ("The oil firm Norsund paid.", PERSON, ORGANISATION),
        ("The Norsund app was shut.", ORGANISATION, PRODUCT),
        ("She saw the film “Norsund” twice.", OTHER, WORK),
        ("The novel Norsund was lost.", PLACE, WORK),
        ("The newspaper Norsund wrote.", OTHER, ORGANISATION),
    ],
)
def test_the_noun_beside_a_name_tells_its_type(text: str, kind: EntityType, wanted: EntityType) -> None:
    assert told(text, "Norsund", kind) is wanted


def test_a_ship_by_its_prefix_is_a_product() -> None:
    assert told("HMS Norsund sailed.", "HMS Norsund", OTHER) is PRODUCT


@pytest.mark.parametrize(
    ("text", "spelt", "kind", "score"),
    [
        ("The film Mary Roe made.", "Mary Roe", PERSON, 0.8),
        ("The film Quill made.", "Quill", PERSON, 0.95),
        ("The newspaper Norsund reads.", "Norsund", PLACE, 0.8),
        ("The film, Norsund said, was long.", "Norsund", ORGANISATION, 0.8),
        ("USS Norsund sailed.", "USS Norsund", ORGANISATION, 0.8),
        ("The film Danish critics saw.", "Danish", EntityType.GROUP, 0.8),
    ],
)
def test_where_it_is_not_sure_the_type_stays(text: str, spelt: str, kind: EntityType, score: float) -> None:
    assert told(text, spelt, kind, score) is kind


def test_a_name_told_once_is_told_everywhere() -> None:
    text = "Norsund won. The film Norsund is long. Norsund it is."
    mentions, [entity] = resolve(text, KnownNames({"Norsund": OTHER}).find(text))
    assert {mention.type for mention in mentions} == {WORK}
    assert entity.type is WORK


def test_one_noun_does_not_outweigh_what_most_mentions_are() -> None:
    text = "Norsund fell. Norsund rose. The Norsund app is new. Norsund sells it."
    mentions, _ = resolve(text, KnownNames({"Norsund": ORGANISATION}).find(text))
    assert {mention.type for mention in mentions} == {ORGANISATION}
