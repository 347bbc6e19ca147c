"""When it is plain that one query asks for no more than another."""

from datetime import date

import pytest

from reader.query.parser import parse
from reader.services.notes.narrowing import narrows


def narrower(query: str, other: str) -> bool:
    today = date(2025, 1, 1)
    return narrows(parse(query, today=today), parse(other, today=today))


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("ferry", ""),
        ("ferry", "fer"),
        ("Ferry", "fer"),
        ("ferry boat", "ferry"),
        ("ferry boat -noon", "boat fer"),
        ("#sea", "#s"),
        ("#sea -boat", "-boat"),
        ('"ferry boat"', "fer"),
        ("Café", "caf"),
    ],
)
def test_to_type_on_narrows(query: str, other: str) -> None:
    assert narrower(query, other)


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("fer", "ferry"),
        ("ferry", "erry"),
        ("ferry", "Fer"),
        ("-ferry", "-fer"),
        ("-fer", "-ferry"),
        ("ferry OR boat", "ferry"),
        ("ferry", '"fer"'),
        ("#sea", '#"s"'),
        ("title:sea", "#sea"),
        ("ferry", "#ferry"),
    ],
)
def test_of_anything_else_nothing_is_concluded(query: str, other: str) -> None:
    assert not narrower(query, other)
