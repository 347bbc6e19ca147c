from reader.document.blocks import Block, BlockKind, Document
from reader.document.selection import Selection
from reader.document.units import Units
from reader.model import Span

TEXT = "Rain fell. The mayor said “we are ready” on Monday."
UNITS = Units(Document.of((Block(BlockKind.PARAGRAPH, 0, TEXT), Block(BlockKind.PARAGRAPH, 53, "More rain."))))
QUOTATION = Span(TEXT.index("“"), TEXT.index("”") + 1)


def said(selection: Selection) -> str:
    return UNITS.document.text[selection.span.start : selection.span.end]


def at(words: str) -> Selection:
    start = TEXT.index(words)
    return Selection.of(Span(start, start + len(words)))


def test_the_end_moves_by_characters():
    assert said(at("Rain").right(UNITS)) == "Rain "
    assert said(at("Rain").left(UNITS)) == "Rai"


def test_the_end_moves_by_words():
    assert said(at("Rain").word(UNITS)) == "Rain "
    assert said(at("Rain").word_end(UNITS)) == "Rain fell"
    assert said(at("Rain fell").word_back(UNITS)) == "Rain "


def test_the_end_moves_by_sentences():
    first = at("Rain").sentence_on(UNITS)
    assert said(first) == "Rain fell."
    assert said(first.sentence_on(UNITS)) == TEXT
    assert said(at("mayor").sentence_back(UNITS)) == "The "
    assert said(Selection(15, 11).sentence_back(UNITS)) == "Rain fell. The "


def test_the_end_moves_by_paragraphs():
    assert said(at("Rain").paragraph_on(UNITS)) == TEXT
    assert said(at("Rain").paragraph_on(UNITS).paragraph_on(UNITS)) == UNITS.document.text
    assert said(at("mayor").paragraph_back(UNITS)) == "Rain fell. The "


def test_a_selection_is_never_empty():
    one = at("R")
    assert one.left(UNITS) == one
    assert said(at("a").left(UNITS)) == "R"
    assert said(at("mayor").other_end().right(UNITS).right(UNITS).right(UNITS).right(UNITS).right(UNITS)) == " "


def test_the_other_end_can_be_moved():
    assert said(at("mayor").other_end().word_back(UNITS)) == "The mayor"


def test_a_text_object_is_taken_at_the_moving_end():
    across = Selection(0, TEXT.index("mayor"))
    assert said(across.sentence(UNITS)) == "The mayor said “we are ready” on Monday."
    assert said(across.paragraph(UNITS)) == TEXT
    assert said(across.other_end().sentence(UNITS)) == "Rain fell."


def test_the_quotation_around_the_place_is_selected_and_no_other():
    assert at("ready").one_of([QUOTATION], UNITS).span == QUOTATION
    assert at("mayor").one_of([QUOTATION], UNITS) == at("mayor")


def test_of_two_quotations_the_inner_one_is_selected():
    assert at("ready").one_of([Span(0, 50), QUOTATION], UNITS).span == QUOTATION


def test_it_grows_by_what_is_there_and_shrinks_the_way_it_grew():
    selection = at("ead")
    grown = []
    for _ in range(5):
        selection = selection.grow(UNITS, [QUOTATION])
        grown.append(said(selection))
    assert grown == [
        "ready",
        "“we are ready”",
        "The mayor said “we are ready” on Monday.",
        TEXT,
        TEXT,
    ]
    for words in [*reversed(grown[:3]), "ead", "ead"]:
        selection = selection.shrink()
        assert said(selection) == words


def test_any_other_move_forgets_the_way():
    assert said(at("ready").grow(UNITS).left(UNITS).shrink()) == "The mayor said “we are ready” on Monday"


def test_a_selection_of_two_sentences_grows_to_whole_ones():
    assert said(Selection(6, 13).grow(UNITS)) == "fell. The"
    assert said(Selection(6, 13).grow(UNITS).grow(UNITS)) == TEXT


def test_in_an_empty_document_nothing_moves():
    units = Units(Document.of((Block(BlockKind.HEADING, 0, ""),)))
    empty = Selection.of(Span(0, 0))
    for move in (empty.left, empty.right, empty.word, empty.word_back, empty.word_end, empty.sentence_on):
        assert move(units).span == Span(0, 0)
    assert empty.grow(units).span == Span(0, 0)
    assert empty.place(units) == 0
