"""A query's text becomes the tree that it asks for; what is not finished is no mistake while it is typed."""

from collections.abc import Callable
from datetime import date

import pytest

from reader.model import Span
from reader.model.saved_search import SavedSearch
from reader.query.errors import QueryError
from reader.query.format import written
from reader.query.limits import MAX_DEPTH, MAX_LENGTH, MAX_TERMS
from reader.query.parser import parse
from reader.query.tree import (
    And,
    Everything,
    Fact,
    Field,
    Is,
    Named,
    Node,
    Not,
    Or,
    Words,
    all_of,
    none_of,
    pushed_down,
)

TODAY = date(2025, 2, 3)
A, B, C = map(Words, "abc")


def read(query: str, *, typing: bool = False) -> Node:
    return parse(query, today=TODAY, typing=typing)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        (" \n", Everything()),
        ("*", Everything()),
        ("a * b", And((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a|b|c", Or((A, B, C))),
        ("a (b c)", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("(a OR b)c", And((Or((A, B)), C))),
        ("((a))", A),
        ("NOT a -b", And((Not(A), Not(B)))),
        ("--a", A),
        ("NOT -NOT a", Not(A)),
        ("-(a -b)", Not(And((A, Not(B))))),
        ("or and not", And((Words("or"), Words("and"), Words("not")))),
        ("vice-president", Words("vice-president")),
        ("a*", A),
        ('"a  b"c', And((Words("a b", prefix=False), C))),
        ('"OR"', Words("OR", prefix=False)),
        ("«a»“b”*", And((Words("a", prefix=False), Words("b")))),
        ('"a “b” c"', Words("a “b” c", prefix=False)),
        ("#a", Named(Field.TAG, "a")),
        ('-tag:"a b"*', Not(Named(Field.TAG, "a b"))),
        ("Author:-a:b", Named(Field.AUTHOR, "-a:b")),
        ("# c#", And((Words("#"), Words("c#")))),
        ("IS:Read", Is(Fact.READ)),
        ("Headline: a", And((Words("Headline:"), A))),
        ("https://a.b/c", Words("https://a.b/c")),
        ("12:30", Words("12:30")),
        ("\x1b[31ma\u200b", A),
    ],
)
def test_a_query_asks_for_its_tree(query: str, tree: Node) -> None:
    assert read(query) == tree


def test_leaves_know_where_they_stand() -> None:
    tree = read('a -"b c"* (tag:"d")')
    assert isinstance(tree, And)
    assert [(part.part if isinstance(part, Not) else part).span for part in tree.parts] == [
        Span(0, 1),
        Span(3, 9),
        Span(11, 18),
    ]


def test_colours_go_by_their_names_whatever_the_case() -> None:
    for query in ("colour:Éclair", "colour:eclair", "colour:2"):
        assert parse(query, today=TODAY, colours=("one", "éclair")) == Is(Fact.COLOUR_2)
    assert parse('colour:"two words"', today=TODAY, colours=("two words",)) == Is(Fact.COLOUR_1)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a OR", A),
        ("a OR ", A),
        ("a AND ", A),
        ("a NOT ", A),
        ("a -", A),
        ("a #", A),
        ("a (", A),
        ("a -(", A),
        ("a (b OR (c", And((A, Or((B, C))))),
        ('a "', A),
        ('a "b c', And((A, Words("b c")))),
        ("a “b", And((A, B))),
        ("a tag:", A),
        ('a tag:"', A),
        ('tag:"a b', Named(Field.TAG, "a b")),
        ("a is:unr", A),
        ("a OR on:202", A),
        ("a -is:h", A),
        ("a https:/", A),
        ("(", Everything()),
    ],
)
def test_what_is_missing_at_the_end_of_what_is_typed_does_not_count_yet(query: str, tree: Node) -> None:
    assert read(query, typing=True) == tree
    with pytest.raises(QueryError):  # but for a "-" or "#", which may be meant
        read(query if query[-1] not in "-#" else "(")


@pytest.mark.parametrize("query", ["is:unr a", "a | | b", "OR a", "a)", "() a", "tag: a", "https:/ "])
def test_a_mistake_that_typing_has_passed_is_one(query: str) -> None:
    with pytest.raises(QueryError):
        read(query, typing=True)


@pytest.mark.parametrize("query", ["nosuch:x", 'a -nosuch:"', "a is:x", "colour:x", "search:x", "https:/x"])
def test_what_cannot_become_right_any_more_is_a_mistake_while_it_is_typed(query: str) -> None:
    with pytest.raises(QueryError):
        read(query, typing=True)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("ab is:x cd", "is:x"),
        ('ab "cd', '"cd'),
        ("ab (cd", "("),
        ("ab) cd", ")"),
        ("ab ( ) cd", "( )"),
        ("ab OR", "OR"),
        ("ab || cd", "|"),
        ("ab -tag:", "tag:"),
        ("東京 on:x", "on:x"),
        ("ab (AND cd)", "AND"),
        ("ab NOT)", "NOT"),
    ],
)
def test_a_mistake_is_pointed_at(query: str, place: str) -> None:
    with pytest.raises(QueryError) as told:
        read(query)
    error = told.value
    assert error.query[slice(*error.span)] == place
    assert str(error).endswith((".", "?"))


def test_carets_stand_below_the_place_though_characters_before_it_are_wide() -> None:
    with pytest.raises(QueryError) as told:
        read("東京\ton:x 東京")
    assert told.value.caret() == "東京 on:x 東京\n     ^^^^"


@pytest.mark.parametrize("width", [20, 40, 79])
@pytest.mark.parametrize("word", ["word ", "東京 "])
def test_of_a_long_query_the_place_is_shown(width: int, word: str) -> None:
    with pytest.raises(QueryError) as told:
        read(word * 40 + "on:x " + word * 40)
    line, carets = told.value.caret(width).split("\n")
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(carets) <= width
    wide_before = sum(character in "東京" for character in line[: line.index("on:x")])
    assert carets == " " * (line.index("on:x") + wide_before) + "^^^^"


def test_a_query_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert read("x" * MAX_LENGTH)
    with pytest.raises(QueryError, match="4,001 characters"):
        read("x" * (MAX_LENGTH + 1), typing=True)


def test_a_query_may_have_as_many_terms_as_the_limit_and_no_more() -> None:
    tree = read("x " * MAX_TERMS)
    assert isinstance(tree, And)
    assert len(tree.parts) == MAX_TERMS
    with pytest.raises(QueryError, match="201 words"):
        read("x " * (MAX_TERMS + 1))


def test_parentheses_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    assert read("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == A
    assert read("-" * 3_000 + "a") == A
    with pytest.raises(QueryError, match="20 parentheses"):
        read("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))


def test_all_of_nothing_is_everything() -> None:
    assert all_of([]) == Everything()
    assert all_of([Everything(), A]) == A
    assert none_of(none_of(A)) == A


def test_negations_are_pushed_down_to_what_can_be_asked() -> None:
    assert pushed_down(read("-(a (b OR -c))")) == Or((Not(A), And((Not(B), C))))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("a  AND b | NOT c", "a b OR -c"),
        ("(a OR b) -(c d)", "(a OR b) -(c d)"),
        ('#x tag:"x" "x" "x y"*', 'tag:x tag:"x" "x" "x y"*'),
        ("Colour:2 IS:unread ON:Today", "colour:2 is:unread on:today"),
        ('"OR"* "-a"* "#a"* "(a)"* "a*"* "x:y"*', '"OR"* "-a"* "#a"* "(a)"* "a*"* "x:y"*'),
        ("* OR a", "* OR a"),
        ("*", ""),
    ],
)
def test_a_tree_is_written_in_one_way(query: str, text: str) -> None:
    assert written(read(query)) == text


def test_a_name_with_a_quotation_mark_in_it_can_be_asked_for() -> None:
    assert written(Named(Field.TAG, 'say "hi"', prefix=False)) == 'tag:"say ”hi”"'


def named(**queries: str) -> Callable[[], list[SavedSearch]]:
    return lambda: [SavedSearch(name, name, query) for name, query in queries.items()]


def test_what_a_search_asks_for_stands_where_it_is_named() -> None:
    tree = parse("x -search:ab", today=TODAY, searches=named(ab="a b"))
    assert tree == And((Words("x"), Not(And((A, B)))))
    spans = [part.span for part in tree.parts[1].part.parts]  # type: ignore[union-attr]
    assert spans == [Span(3, 12), Span(3, 12)]


def test_searches_are_asked_for_only_if_one_is_named() -> None:
    def searches() -> list[SavedSearch]:
        raise AssertionError

    assert parse("a", today=TODAY, searches=searches) == A


def test_searches_that_ask_for_one_another_are_told_at_the_place_that_the_reader_typed() -> None:
    with pytest.raises(QueryError) as told:
        parse("x search:a", today=TODAY, searches=named(a="search:b", b="y search:c", c="search:a"))
    assert (str(told.value), told.value.span) == ("The search “a” asks for itself.", Span(2, 10))


def test_the_terms_of_searches_count_with_those_that_name_them() -> None:
    doubled = {f"s{number}": f"search:s{number + 1} search:s{number + 1}" for number in range(30)} | {"s30": "x"}
    with pytest.raises(QueryError) as told:
        parse("search:s0", today=TODAY, searches=named(**doubled))
    assert str(told.value) == f"With the searches in it the query has more than {MAX_TERMS} words and fields."
    assert told.value.span == Span(0, 9)


def test_a_search_whose_name_is_being_typed_does_not_count_yet() -> None:
    assert parse("x search:a", today=TODAY, searches=named(ab="a"), typing=True) == Words("x")
