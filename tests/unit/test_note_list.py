"""Notes in order, under headings, and cut to what can be seen."""

import time
from collections.abc import Iterable
from datetime import date

import pytest

from reader.model import Annotation, Span
from reader.services.dates import day_name, short_day
from reader.services.excerpts import excerpt
from reader.services.notes.ordering import NoteGroup, NoteOrder, grouped
from reader.services.notes.subjects import NoteSubject
from tests.fakes.host import annotation

OLD = annotation("old", article="a", title="Zebras", start=5, created="2025-02-01T12:00:00.000Z", tags=("b", "a"))
MID = annotation("mid", article="b", title="Apples", start=9, created="2025-02-02T12:00:00.000Z", tags=("a",))
NEW = annotation("new", article="a", title="Zebras", start=1, created="2025-02-03T12:00:00.000Z")
ALL = [NEW, OLD, MID]


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def arranged(
    notes: Iterable[Annotation], order: NoteOrder, group: NoteGroup, *, today: date | None = None
) -> list[str]:
    """Each group's title with its size, and after it its passages."""
    spelt = []
    for each in grouped(map(NoteSubject, notes), order, group, today=today):
        spelt += [f"# {each.title} {len(each.notes)}"] if each.title else []
        spelt += [note.annotation.target.exact for note in each.notes]
    return spelt


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (NoteOrder.NEWEST, ["new", "mid", "old"]),
        (NoteOrder.OLDEST, ["old", "mid", "new"]),
        (NoteOrder.PLACE, ["mid", "new", "old"]),
    ],
)
def test_ungrouped_notes_are_in_the_order_asked_for(order: NoteOrder, expected: list[str]) -> None:
    assert arranged(ALL, order, NoteGroup.NONE) == expected


def test_articles_come_in_the_order_of_their_first_note() -> None:
    rows = arranged(ALL, NoteOrder.NEWEST, NoteGroup.ARTICLE)
    assert rows == ["# Zebras 2", "new", "old", "# Apples 1", "mid"]
    rows = arranged(ALL, NoteOrder.PLACE, NoteGroup.ARTICLE)
    assert rows == ["# Apples 1", "mid", "# Zebras 2", "new", "old"]


def test_a_note_stands_under_each_of_its_tags_and_untagged_ones_come_last() -> None:
    rows = arranged(ALL, NoteOrder.NEWEST, NoteGroup.TAG)
    assert rows == ["# a 2", "mid", "old", "# b 1", "old", "# No tags 1", "new"]


def test_colours_come_by_number_under_the_readers_names_for_them() -> None:
    notes = [annotation("x", colour=3), annotation("y"), annotation("z", colour=3)]
    groups = grouped(map(NoteSubject, notes), NoteOrder.OLDEST, NoteGroup.COLOUR, colours=("mark", "b", "voices"))
    assert [(each.title, len(each.notes)) for each in groups] == [("mark", 1), ("voices", 2)]


def test_speakers_come_by_name_and_what_nobody_says_last() -> None:
    notes = [annotation("x"), annotation("y", speaker="Zoë"), annotation("z", speaker="ann")]
    rows = arranged(notes, NoteOrder.OLDEST, NoteGroup.SPEAKER)
    assert rows == ["# ann 1", "z", "# Zoë 1", "y", "# No speaker 1", "x"]


def test_dates_are_named_as_a_reader_says_them() -> None:
    rows = arranged(ALL, NoteOrder.NEWEST, NoteGroup.DATE, today=date(2025, 2, 3))
    assert rows == ["# Today 1", "new", "# Yesterday 1", "mid", "# Saturday 1 February 2025 1", "old"]


def test_what_is_no_date_has_a_heading_too() -> None:
    odd = annotation("odd", created="yesterday-ish")
    assert arranged([odd], NoteOrder.NEWEST, NoteGroup.DATE) == ["# No date 1", "odd"]
    assert short_day("") == ""


def test_an_article_without_a_title_has_a_heading_all_the_same() -> None:
    assert arranged([annotation("x", title="")], NoteOrder.NEWEST, NoteGroup.ARTICLE)[0] == "# Untitled 1"


def test_days_long_ago_have_their_year() -> None:
    assert day_name(date(1999, 12, 31), date(2025, 1, 1)) == "Friday 31 December 1999"


def test_an_excerpt_begins_at_a_word_before_the_first_hit() -> None:
    text = "the quick brown fox jumps over the lazy dog and then sleeps by the warm river"
    shown = excerpt(text, [Span(53, 59)], 20)
    assert shown.text == "…the lazy dog and then sleeps by the warm river"
    assert [shown.text[hit.start : hit.end] for hit in shown.hits] == ["sleeps"]


def test_an_excerpt_of_what_fits_is_the_text_itself() -> None:
    assert excerpt("a short text", [Span(2, 7)], 40).text == "a short text"
    assert excerpt("a long text without a hit", [], 5).text == "a long text without a hit"
