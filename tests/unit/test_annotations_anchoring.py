"""Passages are found again after an edit, and honestly called orphans when they are not."""

import time

import pytest

from reader.annotations.anchoring import Anchorer, anchor
from reader.annotations.targets import make_target
from reader.model import Span, Target

OLD = (
    "The harbour waits\n\n"
    "The town of Elmouth has waited eleven years for its new harbour wall, and on Friday it was told to wait "
    "again. The engineers who drew the first plans have retired or moved inland.\n\n"
    "“We were promised a wall by the autumn,” said Ruth Calloway, who runs the fish market. “What we have is a "
    "fence and a sign that somebody painted over.”\n\n"
    "The council blames the price of stone, which has doubled since the tender closed. A spokesman said that a "
    "cheaper design would be shown in March, with a shorter pier and no lighthouse.\n\n"
    "Fishermen doubt it. Three boats were lost in the January storms, and the insurers have stopped returning "
    "calls about the fourth."
)
SENTENCE = "The council blames the price of stone, which has doubled since the tender closed."


def target_of(words: str, text: str = OLD) -> Target:
    start = text.index(words)
    return make_target(text, Span(start, start + len(words)))


def found(words: str, new: str, *, with_old: bool = True) -> str | None:
    answer = anchor(target_of(words), new, old_text=OLD if with_old else None)
    return None if answer.span is None else new[answer.span.start : answer.span.end]


both_ways = pytest.mark.parametrize("with_old", [True, False])


def test_in_the_same_text_the_offsets_are_the_answer() -> None:
    target = target_of(SENTENCE)
    answer = anchor(target, OLD, same_text=True)
    assert (answer.span, answer.how, answer.score) == (Span(target.start, target.end), "exact", 1.0)


def test_offsets_that_do_not_hold_the_words_are_not_believed() -> None:
    target = target_of(SENTENCE)
    shifted = Target(target.start + 5, target.end + 5, target.exact, target.prefix, target.suffix)
    answer = anchor(shifted, OLD, same_text=True)
    assert answer.span == Span(target.start, target.end)
    assert answer.how == "moved"


@both_ways
def test_text_inserted_before_moves_the_passage(with_old: bool) -> None:
    new = OLD.replace("\n\n", "\n\nThis article was updated on Sunday.\n\n", 1)
    assert found(SENTENCE, new, with_old=with_old) == SENTENCE


@both_ways
def test_a_reworded_passage_is_found_with_its_new_ends(with_old: bool) -> None:
    reworded = "The town council blames a price of stone that has more than doubled since the tender was closed."
    assert found(SENTENCE, OLD.replace(SENTENCE, reworded), with_old=with_old) == reworded


@both_ways
def test_a_typing_error_put_right_in_the_only_word_is_followed(with_old: bool) -> None:
    assert found("autumn", OLD.replace("autumn", "autunm"), with_old=with_old) == "autunm"


@both_ways
def test_other_quotation_marks_spaces_and_dashes_do_not_matter(with_old: bool) -> None:
    new = OLD.replace("“", '"').replace("”", '"').replace(" ", "\u00a0").replace("\n\n", "\n")
    words = "“We were promised a wall by the autumn,” said Ruth Calloway"
    assert found(words, new, with_old=with_old) == words.replace("“", '"').replace("”", '"').replace(
        " ", "\u00a0"
    )


@both_ways
def test_a_moved_paragraph_is_followed(with_old: bool) -> None:
    title, *paragraphs = OLD.split("\n\n")
    new = "\n\n".join([title, *reversed(paragraphs)])
    assert found(SENTENCE, new, with_old=with_old) == SENTENCE


@both_ways
def test_a_copy_elsewhere_does_not_steal_a_passage_that_was_edited(with_old: bool) -> None:
    edited = "The council now blames the price of stone, which has tripled since the tender closed."
    copy = f"{SENTENCE}\n\n"
    title, rest = OLD.replace(SENTENCE, edited).split("\n\n", 1)
    new = f"{title}\n\n{copy}{rest}\n\n{copy}"
    assert found(SENTENCE, new, with_old=with_old) == edited


@both_ways
def test_a_copy_elsewhere_does_not_steal_a_passage_that_stayed(with_old: bool) -> None:
    title, rest = OLD.split("\n\n", 1)
    new = f"{title}\n\n{SENTENCE}\n\n{rest}"
    answer = anchor(target_of(SENTENCE), new, old_text=OLD if with_old else None)
    assert answer.span is not None
    assert answer.span.start == new.rindex(SENTENCE)


@both_ways
@pytest.mark.parametrize(
    "words",
    [
        SENTENCE,
        "What we have is a fence and a sign that somebody painted over.",
        "with a shorter pier and no lighthouse",
        "the insurers have stopped returning calls",
        "lighthouse",
    ],
)
def test_a_deleted_passage_is_an_orphan(words: str, with_old: bool) -> None:
    assert found(words, OLD.replace(words, ""), with_old=with_old) is None


@both_ways
def test_a_deleted_word_that_also_stands_elsewhere_is_an_orphan(with_old: bool) -> None:
    new = OLD.replace("The council blames the price of stone", "The council blames the price")
    target = target_of("of stone")
    new += "\n\nA heap of stone lies on the quay."
    assert anchor(target, new, old_text=OLD if with_old else None).span is None


@both_ways
def test_a_passage_replaced_by_another_is_an_orphan(with_old: bool) -> None:
    other = "Nobody at the ministry could be reached, although its telephones rang for most of a wet afternoon."
    assert found(SENTENCE, OLD.replace(SENTENCE, other), with_old=with_old) is None


@both_ways
def test_an_unrelated_text_leaves_only_orphans(with_old: bool) -> None:
    new = (
        "On the election\n\n" + "Voters in the north went to the polls in the rain, and the count went on. " * 20
    )
    for words in (SENTENCE, "Ruth Calloway", "January storms"):
        assert found(words, new, with_old=with_old) is None


def test_between_a_paragraph_and_the_copy_beside_it_nothing_is_chosen() -> None:
    paragraph = OLD.split("\n\n")[3]
    new = OLD.replace(paragraph, f"{paragraph}\n\n{paragraph}")
    assert anchor(target_of(paragraph), new, old_text=OLD).how == "orphan"


REPEATING = "The lots\n\n" + "\n\n".join(
    f"Lot {number}: a cask of {number} gallons, sound, with two iron hoops, to be taken away by the buyer on the "
    "day of the sale and not later, at the buyer's own cost and risk."
    for number in range(1, 9)
)


def test_a_deleted_passage_is_not_pinned_to_one_that_resembles_it_and_was_there_before() -> None:
    fourth = REPEATING.split("\n\n")[4]
    new = REPEATING.replace(fourth + "\n\n", "")
    assert anchor(target_of(fourth, REPEATING), new, old_text=REPEATING).how == "orphan"


def test_in_a_text_that_repeats_itself_a_passage_does_not_move_to_its_twin() -> None:
    start = REPEATING.index("two iron hoops", REPEATING.index("Lot 4"))
    target = make_target(REPEATING, Span(start, start + len("two iron hoops")))
    fourth = REPEATING.split("\n\n")[4]
    new = REPEATING.replace(fourth, fourth.replace("sound", "leaking").replace("day of the sale", "next day"))
    answer = anchor(target, new, old_text=REPEATING)
    assert answer.span is not None
    assert new[: answer.span.start].endswith("leaking, with ")


def test_text_without_spaces_between_words_is_followed() -> None:
    old = (
        "港の町\n\n町は新しい堤防を十一年待っている。市長は石の値段が二倍になったと言う。漁師たちは信じていない。"
    )
    new = old.replace("十一年", "もう十二年").replace("と言う", "と繰り返し言う")
    target = target_of("石の値段が二倍になった", old)
    answer = anchor(target, new, old_text=old)
    assert answer.span is not None
    assert new[answer.span.start : answer.span.end] == "石の値段が二倍になった"


def test_a_target_of_punctuation_alone_or_an_empty_text_is_no_error() -> None:
    assert anchor(target_of("“"), "").how == "orphan"
    assert anchor(Target(0, 3, " \n "), OLD).how == "orphan"


def test_one_anchorer_answers_for_many_targets_as_for_one() -> None:
    new = OLD.replace("Friday", "Saturday").replace("March", "early April")
    anchorer = Anchorer(new, OLD)
    for words in (SENTENCE, "Ruth Calloway", "on Friday it was told to wait again"):
        assert anchorer.anchor(target_of(words)) == anchor(target_of(words), new, old_text=OLD)


def test_a_megabyte_of_one_repeated_word_takes_no_age() -> None:
    text = "stone " * 170_000
    target = make_target(text, Span(60_000, 60_500))
    began = time.monotonic()
    anchor(target, text.replace("stone ", "stones ", 5) + "end", old_text=text)
    assert time.monotonic() - began < 10
