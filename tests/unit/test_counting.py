"""How many there are, in words."""

import pytest

from reader.text.counting import are, counted


@pytest.mark.parametrize(
    ("number", "thing", "words"),
    [
        (1, "annotation", "1 annotation"),
        (0, "annotation", "0 annotations"),
        (1_200, "search", "1,200 searches"),
        (1, "search", "1 search"),
    ],
)
def test_things_are_counted(number: int, thing: str, words: str) -> None:
    assert counted(number, thing) == words


def test_one_is_and_any_other_number_are() -> None:
    assert [are(number) for number in (0, 1, 2)] == ["are", "is", "are"]
