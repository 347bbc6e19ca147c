from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.blocks import Block, BlockKind, Document
from reader.document.selection import Selection
from reader.document.units import Units
from reader.model import Span

texts = st.text(alphabet=st.sampled_from("ab. !?\n\t—“”’é\u0301日本。👨\u200d👩🇫🇷ا"), max_size=30)


@st.composite
def documents(draw):
    blocks, start = [], 0
    for text in draw(st.lists(texts, max_size=6)):
        blocks.append(Block(draw(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.RULE])), start, text))
        start += len(text) + 2
    return Document.of(tuple(blocks))


offsets = st.integers(min_value=-5, max_value=200)


@settings(max_examples=100, deadline=None)
@given(documents(), offsets)
def test_units_lie_in_the_text_and_follow_one_another(document, offset):
    units = Units(document)
    sentence = units.sentence_at(offset)
    assert 0 <= sentence.start <= sentence.end <= len(document.text)
    assert units.sentence_at(sentence.start) == sentence
    following = units.next_sentence(offset)
    assert following == sentence or following.start >= sentence.end
    if following != sentence:
        assert units.previous_sentence(following.start) == sentence
    paragraph = units.paragraph_at(offset)
    assert paragraph.start <= sentence.start
    assert sentence.end <= paragraph.end


@settings(max_examples=100, deadline=None)
@given(documents(), offsets)
def test_steps_go_the_way_they_say_until_the_text_ends(document, offset):
    units = Units(document)
    end = units.paragraph_at(len(document.text)).end
    for forward in (units.right, units.next_word_start, units.word_end):
        assert forward(offset) > offset or forward(offset) == end
    start = units.paragraph_at(0).start
    for backward in (units.left, units.previous_word_start):
        assert backward(offset) < offset or backward(offset) == start


@settings(max_examples=100, deadline=None)
@given(documents())
def test_steps_to_the_right_and_back_visit_the_same_places(document):
    units = Units(document)
    there = [units.left(-1)]
    while (step := units.right(there[-1])) != there[-1]:
        there.append(step)
    back = [there[-1]]
    while (step := units.left(back[-1])) != back[-1]:
        back.append(step)
    assert back == there[::-1]


MOVES = (
    Selection.left,
    Selection.right,
    Selection.word,
    Selection.word_back,
    Selection.word_end,
    Selection.sentence_on,
    Selection.sentence_back,
    Selection.paragraph_on,
    Selection.paragraph_back,
)


@settings(max_examples=100, deadline=None)
@given(documents(), st.lists(st.sampled_from([*MOVES, Selection.grow, "o", "-"]), max_size=12), offsets)
def test_a_selection_keeps_its_anchor_and_is_never_empty(document, moves, offset):
    units = Units(document)
    selection = Selection.of(units.word_at(offset))
    if selection.span == Span(0, 0):
        return
    for move in moves:
        before = selection
        if isinstance(move, str):
            selection = selection.other_end() if move == "o" else selection.shrink()
        else:
            selection = move(selection, units)
        if move in MOVES:
            assert selection.anchor == before.anchor
        assert selection.span.start < selection.span.end
