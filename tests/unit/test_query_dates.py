"""What stands behind after:, before: and on:."""

from datetime import date

import pytest

from reader.query.dates import days
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.query.subjects import subject

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2022", "2022-01-01", "2023-01-01"),
        ("2022-12", "2022-12-01", "2023-01-01"),
        ("2024-2", "2024-02-01", "2024-03-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2022-1-3", "2022-01-03", "2022-01-04"),
        ("today", "2024-03-31", "2024-04-01"),
        ("Yesterday", "2024-03-30", "2024-03-31"),
        ("0d", "2024-03-31", "2024-04-01"),
        ("3d", "2024-03-28", "2024-03-29"),
        ("2w", "2024-03-17", "2024-03-18"),
        ("1m", "2024-02-29", "2024-03-01"),
        ("3m", "2023-12-31", "2024-01-01"),
        ("13M", "2023-02-28", "2023-03-01"),
        ("1y", "2023-03-31", "2023-04-01"),
        ("9999d", "1996-11-14", "1996-11-15"),
        ("0001", "0001-01-01", "0002-01-01"),
    ],
)
def test_days_are_named(text: str, first: str, end: str) -> None:
    assert days(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31"])
def test_after_the_last_day_there_is_none(text: str) -> None:
    found = days(text, TODAY)
    assert found is not None
    assert found.end is None


@pytest.mark.parametrize(
    "text",
    ["", "0000", "2022-00", "2022-13", "2023-02-29", "22", "2022-", "2022-01-01-01", "2022/01", "3", "d", "-3d", "3x",
     "9999y", "99999d", "٢٠٢٢", "tomorrow"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert days(text, TODAY) is None


def test_yesterday_of_the_first_day_is_none() -> None:
    assert days("yesterday", date.min) is None
    assert days("1d", date.min) is None


@pytest.mark.parametrize(
    ("query", "matching"),
    [
        ("after:2024-02", [date(2024, 2, 1), date(2024, 3, 5)]),
        ("before:2024-02", [date(2024, 1, 31)]),
        ("on:2024-02", [date(2024, 2, 1)]),
        ("-on:2024-02", [date(2024, 1, 31), date(2024, 3, 5), None]),
        ("after:2024-02 before:2024-03", [date(2024, 2, 1)]),
    ],
)
def test_after_has_the_first_day_and_before_has_not(query: str, matching: list[date | None]) -> None:
    tree = parse(query, today=TODAY)
    of_days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 3, 5), None]
    assert [day for day in of_days if matches(tree, subject([], day=day))] == matching
