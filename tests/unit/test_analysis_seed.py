"""The first article a reader opens, marked by hand: all that a careful person would mark in it."""

from collections import Counter
from pathlib import Path

import pytest

from reader.analysis.pipeline import analyse
from reader.analysis.shipped_names import load
from reader.document.plain import from_plain
from reader.model import Analysis, Entity, EntityType, Quotation, QuotationKind

SEED = Path(__file__).parents[2] / "seeds" / "000_5072ce3f1c30a236.txt"


@pytest.fixture(scope="module")
def text() -> str:
    return from_plain(SEED.read_text(encoding="utf-8")).text


@pytest.fixture(scope="module")
def analysis(text: str) -> Analysis:
    return analyse(text, names=load())


@pytest.fixture(scope="module")
def names(analysis: Analysis) -> dict[str, Entity]:
    return {entity.name: entity for entity in analysis.entities}


def quotation(text: str, analysis: Analysis, beginning: str) -> Quotation:
    [found] = [q for q in analysis.quotations if text.startswith(beginning, q.span.start)]
    return found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(
            (name, EntityType.PERSON)
            for name in ("Joe Biden", "Emmanuel Macron", "Vladimir Putin", "Boris Johnson")
        ),
        *((name, EntityType.PERSON) for name in ("John Kirby", "Dmitry Peskov")),
        *((name, EntityType.ORGANISATION) for name in ("NATO", "EU", "White House", "Kremlin", "Elysee")),
        *((name, EntityType.ORGANISATION) for name in ("Le Monde", "US Department of Defense")),
        *(
            (name, EntityType.PLACE)
            for name in ("Ukraine", "Russia", "United States", "France", "Paris", "Poland")
        ),
        *((name, EntityType.PLACE) for name in ("Germany", "Romania", "Crimean Peninsula")),
        *((name, EntityType.GROUP) for name in ("French", "Russian", "British")),
        *((name, EntityType.DATE) for name in ("Thursday", "Wednesday", "2014")),
        ("the past seven days", EntityType.DATE),
        ("Minsk agreements", EntityType.LAW),
    ],
)
def test_what_the_article_names_is_found(names: dict[str, Entity], name: str, kind: EntityType) -> None:
    assert name in names
    assert names[name].type is kind


def test_nothing_else_is_found(names: dict[str, Entity]) -> None:
    assert Counter(entity.type for entity in names.values()) == {
        EntityType.PERSON: 6,
        EntityType.ORGANISATION: 7,
        EntityType.PLACE: 9,
        EntityType.GROUP: 3,
        EntityType.LAW: 1,
        EntityType.DATE: 4,
    }


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("Joe Biden", 5),
        ("Emmanuel Macron", 4),
        ("Ukraine", 8),
        ("Russia", 3),
        ("Kremlin", 2),
        ("Vladimir Putin", 2),
    ],
)
def test_every_mention_is_found(analysis: Analysis, names: dict[str, Entity], name: str, times: int) -> None:
    assert sum(mention.entity == names[name].id for mention in analysis.mentions) == times


def test_mentions_are_the_names_alone(text: str, analysis: Analysis) -> None:
    written = {text[slice(*mention.span)] for mention in analysis.mentions if mention.entity == "joe-biden"}
    assert written == {"Joe Biden", "Biden"}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Joe Biden", "President of the United States"),
        ("Emmanuel Macron", "French President"),
        ("Vladimir Putin", "Russian President"),
        ("Boris Johnson", "British Prime Minister"),
        ("Dmitry Peskov", "Kremlin spokesman"),
        ("John Kirby", "US Department of Defense spokesman"),
    ],
)
def test_roles_are_known(names: dict[str, Entity], name: str, role: str) -> None:
    assert role in names[name].roles


@pytest.mark.parametrize(
    ("beginning", "words", "speaker"),
    [
        ("“The two leaders reiterated", "he", "Joe Biden"),
        ("“in close contact”", "Biden and Macron", "Joe Biden and Emmanuel Macron"),
        ("“rapprochement”", "Paris", "Paris"),
        ("“deterrence”", "they", "Elysee"),
        ("“he is not ruling out anything”", "Macron", "Emmanuel Macron"),
        ("“snatch”", "Dmitry Peskov", "Dmitry Peskov"),
        ("“ready”", "the Kremlin", "Kremlin"),
        ("“We have plans to cover the risks", "he", "Dmitry Peskov"),
        ("“chronic sabotage”", "he", "Vladimir Putin"),
    ],
)
def test_who_said_what(text: str, analysis: Analysis, beginning: str, words: str, speaker: str) -> None:
    found = quotation(text, analysis, beginning)
    assert found.speaker_span is not None
    said_by = text[slice(*found.speaker_span)]
    assert said_by == words or said_by.endswith(words)
    assert found.speaker == speaker
    assert found.kind is not QuotationKind.SCARE


@pytest.mark.parametrize(
    ("beginning", "cue"),
    [
        ("“The two leaders reiterated", "said"),
        ("“in close contact”", "agreed"),
        ("“rapprochement”", "assures"),
        ("“deterrence”", "indicated"),
        ("“he is not ruling out anything”", "saying"),
        ("“snatch”", "indicated"),
        ("“ready”", "signaled"),
        ("“We have plans to cover the risks", "said"),
        ("“chronic sabotage”", "criticized"),
    ],
)
def test_the_verb_that_hands_over_is_found(text: str, analysis: Analysis, beginning: str, cue: str) -> None:
    found = quotation(text, analysis, beginning)
    assert found.cue_span is not None
    assert text[slice(*found.cue_span)] == cue


def test_what_is_said_without_marks_is_of_a_kind_of_its_own(text: str, analysis: Analysis) -> None:
    found = quotation(text, analysis, "that Russian authorities are not ruling out")
    assert (found.kind, found.speaker) == (QuotationKind.INDIRECT, "Dmitry Peskov")


def test_there_are_nine_quotations_and_the_stray_mark_opens_none(text: str, analysis: Analysis) -> None:
    assert sum(quotation.kind is not QuotationKind.INDIRECT for quotation in analysis.quotations) == 9
    assert text[slice(*quotation(text, analysis, "“deterrence").span)] == "“deterrence”"


@pytest.mark.parametrize("word", ["Similar Posts", "Likewise", "western", "On the same"])
def test_no_name_is_made_of_other_words(text: str, analysis: Analysis, word: str) -> None:
    start = text.index(word)
    assert not [m for m in analysis.mentions if m.span.start < start + len(word) and m.span.end > start]
