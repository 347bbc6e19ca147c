"""Finding words in one text."""

import pytest

from reader.services.notes.finding import TextFinder

TEXT = "The Café on the quay. “Don’t,” said the CAFÉ owner; cafés are like that. Straße – ship."


def found(query: str) -> list[str]:
    return [TEXT[span.start : span.end] for span in TextFinder(TEXT).find(query)]


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("cafe", ["Café", "CAFÉ", "café"]),
        ("café", ["Café", "CAFÉ", "café"]),
        ("Café", ["Café"]),
        ("CAFÉ", ["CAFÉ"]),
        ("\"don't", ["“Don’t"]),
        ("strasse", ["Straße"]),
        ("- ship", ["– ship"]),
        (".", [".", ".", "."]),
        ("zeppelin", []),
        ("", []),
    ],
)
def test_words_are_found_whatever_their_accents_and_marks(query: str, matches: list[str]) -> None:
    assert found(query) == matches


def test_spans_count_in_the_text_itself() -> None:
    text = "ﬁn 👩‍👩‍👧 e\u0301t\u00e9 fin"
    spans = TextFinder(text).find("fin")
    assert [text[span.start : span.end] for span in spans] == ["ﬁn", "fin"]


def test_matches_do_not_overlap() -> None:
    assert len(TextFinder("aaaa").find("aa")) == 2
