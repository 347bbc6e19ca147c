"""Indirect speech: what somebody said, in the writer's words."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.pipeline import analyse
from reader.analysis.quotations import find_indirect
from reader.model import QuotationKind


def said(text: str) -> list[tuple[str, str | None]]:
    return [(text[slice(*found.span)], found.speaker) for found in find_indirect(text, "en")]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ada Roe said that the port would close on Monday.", "that the port would close on Monday", "Ada Roe"),
        ("She told reporters in Norsund that nobody was hurt.", "that nobody was hurt", "She"),
        ("The ministry has indicated that no talks are planned.", "that no talks are planned", "The ministry"),
        ("The port will close on Monday, the ministry said.", "The port will close on Monday", "the ministry"),
        ("The port will close, according to the ministry.", "The port will close", "the ministry"),
        ("Roe said that it was over, but the mayor went on.", "that it was over", "Roe"),
        ("Although Roe said that it was over, nobody left.", "that it was over", "Roe"),
        (
            "Roe warned that the “worst flood” in years was near.",
            "that the “worst flood” in years was near",
            "Roe",
        ),
    ],
)
def test_a_clause_that_somebody_is_said_to_have_said_is_found(text: str, words: str, speaker: str) -> None:
    assert said(text) == [(words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Roe did not say that the port would close.",
        "Roe could say that the port would close.",
        "I said that the port would close on Monday.",
        "The record suggests that the port was closed before.",
        "Roe announced that same day an end of it all.",
        "Roe said that again.",
        "In a long speech on Monday, she said nothing.",
        "Roe said that given the state of the port:",
    ],
)
def test_what_nobody_is_said_to_have_said_is_not_found(text: str) -> None:
    assert said(text) == []


def test_other_languages_are_left_alone() -> None:
    assert find_indirect("Ada Roe said that the port would close.", "fr") == []


def test_two_speakers_have_a_clause_each() -> None:
    text = "Roe said that the port was closed, and Lund added that it would stay so."
    assert [speaker for _, speaker in said(text)] == ["Roe", "Lund"]


def test_indirect_speech_stands_among_the_quotations_in_order() -> None:
    text = "Roe said that the “worst flood” was near. “Run,” said Lund. It was late by then, Roe said."
    found = analyse(text, names=None, language="en").quotations
    assert [quotation.span for quotation in found] == sorted(quotation.span for quotation in found)
    assert [quotation.kind for quotation in found].count(QuotationKind.INDIRECT) == 2


@given(st.lists(st.sampled_from(["Roe", "said", "that", ",", "“a", "b”", ".", "the", "\n", "who", "port"])))
def test_clauses_are_in_order_and_apart_and_in_one_line(words: list[str]) -> None:
    text = " ".join(words)
    found = find_indirect(text, "en")
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
    assert all("\n" not in text[slice(*quotation.span)] for quotation in found)
