"""The page of an entity in lines, and what is said of entities in a few words."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.errors import EntityNotFoundError
from reader.library.known import KnownEntity
from reader.model import Analysis, Entity, EntityType, Mention, Span
from reader.services.entities import page_lines as entity_lines
from reader.services.entities.edits import UnusableCorrectionError
from reader.services.entities.names import about, labels, one_called, seen, type_named
from reader.services.entities.page_lines import BARS, Mentioned, PageReader, Part, bar_line, counts
from reader.services.excerpts import around
from reader.services.notes.marking import entity_at
from reader.services.quotations.rows import SourceRow, StatementRow, place_of, rows
from reader.services.quotations.statements import find_quotations
from reader.services.session import Session
from tests.composed import places_in

MACRON = "person:emmanuel-macron"


def known(name: str, kind: EntityType = EntityType.PERSON, *aliases: str) -> KnownEntity:
    key = f"{kind.value}:{name.lower()}"
    return KnownEntity(key, name, kind, 2, 3, "2025-01-03T12:00:00Z", "2025-05-05T12:00:00Z", aliases)


# -- bars


def test_bars_rise_with_the_numbers_and_none_is_a_blank() -> None:
    assert bar_line([0, 1, 4, 8], 10) == " ▁▄█"


def test_numbers_that_have_no_room_are_added_up() -> None:
    assert bar_line([1, 1, 4, 4], 2) == "▂█"
    assert bar_line([], 5) == bar_line([1], 0) == ""


@given(st.lists(st.integers(0, 10_000), max_size=400), st.integers(1, 60))
def test_bars_fit_and_the_highest_stands_for_the_most(numbers: list[int], width: int) -> None:
    drawn = bar_line(numbers, width)
    assert len(drawn) <= width
    assert {*drawn} <= {*BARS, " "}
    assert (BARS[-1] in drawn) is any(numbers)


# -- around a name


def test_a_sentence_that_fits_is_shown_whole() -> None:
    assert around("He met Ann at noon.", Span(7, 10), 40).text == "He met Ann at noon."


def test_of_a_long_sentence_as_much_is_shown_before_a_name_as_there_is_room_for() -> None:
    text = "word " * 30 + "Ann spoke."
    shown = around(text, Span(150, 153), 40)
    (hit,) = shown.hits
    assert shown.text.startswith("…word")
    assert shown.text[hit.start : hit.end] == "Ann"
    assert 30 <= len(shown.text) <= 40


@given(st.text(st.characters(categories=["L", "Zs"]), max_size=200), st.text(max_size=60), st.integers(8, 90))
def test_the_name_is_in_what_is_shown(before: str, after: str, width: int) -> None:
    shown = around(f"{before}Ann{after}", Span(len(before), len(before) + 3), width)
    (hit,) = shown.hits
    assert shown.text[hit.start : hit.end] == "Ann"


# -- words


def test_entities_of_one_name_are_told_apart_by_what_they_are() -> None:
    entities = [known("Paris"), known("Paris", EntityType.PLACE), known("Ann")]
    assert [*labels(entities)] == ["Paris (person)", "Paris (place)", "Ann"]


def test_an_entity_is_meant_by_its_label_or_by_one_of_its_names() -> None:
    offered = labels([known("Ann Lee", EntityType.PERSON, "Lee"), known("Bo")])
    assert one_called("Bo", offered).name == "Bo"
    assert one_called("lee", offered).name == "Ann Lee"
    with pytest.raises(UnusableCorrectionError, match="Nobody and nothing is called “Cy”"):
        one_called("Cy", offered)


def test_a_name_of_several_means_none_of_them() -> None:
    offered = labels([known("Paris"), known("Paris", EntityType.PLACE)])
    with pytest.raises(UnusableCorrectionError, match="Several are called “Paris”"):
        one_called("Paris", offered)


def test_a_type_is_meant_by_the_beginning_of_its_name() -> None:
    assert type_named("org") is EntityType.ORGANISATION
    for wrong in ("p", "", "tree", "date"):
        with pytest.raises(UnusableCorrectionError, match="is no type; it can be person, "):
            type_named(wrong)


def test_an_entity_is_told_with_its_type_and_when_it_was_named() -> None:
    assert about(known("Ann")) == "person · 2 articles"
    assert seen(known("Ann")) == "3 Jan 2025 – 5 May 2025"


# -- at the cursor


def analysed(*places: tuple[int, int, str]) -> Analysis:
    mentions = tuple(Mention(Span(start, end), EntityType.PERSON, key, 0.9) for start, end, key in places)
    entities = tuple({key: Entity(key, key, EntityType.PERSON) for _, _, key in places}.values())
    return Analysis("0" * 64, "1", "en", mentions, entities)


def test_who_is_named_at_the_cursor_is_meant_else_who_is_next_in_the_sentence_else_who_was_before() -> None:
    analysis = analysed((2, 5, "a"), (10, 13, "b"), (40, 43, "c"))
    sentence = Span(0, 30)
    meant = [entity_at(analysis, sentence, cursor) for cursor in (0, 4, 5, 11, 20)]
    assert [entity.id for entity in meant if entity] == ["a", "a", "b", "b", "b"]
    assert entity_at(analysis, Span(50, 60), 52) is None


def test_dates_are_nobody() -> None:
    mention = Mention(Span(0, 4), EntityType.DATE, "date", 0.9)
    analysis = Analysis("0" * 64, "1", "en", (mention,), (Entity("date", "2025", EntityType.DATE),))
    assert entity_at(analysis, Span(0, 9), 0) is None


# -- reading a page


def test_a_page_is_read_part_by_part(home: Path) -> None:
    with closing(Session(places_in(home))) as session:
        reader = PageReader(session, MACRON)
        first = reader.lines(Part.ARTICLES)
        assert any(isinstance(line, Mentioned) for line in first)
        assert not reader.has_more_articles
        for part, count in counts(reader.page).items():
            assert bool(reader.lines(part)) is bool(count)
        assert reader.lines(Part.ARTICLES) == first


def test_articles_are_read_until_there_are_as_many_lines_as_are_asked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entity_lines, "ARTICLES_AT_ONCE", 1)
    with closing(Session(places_in(home))) as session:
        reader = PageReader(session, "place:dunmere")
        first, has_more = reader.lines(Part.ARTICLES), reader.has_more_articles
        assert has_more
        assert reader.lines(Part.ARTICLES) == first
        more = reader.lines(Part.ARTICLES, len(first) + 1)
        assert more[: len(first)] == first
        assert len(more) > len(first)
        assert not reader.has_more_articles
        assert reader.lines(Part.ARTICLES, 1000) == more


def test_there_is_no_page_of_what_no_article_names(home: Path) -> None:
    with closing(Session(places_in(home))) as session, pytest.raises(EntityNotFoundError):
        PageReader(session, "person:nobody")


def test_the_sources_of_a_statement_are_below_it_where_that_is_wanted(home: Path) -> None:
    with closing(Session(places_in(home))) as session:
        statements = find_quotations(session, "speaker:macron").statements
    opened = {place_of(statements[0].best)}
    assert [type(row) for row in rows(statements[:2], opened)] == [StatementRow, SourceRow, StatementRow]
