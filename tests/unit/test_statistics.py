"""What notes come to: weeks, tags, people, and which tags stand together."""

import time
from datetime import date, timedelta

import pytest

from reader.model import ArticleMark
from reader.services.notes import statistics as module
from reader.services.notes.statistics import MOST_WEEKS, Ranked, Week, statistics
from reader.services.tags.pairs import TagPair, tag_pairs
from tests.fakes.host import annotation

TODAY = date(2025, 2, 12)  # a Wednesday


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def test_notes_are_counted_with_their_articles_words_tags_and_people() -> None:
    notes = [
        annotation("a", tags=("claim",), speaker="Ann", note="x"),
        annotation("b", tags=("claim", "doubt"), speaker="Bob", article="b" * 16),
        annotation("c", speaker="Bob", note=" "),
    ]
    mark = ArticleMark(notes[0].article, "", tags=("doubt", "weekly"))
    found = statistics(notes, [mark], today=TODAY)
    assert (found.notes, found.articles, found.with_words, found.tagged) == (3, 2, 1, 2)
    assert found.tags == (Ranked("claim", 2), Ranked("doubt", 2), Ranked("weekly", 1))
    assert found.people == (Ranked("Bob", 2), Ranked("Ann", 1))


def test_weeks_begin_on_monday_and_those_without_a_note_are_there_too() -> None:
    days = ("2025-01-26", "2025-01-27", "2025-02-12", "2025-02-12")
    notes = [annotation(created=f"{day}T12:00:00.000Z") for day in days]
    assert statistics(notes, [], today=TODAY).weeks == (
        Week(date(2025, 1, 20), 1),
        Week(date(2025, 1, 27), 1),
        Week(date(2025, 2, 3), 0),
        Week(date(2025, 2, 10), 2),
    )


def test_of_many_years_the_last_weeks_are_told() -> None:
    notes = [annotation(created="2001-01-01T12:00:00.000Z"), annotation(created="2025-02-11T12:00:00.000Z")]
    weeks = statistics(notes, [], today=TODAY).weeks
    assert len(weeks) == MOST_WEEKS
    assert weeks[-1] == Week(date(2025, 2, 10), 1)
    assert weeks[0].start == weeks[-1].start - timedelta(weeks=MOST_WEEKS - 1)


@pytest.mark.parametrize("created", ["yesterday-ish", "2999-01-01T00:00:00.000Z"])
def test_notes_of_no_day_or_one_to_come_are_in_no_week(created: str) -> None:
    found = statistics([annotation(created=created)], [], today=TODAY)
    assert (found.notes, found.weeks) == (1, ())


def test_no_more_names_are_told_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_RANKED", 2)
    found = statistics([annotation(tags=("a", "b", "c"))], [], today=TODAY)
    assert [each.name for each in found.tags] == ["a", "b"]


def test_pairs_come_by_how_often_they_stand_together() -> None:
    notes = [
        annotation(tags=("claim", "theme/money")),
        annotation(tags=("theme/money", "claim", "doubt")),
        annotation(tags=("theme", "claim")),
        annotation(tags=("doubt",)),
    ]
    pairs = tag_pairs(notes)
    assert pairs[0] == TagPair("claim", "theme", 3, 3, 3)
    assert pairs[0].share == 1
    assert pairs[0].query == 'tag:"claim" tag:"theme"'
    assert pairs[1] == TagPair("claim", "theme/money", 2, 3, 2)
    assert {(pair.one, pair.other) for pair in pairs[2:]} == {
        ("claim", "doubt"), ("doubt", "theme"), ("doubt", "theme/money"),
    }  # fmt: skip


def test_a_note_with_very_many_tags_is_paired_in_part_and_only_so_many_pairs_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = annotation(tags=tuple(f"t{n:03}" for n in range(300)))
    assert len(tag_pairs([many])) == 40 * 39 // 2
    monkeypatch.setattr("reader.services.tags.pairs.MOST_PAIRS", 3)
    assert len(tag_pairs([many])) == 3
