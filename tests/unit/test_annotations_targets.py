"""Targets from passages, and passages from typed words."""

import pytest

from reader.annotations.targets import CONTEXT, find_exact, make_target
from reader.model import Span

TEXT = "a" * 200 + "the harbour" + "b" * 200


def test_a_target_has_96_characters_on_either_side() -> None:
    target = make_target(TEXT, Span(200, 211))
    assert target.exact == "the harbour"
    assert (target.prefix, target.suffix) == ("a" * CONTEXT, "b" * CONTEXT)


def test_context_stops_at_the_ends_of_the_text() -> None:
    target = make_target("harbour", Span(0, 7))
    assert (target.prefix, target.suffix) == ("", "")


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 3), Span(-1, 3), Span(0, 8)])
def test_an_empty_or_outside_span_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="no passage"):
        make_target("harbour", span)


def test_all_places_of_the_words_are_found_in_order() -> None:
    assert find_exact("no go, no show", "no") == [Span(0, 2), Span(7, 9)]


def test_prefix_and_suffix_choose_among_the_places() -> None:
    assert find_exact("no go, no show", "no", prefix=", ") == [Span(7, 9)]
    assert find_exact("no go, no show", "no", suffix=" go") == [Span(0, 2)]


def test_nothing_is_found_nowhere() -> None:
    assert find_exact("text", "") == []
    assert find_exact("text", "words") == []
