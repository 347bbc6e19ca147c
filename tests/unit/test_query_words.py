"""Where words are found, in every script, and what of a text is set off for them."""

from datetime import date

import pytest

from reader.model import Span
from reader.query.forms import fold_but_case
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.query.subjects import subject
from reader.query.terms import sought, spans
from reader.query.tree import Field, Words

TODAY = date(2025, 2, 3)


def found(query: str, *texts: str) -> bool:
    return matches(parse(query, today=TODAY), subject(texts))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("econ", "The Economy"),
        ("economie", "dans l’économie"),
        ("president", "the vice-president"),
        ("zurich", "Zürich"),
        ("strasse", "STRASSE und Straße"),
        ("łodz", "Łódź"),
        ("москв", "в Москве"),
        ("서울", "서울에서"),
        ("京都", "東京都"),
        ("経済", "東京の経済政策"),
        ("nato", "日本NATO軍"),
        ("ประเทศ", "ในประเทศไทย"),
        ("हिन्दी", "वह हिन्दी में"),
        ("السلام", "السَّلام عليكم"),
        ("fin", "ﬁnance"),
        ("c++", "in C++ or C"),
        ('"c"', "c++"),
        ('"#1"', "we're #1!"),
        ("€5", "for €50"),
        ('"- ship"', "the – ship"),
        ("don't", "they don’t"),
        ('"economic costs"', "economic\n  costs"),
        ('"he said"', "he said."),
        ('"東京 経済"', "東京 経済"),
        ("a-a", "xa-a-a"),
        ("🔥", "hot 🔥🔥"),
        ("\u0301", "combining marks alone ask for nothing"),
    ],
)
def test_words_are_found(query: str, text: str) -> None:
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("conomy", "The economy"),
        ("осква", "в Москве"),
        ("दी", "हिन्दी"),
        ('"हिन"', "हिन्दी"),
        ('"war"', "warm"),
        ('"войн"', "войны"),
        ('"economic cost"', "economic costs"),
        ('"economic costs"', "economic and other costs"),
        ("c++", "C and D"),
        ("US", "tell us"),
        ("McX", "mcx MCX"),
        ("Straße", "STRASSE"),
    ],
)
def test_words_are_not_found(query: str, text: str) -> None:
    assert not found(query, text)


def test_no_phrase_goes_from_one_text_to_the_next() -> None:
    assert found("economic costs", "economic", "costs")
    assert not found('"economic costs"', "economic", "costs")


@pytest.mark.parametrize("text", ["Zurich", "Zürich", "in “Zürich”", "Zu\u0308rich"])
def test_a_capital_asks_for_that_case_and_for_no_accent(text: str) -> None:
    assert found("Zurich", text)
    assert not found("Zurich", text.lower())
    assert not found("ZURICH", text)


@pytest.mark.parametrize(
    ("text", "form"), [("Æsop’s\tŁÓDŹ", "AEsop's LODZ"), ("Ǆ ǅ ǆ", "DZ DZ dz"), ("ẞß", "SSss")]
)
def test_capitals_are_kept_as_accents_go(text: str, form: str) -> None:
    assert fold_but_case(text) == form


def test_names_are_found_whatever_their_case() -> None:
    quoted = subject([], names={Field.SPEAKER: ["Dmitry PESKOV", "Ann"]})
    for query in ("speaker:Peskov", "speaker:dmitry", 'speaker:"dmitry peskov"', "speaker:ANN", "-speaker:nn"):
        assert matches(parse(query, today=TODAY), quoted)
    assert not matches(parse('speaker:"peskov ann"', today=TODAY), quoted)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tag:the", True),
        ("tag:theme/w", True),
        ("tag:war", False),
        ("tag:crimes", False),
        ('tag:"theme"', True),
        ('tag:"theme/war crimes"', True),
        ('tag:"theme/war"', False),
        ("tag:THEME", True),
        ('tag:"say ”hi”"', True),
    ],
)
def test_a_tag_is_found_by_its_beginning_or_with_those_below_it(query: str, wanted: bool) -> None:
    tagged = subject([], names={Field.TAG: ["Theme/war crimes", 'say "hi"']})
    assert matches(parse(query, today=TODAY), tagged) is wanted


def test_what_has_no_names_has_none_that_begins_with_anything() -> None:
    nameless = subject([], names={Field.TAG: []})
    assert not any(
        matches(parse(f'{field}:""*' if False else f"{field}:a", today=TODAY), nameless) for field in Field
    )


def hits(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, parse(query, today=TODAY))]


@pytest.mark.parametrize(
    ("query", "text", "set_off"),
    [
        ("elan -and tag:x", "Élan and elan", ["Élan", "elan"]),
        ("a | -(-b c)", "b a c", ["b", "a"]),
        ('"economic cost"* econ', "The economic\ncosts, economy", ["economic\ncost", "econ"]),
        ("ec economic", "economic", ["economic"]),
        ("costs economic", "costseconomic economic", ["costs", "economic"]),
        ("stra", "Straße", ["Stra"]),
        ("strass", "Straße", ["Straß"]),
        ("Us", "us Us US", ["Us"]),
        ("経済", "東京の経済政策経済", ["経済", "経済"]),
        ("\u0301", "nothing", []),
        ("*", "nothing", []),
        ("", "nothing", []),
    ],
)
def test_what_is_asked_for_is_set_off(query: str, text: str, set_off: list[str]) -> None:
    assert hits(text, query) == set_off


def test_hits_count_in_the_text_as_it_is() -> None:
    text = "ﬁn 👩‍👩‍👧 e\u0301t\u00e9 fin"
    assert hits(text, "fin ete") == ["ﬁn", "e\u0301t\u00e9", "fin"]
    assert spans("aaa a", parse("a", today=TODAY)) == [Span(0, 1), Span(4, 5)]


def test_only_words_that_must_be_there_are_sought() -> None:
    assert sought(parse('a -b (c OR -"d e") -(-f) tag:g', today=TODAY)) == (Words("a"), Words("c"), Words("f"))
