"""A word that stands nowhere is taken for the commonest that is one letter away."""

from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.query.format import written
from reader.query.parser import parse
from reader.query.tree import Words
from reader.services.searching import correcting
from reader.services.searching.correcting import corrected
from reader.text.misspelling import spellings

TEXT = {"harbour": 9, "harbours": 2, "minister": 5, "minster": 1, "ministers": 3, "москва": 4, "war": 9}


def occurrences(words: Collection[Words]) -> dict[Words, int]:
    found = {}
    for word in words:
        count = sum(
            n for text, n in TEXT.items() if text == word.text or (word.prefix and text.startswith(word.text))
        )
        if count:
            found[word] = count
    return found


def meant(query: str) -> str | None:
    tree = corrected(parse(query, today=date(2025, 2, 3)), occurrences)
    return None if tree is None else written(tree)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbor", '"harbour"'),
        ("harbuor", '"harbour"'),
        ("jarbour", '"harbour"'),
        ("harbbour", '"harbour"'),
        ("Harbuor", '"harbour"'),
        ("minsiter", '"minister"'),
        ("мсоква", '"москва"'),
        ("harbuor minsiter tag:claim", '"harbour" "minister" tag:claim'),
        ("harbuor OR minister", '"harbour" OR minister'),
        ("harbuor -minsiter", '"harbour" -minsiter'),
    ],
    ids=lambda text: text.replace(" ", "_") if isinstance(text, str) else "nothing",
)
def test_a_word_a_letter_away_is_taken(typed: str, found: str) -> None:
    assert meant(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "harb",
        "minister",
        "hxrbxur",
        "wra",
        '"harbuor wall"',
        "has:note",
        "",
        "東京",
        "c++++",
        "-harbuor",
        "x" * 40,
    ],
    ids=[
        "begun",
        "there",
        "two letters",
        "short",
        "phrase",
        "no word",
        "empty",
        "unspaced",
        "signs",
        "not",
        "long",
    ],
)
def test_other_words_stay(typed: str) -> None:
    assert meant(typed) is None


def test_few_words_of_a_query_are_looked_for_in_other_spellings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "MOST_WORDS", 1)
    assert meant("harbuor minsiter") == '"harbour" minsiter'


@given(word=st.text(alphabet="abcdeéжя", min_size=1, max_size=6), data=st.data())
def test_spellings_are_one_letter_away_and_all_that_are(word: str, data: st.DataObject) -> None:
    found = spellings(word)
    assert all(OSA.distance(word, other) == 1 for other in found)
    at = data.draw(st.integers(0, len(word) - 1))
    letters = [letter for letter in "abcxyz" if any(own in "abcde" for own in word)]
    nearby = {word[:at] + word[at + 1 :], *(word[:at] + letter + word[at:] for letter in letters)}
    assert nearby - {word, ""} <= found
