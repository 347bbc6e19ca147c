"""Dates and sums of money as they are written."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.figures import with_figures
from reader.analysis.names import Name
from reader.analysis.naming import trimmed
from reader.model import EntityType, Span


def written(text: str, *names: Name) -> list[str]:
    return [text[slice(*name.span)] for name in with_figures(text, names)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It was to end on Friday, July 15, said the town.", "Friday, July 15"),
        ("They met on the 24th day of November, 1954.", "24th day of November, 1954"),
        ("Built in May 2012 by hand.", "May 2012"),
        ("On Oct. 20 they left.", "Oct. 20"),
        ("He proposed August 5-6 for the visit.", "August 5-6"),
        ("From 3 March on.", "3 March"),
        ("On January 20 and 21 they met.", "January 20 and 21"),
        ("It rained for the past seven days.", "the past seven days"),
        ("Within the coming 48 hours it may snow.", "the coming 48 hours"),
    ],
)
def test_a_month_with_a_day_or_a_year_is_a_date(text: str, date: str) -> None:
    assert written(text) == [date]


@pytest.mark.parametrize(
    "text",
    ["You may 4 times.", "They march 5 miles.", "May came.", "In 1990 or on a Monday.", "The past two years."],
)
def test_what_may_be_something_else_is_left_to_the_model(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("It cost US$50 a barrel.", "US$50"),
        ("A grant of a $1.65m kind.", "$1.65m"),
        ("Some £3.5 million more.", "£3.5 million"),
        ("It lost 289.4 billion won in June.", "289.4 billion won"),
        ("Fined tens of millions of yuan.", "tens of millions of yuan"),
        ("A bail of R50 000 was set.", "R50 000"),
        ("Between $25-35 million.", "$25-35 million"),
        ("Rs 40,000 crore were spent.", "Rs 40,000 crore"),
    ],
)
def test_a_number_with_a_currency_is_money(text: str, money: str) -> None:
    assert written(text) == [money]


@pytest.mark.parametrize("text", ["It won 5 games.", "Over 40 people.", "Room R 4.", "spent 3 times"])
def test_a_number_alone_is_no_money(text: str) -> None:
    assert EntityType.MONEY not in [name.type for name in with_figures(text, [])]


def test_what_the_model_cut_short_is_made_whole() -> None:
    text = "On Oct. 20 they left."
    assert written(text, Name(Span(3, 7), EntityType.DATE, 0.7)) == ["Oct. 20"]


def test_a_currency_in_small_letters_stays_where_the_model_saw_it() -> None:
    text = "it gave us $ 5 million and us $ 7 million more."
    assert written(text, Name(Span(27, 41), EntityType.MONEY, 0.7)) == ["$ 5 million", "us $ 7 million"]


def test_two_dates_that_the_model_took_for_one_are_two() -> None:
    text = "From July 7 to July 13."
    assert written(text, Name(Span(5, 22), EntityType.DATE, 0.7)) == ["July 7", "July 13"]


def test_a_name_of_another_type_keeps_its_date() -> None:
    text = "The May 4 Medal went to him."
    name = Name(Span(4, 15), EntityType.OTHER, 0.9)
    assert with_figures(text, [name]) == [name]


@given(st.text(alphabet="$1234567890 ,.-MayR", max_size=200))
def test_names_stay_in_order_and_apart(text: str) -> None:
    spans = [name.span for name in with_figures(text, [])]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("spelt", "kept"), [("August and", "August"), ("1936 to", "1936"), ("70", None), ("1936", "1936")]
)
def test_a_date_ends_in_no_small_word_and_is_more_than_a_day(spelt: str, kept: str | None) -> None:
    name = trimmed(spelt, Name(Span(0, len(spelt)), EntityType.DATE, 0.9))
    assert (spelt[slice(*name.span)] if name is not None else None) == kept
