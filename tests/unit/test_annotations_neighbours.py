"""A deleted passage is not pinned to a neighbour of the same shape, nor is the neighbour's own note disturbed."""

from itertools import product

import pytest

from reader.annotations.anchoring import Anchor, anchor
from reader.annotations.runs import Run, word_runs
from reader.annotations.targets import make_target
from reader.annotations.words import Words
from reader.model import Span

COUNCIL = (
    "The council met on Tuesday to discuss the harbour.",
    "Mr Smith declined to comment on the report.",
    "Mr Jones declined to comment on the report.",
    "Profits rose by 12 percent in March.",
    "Profits rose by 15 percent in April.",
    "The vote was 14 to 3 in favour.",
    "A second vote was 9 to 8 against.",
)
SHORT = (
    "Alpha sentence is first.",
    "Beta sentence is second.",
    "Gamma sentence is third.",
    "Delta sentence is fourth.",
)
SPOKEN = (
    "The pilots meet on Monday.",
    "“We sail at noon,” said Mrs. Hale of the U.S. office.",
    "“We sail at noon,” said Mrs. Odell of the U.S. office.",
    "The tide turns late.",
)
TWIN = "Same words again here."

both_ways = pytest.mark.parametrize("with_old", [True, False])


def found(text: str, start: int, words: str, new: str, *, with_old: bool) -> Anchor:
    return anchor(make_target(text, Span(start, start + len(words))), new, old_text=text if with_old else None)


@both_ways
@pytest.mark.parametrize("separator", [" ", "\n\n"])
@pytest.mark.parametrize("sentences", [COUNCIL, SHORT, SPOKEN], ids=["council", "short", "spoken"])
def test_one_deleted_sentence_is_an_orphan_and_all_others_keep_their_words(
    sentences: tuple[str, ...], separator: str, with_old: bool
) -> None:
    old = "Title\n\n" + separator.join(sentences)
    for deleted, sentence in product(sentences, sentences):
        new = "Title\n\n" + separator.join(each for each in sentences if each != deleted)
        answer = found(old, old.index(sentence), sentence, new, with_old=with_old)
        now = None if answer.span is None else new[answer.span.start : answer.span.end]
        assert now == (None if sentence == deleted else sentence), (deleted, sentence)


@both_ways
@pytest.mark.parametrize("number", [0, 1])
def test_of_two_twins_the_note_of_the_deleted_one_is_not_put_on_the_other(number: int, with_old: bool) -> None:
    opening, middle, closing = "Opening line of it all.", "Middle words come between.", "Closing line."
    old = f"Title\n\n{opening} {TWIN}\n\n{middle} {TWIN} {closing}"
    one_left = (
        f"Title\n\n{opening}\n\n{middle} {TWIN} {closing}",
        f"Title\n\n{opening} {TWIN}\n\n{middle} {closing}",
    )
    start = (old.index(TWIN), old.rindex(TWIN))[number]
    assert found(old, start, TWIN, one_left[number], with_old=with_old).how == "orphan"
    stayed = found(old, start, TWIN, one_left[1 - number], with_old=with_old)
    assert stayed.span is not None
    assert one_left[1 - number][stayed.span.start : stayed.span.end] == TWIN


@both_ways
def test_a_twin_deleted_with_its_paragraph_is_an_orphan(with_old: bool) -> None:
    old = f"Title\n\nIt began well. {TWIN}\n\nIt ended badly. {TWIN} Nobody came."
    new = f"Title\n\nIt ended badly. {TWIN} Nobody came."
    assert found(old, old.index(TWIN), TWIN, new, with_old=with_old).how == "orphan"


@both_ways
def test_a_passage_edited_to_say_what_its_neighbour_says_is_followed(with_old: bool) -> None:
    old = "Title\n\n" + " ".join(COUNCIL)
    new = old.replace("Mr Smith declined", "Mr Jones declined")
    answer = found(old, old.index(COUNCIL[1]), COUNCIL[1], new, with_old=with_old)
    assert answer.span is not None
    assert answer.span.start == old.index(COUNCIL[1])


def test_a_deletion_that_can_slide_parts_where_a_sentence_begins() -> None:
    old = Words.of("It ends. The dog ran. The cat sat.")
    new = Words.of("It ends. The cat sat.")
    assert word_runs(old, range(len(old)), new, range(len(new))) == [Run(0, 0, 3), Run(7, 3, 4)]
    assert word_runs(new, range(len(new)), old, range(len(old))) == [Run(0, 0, 3), Run(3, 7, 4)]
