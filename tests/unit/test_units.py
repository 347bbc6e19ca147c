import pytest

from reader.document.blocks import Block, BlockKind, Document
from reader.document.units import Units
from reader.model import Span


def document(*texts: str, kinds: dict[int, BlockKind] | None = None) -> Document:
    blocks, start = [], 0
    for index, text in enumerate(texts):
        kind = (kinds or {}).get(index, BlockKind.PARAGRAPH)
        blocks.append(Block(kind, start, text))
        start += len(text) + 2
    return Document.of(tuple(blocks))


def words_of(units: Units, span: Span) -> str:
    return units.document.text[span.start : span.end]


ARTICLE = document("A title", "It rained. It stopped.", "", "Then the sun came out.")


def test_the_sentence_at_an_offset_is_the_one_around_it():
    units = Units(ARTICLE)
    assert words_of(units, units.sentence_at(12)) == "It rained."


def test_white_space_belongs_to_the_sentence_before_it():
    units = Units(ARTICLE)
    assert words_of(units, units.sentence_at(19)) == "It rained."


def test_sentences_follow_one_another_across_empty_blocks():
    units = Units(ARTICLE)
    second = units.next_sentence(12)
    third = units.next_sentence(second.start)
    assert words_of(units, second) == "It stopped."
    assert words_of(units, third) == "Then the sun came out."
    assert units.previous_sentence(third.start) == second


def test_the_first_and_the_last_sentence_stay():
    units = Units(ARTICLE)
    last = units.sentence_at(len(ARTICLE.text))
    assert units.next_sentence(last.start) == last
    assert units.previous_sentence(3) == Span(0, 7)


def test_a_row_has_the_first_sentence_that_starts_in_it_else_the_one_that_covers_it():
    units = Units(document("First one here. Second one is a good deal longer than that."))
    assert units.sentence_in(Span(0, 10)) == Span(0, 15)
    assert units.sentence_in(Span(10, 30)).start == 16
    assert units.sentence_in(Span(30, 40)).start == 16


def test_the_sentences_of_a_stretch_are_those_that_start_in_it():
    units = Units(ARTICLE)
    inside = [words_of(units, s) for s in units.sentences_in(Span(5, len(ARTICLE.text)))]
    assert inside == ["It rained.", "It stopped.", "Then the sun came out."]
    assert list(units.sentences_in(Span(1, 7))) == []


def test_paragraphs_pass_over_rules_and_empty_blocks():
    article = document("Title", "One.", "", "", "Two.", kinds={2: BlockKind.RULE})
    units = Units(article)
    one = units.next_paragraph(0)
    two = units.next_paragraph(one.start)
    assert (words_of(units, one), words_of(units, two)) == ("One.", "Two.")
    assert units.previous_paragraph(two.start) == one
    assert units.next_paragraph(two.start) == two


def test_words_step_across_blocks_and_stop_at_the_ends():
    units = Units(document("Big news", "Don’t panic"))
    assert units.word_at(4) == Span(4, 8)
    assert units.next_word_start(4) == 10
    assert units.word_end(4) == 8
    assert units.word_end(8) == 15
    assert units.previous_word_start(10) == 4
    assert units.next_word_start(16) == 21
    assert units.previous_word_start(0) == 0


def test_between_words_the_next_one_counts():
    units = Units(document("one — two"))
    assert units.word_at(4) == Span(6, 9)


def test_a_block_without_words_gives_its_sentence():
    units = Units(document("***"))
    assert units.word_at(1) == Span(0, 3)


def test_graphemes_are_never_cut():
    family = "👨\u200d👩\u200d👧"
    units = Units(document(f"a{family}e\u0301b"))
    steps = [0]
    for _ in range(4):
        steps.append(units.right(steps[-1]))
    assert steps == [0, 1, 6, 8, 9]
    assert [units.left(step) for step in reversed(steps[1:])] == [8, 6, 1, 0]


def test_newlines_are_steps_of_their_own():
    units = Units(document("日\n本"))
    assert [units.right(0), units.right(1), units.right(2)] == [1, 2, 3]


def test_a_step_from_the_end_of_a_block_goes_to_the_next_one():
    units = Units(document("ab", "", "cd"))
    assert units.right(2) == 6
    assert units.left(6) == 2


@pytest.mark.parametrize("texts", [(), ("",), ("", "  ", "")])
@pytest.mark.parametrize("offset", [-3, 0, 1, 99])
def test_a_document_without_text_has_the_empty_unit(texts, offset):
    units = Units(document(*texts))
    found = [
        units.sentence_at(offset),
        units.next_sentence(offset),
        units.previous_sentence(offset),
        units.paragraph_at(offset),
        units.next_paragraph(offset),
        units.previous_paragraph(offset),
        units.word_at(offset),
    ]
    assert found == [Span(0, 0)] * 7
    assert [units.left(offset), units.right(offset), units.word_end(offset)] == [0, 0, 0]
    assert [units.next_word_start(offset), units.previous_word_start(offset)] == [0, 0]
    assert list(units.sentences_in(Span(0, 0))) == []
