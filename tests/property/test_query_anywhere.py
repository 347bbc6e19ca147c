"""What holds of every query whatever, and of every tree."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Span
from reader.query.dates import days
from reader.query.errors import QueryError
from reader.query.format import written
from reader.query.forms import fold_but_case
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.query.subjects import Subject, subject
from reader.query.terms import sought, spans
from reader.query.tree import (
    Dated,
    Everything,
    Fact,
    Field,
    Is,
    Named,
    Node,
    Words,
    all_of,
    any_of,
    none_of,
    pushed_down,
)
from reader.text.fold import fold
from reader.text.sanitize import clean
from reader.text.width import cells

CHECKED = settings(deadline=None, max_examples=150)
TODAY = date(2025, 2, 3)
PIECES = st.sampled_from(
    ["a", "B", "é", "東", "ß", "(", ")", '"', "“", "”", "-", "#", "|", "*", ":", " ", " ", " OR ", " AND ", " NOT ",
     "tag:", "is:", "unread", "colour:2", "on:", "2w", "2022-01", "x:y", "\u0301", "\x1b[", "\ud800", "\n", "\u200d"]
)  # fmt: skip
QUERIES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def one_line(text: str) -> str:
    return clean(text.replace('"', ""), one_line=True)


TEXTS = st.one_of(st.text(max_size=12), st.lists(PIECES, max_size=4).map("".join)).map(one_line).filter(bool)
DATES = st.sampled_from(["after:2w", "before:2024-12", "on:2025-02-03", "on:2025", "before:today"])


def dated(text: str) -> Node:
    tree = parse(text, today=TODAY)
    assert isinstance(tree, Dated)
    return tree


LEAVES = st.one_of(
    st.builds(Words, TEXTS, st.booleans()),
    st.builds(Named, st.sampled_from(Field), TEXTS, st.booleans()),
    st.builds(Is, st.sampled_from(Fact)),
    DATES.map(dated),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(all_of),
        st.lists(inner, min_size=1, max_size=4).map(any_of),
        inner.map(none_of),
    ),
    max_leaves=8,
)
SUBJECTS = st.builds(
    subject,
    st.lists(TEXTS, max_size=3),
    names=st.dictionaries(st.sampled_from(Field), st.lists(TEXTS, max_size=2), max_size=3),
    facts=st.sets(st.sampled_from(Fact)),
    day=st.none() | st.dates(date(2024, 11, 1), date(2025, 3, 1)),
)


def read(query: str, *, typing: bool) -> Node | QueryError:
    try:
        return parse(query, today=TODAY, typing=typing)
    except QueryError as error:
        return error


@CHECKED
@given(QUERIES, st.booleans())
def test_every_query_is_read_or_pointed_at(query: str, typing: bool) -> None:
    found = read(query, typing=typing)
    if not isinstance(found, QueryError):
        assert parse(written(found), today=TODAY) == found
        return
    assert found.query == clean(query)
    assert 0 <= found.span.start < found.span.end <= len(found.query)
    line, carets = found.caret(40).split("\n")
    assert cells(line) <= 40
    assert carets.strip(" ").strip("^") == ""
    assert "\n" not in str(found)


@CHECKED
@given(TREES)
def test_what_is_written_of_a_tree_is_read_as_that_tree(tree: Node) -> None:
    assert parse(written(tree), today=TODAY) == tree


@CHECKED
@given(TREES)
def test_no_beginning_of_a_query_is_a_mistake_while_it_is_typed(tree: Node) -> None:
    text = written(tree)
    for end in range(len(text)):
        parse(text[:end], today=TODAY, typing=True)
    assert parse(text + " ", today=TODAY, typing=True) == tree


@CHECKED
@given(TREES, SUBJECTS)
def test_negations_mean_the_same_wherever_they_are(tree: Node, each: Subject) -> None:
    assert matches(pushed_down(tree), each) == matches(tree, each)
    assert matches(none_of(tree), each) != matches(tree, each)


@CHECKED
@given(TREES, TREES, SUBJECTS)
def test_both_and_either_are_what_they_are_called(one: Node, other: Node, each: Subject) -> None:
    one_is, other_is = matches(one, each), matches(other, each)
    assert matches(all_of([one, other]), each) == (one_is and other_is)
    assert matches(any_of([one, other]), each) == (one_is or other_is)
    assert matches(Everything(), each)


@CHECKED
@given(TEXTS, TEXTS, st.booleans())
def test_words_are_set_off_where_and_only_where_they_are_found(text: str, sought_text: str, prefix: bool) -> None:
    words = Words(sought_text, prefix)
    found = spans(text, words)
    if fold(sought_text).strip():
        assert bool(found) == matches(words, subject([text]))
    end = 0
    for span in found:
        assert end <= span.start < span.end <= len(text)
        end = span.end


@CHECKED
@given(
    st.lists(st.sampled_from(["ab", "abc", "b", "Ab", "a"]), max_size=8), st.sampled_from(["a", "ab", "abc", "b"])
)
def test_a_word_is_found_as_one_would_by_hand(text: list[str], word: str) -> None:
    joined = ", ".join(text)
    lowered = [each.lower() for each in text]
    assert matches(Words(word), subject([joined])) == any(each.startswith(word) for each in lowered)
    assert matches(Words(word, prefix=False), subject([joined])) == (word in lowered)
    in_case = word.capitalize()
    assert matches(Words(in_case, prefix=False), subject([joined])) == (in_case in text)


@CHECKED
@given(st.text(max_size=40))
def test_with_and_without_case_a_text_has_as_many_code_points(text: str) -> None:
    assert len(fold_but_case(text)) == len(fold(text))
    assert fold_but_case(text.lower()) == fold(text.lower())


@CHECKED
@given(st.text("0123456789-dwmy", max_size=11), st.dates())
def test_any_text_is_days_or_none(text: str, today: date) -> None:
    found = days(text, today)
    assert found is None or found.end is None or found.first < found.end


def test_of_a_query_with_nothing_in_it_nothing_is_set_off() -> None:
    assert sought(Everything()) == ()
    assert spans("text", Everything()) == []
    assert Everything(span=Span(1, 2)) == Everything()
