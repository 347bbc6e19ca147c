"""Which passage or annotation a reader means."""

import pytest

from reader.annotations.anchoring import Anchor
from reader.model import Analysis, Annotation, ArticleRef, Quotation, QuotationKind, Span, Target
from reader.services.notes.anchored import Anchored
from reader.services.notes.marking import annotations_at, extension, speaker_of, tag_for_letter

SENTENCE, NEXT = Span(10, 30), Span(31, 50)


def anchored(uid: str, span: tuple[int, int] | None, updated: str = "2025-01-01") -> Anchored:
    annotation = Annotation(uid, ArticleRef("a", "A"), Target(0, 1, "x"), updated, updated)
    return Anchored(annotation, Anchor(Span(*span) if span else None, "exact" if span else "orphan", 1.0))


def uids(annotations: list[Annotation]) -> list[str]:
    return [annotation.uid for annotation in annotations]


def test_annotations_of_the_sentence_come_those_at_the_cursor_first_then_the_short_ones() -> None:
    all_there = [
        anchored("paragraph", (0, 90)),
        anchored("sentence", (10, 30)),
        anchored("word at the cursor", (20, 25)),
        anchored("other word", (12, 14)),
        anchored("elsewhere", (30, 50)),
        anchored("orphan", None),
    ]
    assert uids(annotations_at(all_there, SENTENCE, 22)) == [
        "word at the cursor",
        "sentence",
        "paragraph",
        "other word",
    ]


def test_a_highlight_up_to_the_end_of_the_sentence_is_extended_to_the_next() -> None:
    more = extension([anchored("one", (10, 30))], SENTENCE, NEXT)
    assert more is not None
    assert (more.annotation.uid, more.span) == ("one", Span(10, 50))


def test_a_highlight_that_began_earlier_keeps_its_beginning() -> None:
    more = extension([anchored("one", (0, 30))], SENTENCE, NEXT)
    assert more is not None
    assert more.span == Span(0, 50)


def test_of_several_the_one_changed_last_is_extended() -> None:
    more = extension([anchored("old", (10, 30)), anchored("new", (5, 30), "2025-02-02")], SENTENCE, NEXT)
    assert more is not None
    assert more.annotation.uid == "new"


@pytest.mark.parametrize("span", [(11, 30), (10, 29), (10, 50), None])
def test_a_highlight_of_less_or_more_is_not_extended(span: tuple[int, int] | None) -> None:
    assert extension([anchored("one", span)], SENTENCE, NEXT) is None


def test_there_is_nothing_to_extend_to_after_the_last_sentence() -> None:
    assert extension([anchored("one", (10, 30))], SENTENCE, SENTENCE) is None


def analysis(*quotations: Quotation) -> Analysis:
    return Analysis("", "1", "en", quotations=quotations)


def test_a_passage_of_one_speakers_words_is_theirs() -> None:
    said = analysis(
        Quotation(Span(10, 20), QuotationKind.SPEECH, "Ann"),
        Quotation(Span(25, 30), QuotationKind.CONTINUED, "Ann"),
    )
    assert speaker_of(said, Span(0, 40)) == "Ann"


def test_a_passage_of_two_speakers_is_nobodys() -> None:
    said = analysis(
        Quotation(Span(10, 20), QuotationKind.SPEECH, "Ann"), Quotation(Span(25, 30), QuotationKind.SPEECH, "Bo")
    )
    assert speaker_of(said, Span(0, 40)) is None
    assert speaker_of(said, Span(26, 28)) == "Bo"


def test_words_in_mere_quotation_marks_are_nobodys() -> None:
    assert speaker_of(analysis(Quotation(Span(10, 20), QuotationKind.SCARE, "Ann")), Span(10, 20)) is None
    assert speaker_of(analysis(), Span(10, 20)) is None


@pytest.mark.parametrize(
    ("letter", "tag"), [("c", "own choice"), ("e", "evidence"), ("E", "evidence"), ("é", "état"), ("z", None)]
)
def test_a_letter_stands_for_the_own_choice_or_the_most_used_tag(letter: str, tag: str | None) -> None:
    in_use = {"claim": 9, "evidence": 3, "economy": 1, "état": 1}
    assert tag_for_letter(letter, {"c": "own choice"}, in_use) == tag
