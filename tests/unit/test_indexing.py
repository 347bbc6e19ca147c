"""From what is found in an article to rows that all articles are asked by, whatever the article is like."""

from dataclasses import replace

import pytest

from reader.library.found import Found
from reader.model import Analysis, Article, Entity, EntityType, Mention, Quotation, QuotationKind, Span
from reader.services.findings.indexing import (
    LONGEST_QUOTATION,
    MOST_ENTITIES,
    MOST_QUOTATIONS,
    MOST_SUBJECTS,
    found_in,
    words_of,
)
from reader.services.findings.keyed import keyed
from reader.services.findings.keys import LONGEST_NAME, has_key, key_of, type_of

ARTICLE = Article("a" * 16, "A title", "sha", 2, 5, "2025-01-01T00:00:00Z")


def analysis(
    text: str, names: dict[str, EntityType], quotations: tuple[Quotation, ...] = ()
) -> tuple[str, Analysis]:
    """Each name where it stands first."""
    entities = tuple(Entity(f"e{number}", name, kind) for number, (name, kind) in enumerate(names.items()))
    starts = {entity.id: text.index(entity.name) for entity in entities}
    spans = {entity.id: Span(starts[entity.id], starts[entity.id] + len(entity.name)) for entity in entities}
    mentions = [Mention(spans[entity.id], entity.type, entity.id, 1.0) for entity in entities]
    mentions.sort(key=lambda mention: mention.span)
    return text, Analysis("sha", "1", "en", tuple(mentions), entities, quotations)


def found(text: str, given: Analysis) -> Found:
    return found_in(ARTICLE, given, text, {})


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Emmanuel Macron", EntityType.PERSON, "person:emmanuel-macron"),
        ("EMMANUEL  MACRON", EntityType.PERSON, "person:emmanuel-macron"),
        ("Vladimir V. Putin", EntityType.PERSON, "person:vladimir-putin"),
        ("Martin King Jr.", EntityType.PERSON, "person:martin-king-jr"),
        ("George H.W. Venn", EntityType.PERSON, "person:george-h-w-venn"),
        ("Annalena Bärbock", EntityType.PERSON, "person:annalena-barbock"),
        ("the U.S.", EntityType.PLACE, "place:the-us"),
        ("東京", EntityType.PLACE, "place:東京"),
        ("…", EntityType.OTHER, "other:unnamed"),
    ],
)
def test_the_spellings_of_a_name_have_one_key(name: str, kind: EntityType, key: str) -> None:
    assert key_of(name, kind) == key
    assert type_of(key) is kind


@pytest.mark.parametrize(
    ("name", "kind"), [("2014", EntityType.DATE), ("Tuesday", EntityType.OTHER), ("A" * 201, EntityType.PLACE)]
)
def test_what_is_something_else_in_every_article_has_no_key(name: str, kind: EntityType) -> None:
    assert not has_key(name, kind)


@pytest.mark.parametrize("key", ["", "person", "person:", "bogus:a", "date:monday", ":a"])
def test_what_is_no_key_has_no_type(key: str) -> None:
    assert type_of(key) is None


def test_entities_with_one_key_are_one_and_dates_stay_in_their_article() -> None:
    text, given = analysis(
        "Ada Venn saw ADA VENN on Monday.",
        {"Ada Venn": EntityType.PERSON, "ADA VENN": EntityType.PERSON, "Monday": EntityType.DATE},
    )
    (ada,) = found(text, given).entities
    assert (ada.key, ada.names, ada.mentions) == ("person:ada-venn", ("Ada Venn", "ADA VENN"), 2)
    assert (ada.surname, ada.is_full) == ("venn", True)
    assert [entity.id for entity in keyed(given, text, {}).entities] == ["person:ada-venn", "e2"]


def test_of_a_thousand_names_the_most_named_are_kept() -> None:
    names = [f"Name{number}x" for number in range(MOST_ENTITIES + 50)]
    text, given = analysis(" ".join(names), dict.fromkeys(names, EntityType.PERSON))
    last = given.mentions[-1]
    often = replace(given, mentions=(*given.mentions, last))
    kept = found(text, often).entities
    assert len(kept) == MOST_ENTITIES
    assert kept[0].mentions == 2


def test_a_name_that_is_too_long_is_none() -> None:
    name = "A" * (LONGEST_NAME + 1)
    text, given = analysis(f"{name} Ada", {name: EntityType.PERSON, "Ada": EntityType.PERSON})
    given = replace(
        given, entities=(given.entities[0], replace(given.entities[1], aliases=(name,), roles=(name,)))
    )
    (ada,) = found(text, given).entities
    assert (ada.names, ada.roles, ada.is_full) == (("Ada",), (), False)


def test_quotations_have_their_speaker_and_whom_they_name() -> None:
    text = "Ada Venn said: “Tomas Brill and Ada Venn go.” “A title” of Tomas Brill"
    quotation = Quotation(Span(15, 45), QuotationKind.SPEECH, "Ada Venn", Span(0, 8), Span(9, 13), "e0", 0.9)
    scare = Quotation(Span(46, 55), QuotationKind.SCARE)
    text, given = analysis(
        text, {"Ada Venn": EntityType.PERSON, "Tomas Brill": EntityType.PERSON}, (quotation, scare)
    )
    (said,) = found(text, given).quotations
    assert (said.text, said.speaker, said.cue) == ("“Tomas Brill and Ada Venn go.”", "Ada Venn", "said")
    assert (said.entity, said.subjects) == ("person:ada-venn", ("person:tomas-brill",))
    assert said.confidence == 0.9


def test_the_same_words_are_the_same_statement_whatever_their_marks() -> None:
    assert words_of("“Nous sommes prêts,”") == words_of("« nous  SOMMES prets »") == "nous sommes prets"
    texts = ("“Nous sommes prêts,” dit-il", "«Nous sommes prets!» dit-il")
    statements = set()
    for text in texts:
        end = text.index(" dit-il")
        _, given = analysis(text, {}, (Quotation(Span(0, end), QuotationKind.SPEECH),))
        statements |= {each.statement for each in found(text, given).quotations}
    assert len(statements) == 1


def test_very_many_very_long_quotations_are_kept_in_part() -> None:
    text = "“" + "word " * 2_000 + "”"
    short = tuple(Quotation(Span(0, 6), QuotationKind.SPEECH) for _ in range(MOST_QUOTATIONS + 5))
    quotations = (Quotation(Span(0, len(text)), QuotationKind.SPEECH), *short)
    _, given = analysis(text, {}, quotations)
    kept = found(text, given).quotations
    assert len(kept) == MOST_QUOTATIONS
    assert len(kept[0].text) == LONGEST_QUOTATION


def test_of_very_many_names_in_a_quotation_some_are_what_it_is_about() -> None:
    names = [f"Name{number}x" for number in range(MOST_SUBJECTS + 20)]
    body = "“" + " ".join(names) + "”"
    quotation = Quotation(Span(0, len(body)), QuotationKind.SPEECH)
    text, given = analysis(body, dict.fromkeys(names, EntityType.PERSON), (quotation,))
    (said,) = found(text, given).quotations
    assert len(said.subjects) == MOST_SUBJECTS


def test_a_name_that_is_taken_from_an_entity_is_somebody_else_with_that_name() -> None:
    text, given = analysis("Ada Venn saw Venn.", {"Ada Venn": EntityType.PERSON})
    both = replace(
        given,
        mentions=(*given.mentions, Mention(Span(13, 17), EntityType.PERSON, "e0", 0.5)),
        entities=(replace(given.entities[0], aliases=("Venn",)),),
    )
    apart = keyed(both, text, {"person:ada-venn": {"venn"}})
    assert [(each.id, each.name, each.aliases) for each in apart.entities] == [
        ("person:ada-venn", "Ada Venn", ()),
        ("person:venn", "Venn", ()),
    ]
    assert [mention.entity for mention in apart.mentions] == ["person:ada-venn", "person:venn"]


def test_offsets_that_are_beyond_the_text_do_no_harm() -> None:
    wrong = Analysis(
        "sha",
        "1",
        "en",
        (Mention(Span(500, 510), EntityType.PERSON, "e0", 0.5),),
        (Entity("e0", "Ada Venn", EntityType.PERSON),),
        (Quotation(Span(400, 900), QuotationKind.SPEECH, "Ada", Span(990, 995), Span(1000, 1001), "e9"),),
    )
    rows = found("Short.", wrong)
    assert rows.entities[0].mentions == 1
    assert (rows.quotations[0].text, rows.quotations[0].cue, rows.quotations[0].entity) == ("", "", None)
