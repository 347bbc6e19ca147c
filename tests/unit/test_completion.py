"""Tags are completed as a reader means them, one after another on one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.saved_search import SavedSearch
from reader.services.tags.completion import complete, complete_query, join_tags, split_tags, tag_at, with_tag

IN_USE = {"claim": 12, "clay": 2, "disclaimer": 30, "economy": 7, "Économie": 3, "war": 1, "warsaw": 40}


def test_the_tag_itself_comes_first_then_beginnings_then_insides() -> None:
    assert complete("war", IN_USE) == ["war", "warsaw"]
    assert complete("cla", IN_USE) == ["claim", "clay", "disclaimer"]


def test_of_equals_the_one_used_most_comes_first() -> None:
    assert complete("", IN_USE, limit=2) == ["warsaw", "disclaimer"]


def test_case_and_accents_do_not_count() -> None:
    assert complete("ÉCON", IN_USE) == ["economy", "Économie"]


def test_a_misspelt_tag_is_found_after_all_others() -> None:
    assert complete("ecomony", IN_USE)[0] == "economy"
    assert complete("calim", IN_USE)[0] == "claim"


def test_what_is_there_already_is_not_offered() -> None:
    assert complete("cla", IN_USE, without=["claim"]) == ["clay", "disclaimer"]


def test_nothing_alike_is_completed_by_nothing() -> None:
    assert complete("zzzz", IN_USE) == []


def test_the_tag_under_the_cursor_is_the_one_that_is_completed() -> None:
    line = "claim, econ, doubt"
    assert tag_at(line, 10) == (7, 11)
    assert with_tag(line, 10, "economy") == ("claim, economy, doubt", 16)


def test_a_completed_tag_at_the_end_leaves_room_for_the_next() -> None:
    assert with_tag("cl", 2, "claim") == ("claim, ", 7)
    assert with_tag("doubt,cl", 8, "war crimes") == ("doubt, war crimes, ", 19)


@given(st.text(alphabet="ab ,", max_size=12), st.integers(0, 12), st.text(alphabet="cd", min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_completing_changes_one_tag_and_keeps_the_others(line: str, cursor: int, tag: str) -> None:
    cursor = min(cursor, len(line))
    start, end = tag_at(line, cursor)
    after, place = with_tag(line, cursor, tag)
    assert split_tags(after) == [*split_tags(line[:start]), tag, *split_tags(line[end:])]
    assert after[:place].endswith(f"{tag}, ")


@given(st.lists(st.text(alphabet="ab c", min_size=1).map(str.strip).filter(bool)))
@settings(max_examples=50, deadline=None)
def test_tags_survive_the_line(tags: list[str]) -> None:
    assert split_tags(join_tags(tags)) == tags


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("tag:cla|", 'tag:"claim" |'),
        ("ferry tag:wars|", 'ferry tag:"warsaw" |'),
        ("-tag:wars| ferry", '-tag:"warsaw" |ferry'),
        ("#cl|", 'tag:"claim" |'),
        ('tag:"cla|', 'tag:"claim" |'),
        ("tag:|", 'tag:"warsaw" |'),
    ],
)
def test_a_tag_in_a_query_is_completed_where_it_is_typed(typed: str, completed: str) -> None:
    line, _, rest = typed.partition("|")
    found = complete_query(line + rest, len(line), IN_USE)
    assert found is not None
    assert f"{found[0][: found[1]]}|{found[0][found[1] :]}" == completed


def test_a_search_in_a_query_is_completed_where_it_is_typed() -> None:
    searches = [SavedSearch("01A", "Talks", "macron"), SavedSearch("01B", "Long reads", "harbour")]
    assert complete_query("a -search:lo b", 12, IN_USE, searches) == ('a -search:"Long reads" b', 23)
    assert complete_query("search:claim", 12, IN_USE, searches) is None


@pytest.mark.parametrize("typed", ["", "|ferry", "ferry|", "tag:zzz|", "|tag:cla", "tag:cla ferry|"])
def test_where_no_tag_is_typed_nothing_is_completed(typed: str) -> None:
    line, _, rest = typed.partition("|")
    assert complete_query(line + rest, len(line), IN_USE) is None
