"""Annotations whose article has changed: compared, accepted, listed as orphans and attached again."""

from pathlib import Path

import pytest
from rich.text import Text
from textual.widgets import Static

from reader.services.session import Session
from reader.ui.prompts.comparison import ComparisonScreen
from tests.composed import HARBOUR, LOST, Reader, annotate, annotate_as_it_was, came_before, places_in, reading

BENCH = "On the quay at Saltmarrow there is a bench that faces the wrong way."
GREEN = "On the quay at Saltmarrow there is a green bench that faces the wrong way."


@pytest.fixture
def changed_home(home: Path) -> Path:
    """An article that has changed since two passages of it were marked: one reads otherwise, one is gone."""
    session = Session(places_in(home))
    annotate_as_it_was(session, GREEN, BENCH, tags=("colour",))
    annotate_as_it_was(session, LOST, note="Who says so?")
    session.close()
    return home


def sides(reader: Reader) -> list[Text]:
    passages = reader.app.screen.query(".comparison-passage").results(Static)
    return [text for each in passages if isinstance(text := each.content, Text)]


async def compare(reader: Reader) -> None:
    await reader.open()
    await reader.go_to(BENCH)
    await reader.press("=")
    assert isinstance(reader.app.screen, ComparisonScreen)
    assert "y accept" in reader.screen
    assert "COMPARE" in reader.status


async def test_words_that_differ_are_underlined_and_the_others_are_not(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        await compare(reader)
        old, new = sides(reader)
        assert (old.plain, new.plain) == (GREEN, BENCH)
        assert [old.plain[span.start : span.end].strip() for span in old.spans] == ["green"]
        assert old.get_style_at_offset(reader.app.console, old.plain.index("green")).underline
        assert not old.get_style_at_offset(reader.app.console, 0).underline
        assert not new.spans


@pytest.mark.parametrize(("width", "beside"), [(79, False), (80, True), (160, True)])
async def test_the_passages_stand_side_by_side_where_there_is_room(
    width: int, beside: bool, changed_home: Path
) -> None:
    async with reading(changed_home, size=(width, 30)) as reader:
        await compare(reader)
        marked, now = reader.place_of("As you marked it"), reader.place_of("As it reads now")
        assert (marked[1] == now[1]) == beside
        assert (marked[0] == now[0]) != beside


async def test_accepted_words_belong_to_the_present_text_and_undo_takes_that_back(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        before = reader.notes
        await compare(reader)
        await reader.press("y")
        (accepted,) = [note for note in reader.notes if note.tags == ("colour",)]
        assert accepted.target.exact == BENCH
        assert reader.app.reading.desk.opened is not None
        assert accepted.article.text_sha256 == reader.app.reading.desk.opened.article.text_sha256
        assert reader.app.reading.desk.changed_here() is None
        assert "accept" in reader.status
        await reader.press("u")
        assert reader.notes == before
        assert reader.app.reading.desk.changed_here() is not None


async def test_where_nothing_changed_there_is_nothing_to_compare(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, BENCH)
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("=")
        assert reader.app.screen is reader.app.reading
        assert "no annotation here whose words have changed" in reader.status


async def test_the_margin_names_the_key_that_compares(changed_home: Path) -> None:
    async with reading(changed_home, size=(140, 40), settings='[keys]\ncompare = "X"\n') as reader:
        await reader.open()
        await reader.go_to(BENCH)
        words = " ".join(" ".join(reader.screen.split()).split("│"))
        assert "X compares" in " ".join(words.split())


async def test_escape_codes_in_a_marked_passage_are_not_drawn(home: Path) -> None:
    async with reading(home) as reader:
        annotate_as_it_was(reader.session, GREEN.replace("green", "\x1b[31mgreen"), BENCH)
        await compare(reader)
        assert "\x1b" not in reader.screen
        assert "[31m" not in reader.screen


async def test_an_orphan_is_attached_to_the_selection_by_words_of_its_note(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        await reader.open()
        await reader.go_to("A ferry is a bus")
        await reader.press("v", "i", "s", "R")
        assert "Who says so?" in reader.screen
        await reader.type("says")
        await reader.press("enter")
        (attached,) = [note for note in reader.notes if note.note == "Who says so?"]
        assert attached.target.exact.startswith("A ferry is a bus")
        assert reader.app.reading.desk.orphans() == []
        assert reader.selected == ""
        await reader.press("u")
        assert [orphan.target.exact for orphan in reader.app.reading.desk.orphans()] == [LOST]


async def test_of_several_orphans_one_has_to_be_chosen(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        second = annotate_as_it_was(reader.session, LOST, note="Who says so?")
        await reader.open()
        await reader.press("v", "R", "enter")
        assert "There are several" in reader.screen
        await reader.press("down", "down", "enter")
        assert LOST not in [note.target.exact for note in reader.notes if note.uid == second.uid]


async def test_without_an_orphan_nothing_is_asked_and_the_selection_stays(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("v", "R")
        assert reader.app.screen is reader.app.reading
        assert "no note that has lost its passage" in reader.status
        assert reader.selected


async def test_leaving_the_prompt_leaves_orphan_and_selection_alone(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        before = reader.notes
        await reader.open()
        await reader.press("v", "R", "escape")
        assert reader.notes == before
        assert reader.selected


async def test_an_orphan_says_so_among_all_notes_and_in_its_preview(changed_home: Path) -> None:
    async with reading(changed_home, size=(120, 30)) as reader:
        await reader.press("g", "n")
        await reader.until(lambda: "orphan" in reader.screen)
        rows = [line[:60] for line in reader.screen.splitlines()]
        assert sum("orphan" in row for row in rows) == 1
        await reader.press("O")
        assert "Orphans 1 of 2" in reader.status
        assert reader.current_note.target.exact == LOST
        assert "orphan · the article has these words" in reader.screen
        await reader.press("c")
        assert "All notes 2" in reader.status


async def test_orphans_are_searched_and_looked_at_as_before_when_the_screen_comes_back(
    changed_home: Path,
) -> None:
    async with reading(changed_home) as reader:
        await reader.press("g", "n", "O", "slash", *"pelicans", "enter")
        assert "Orphans 1 of 2" in reader.status
        await reader.press("q", "g", "n")
        assert "Orphans 1 of 2" in reader.status
        await reader.press("slash", *"xyz", "enter")
        assert "No note with all of that has lost its passage" in " ".join(reader.screen.split())


async def test_an_orphan_deleted_or_brought_back_leaves_and_joins_the_list(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        await reader.press("g", "n", "O", "d")
        assert "No note has lost its passage. O shows all notes again." in " ".join(reader.screen.split())
        await reader.press("u")
        assert LOST.split(",")[0] in reader.screen


async def test_opening_an_orphan_says_how_to_attach_it(changed_home: Path) -> None:
    async with reading(changed_home) as reader:
        await reader.press("g", "n", "O", "enter")
        await reader.until(lambda: reader.title == HARBOUR)
        assert "orphan. R on a selection attaches it." in reader.status


# -- the history of an article


async def test_the_history_says_what_changed_and_which_notes_it_touched(changed_home: Path) -> None:
    async with reading(changed_home, size=(120, 40)) as reader:
        came_before(reader.session, GREEN, BENCH)
        await reader.open()
        await reader.press("g", "h")
        assert "1 paragraph changed from text" in reader.screen
        assert "[-green -]bench" in reader.screen
        assert f"changed  {GREEN}" in reader.screen
        assert f"→ {BENCH}" in reader.screen
        assert f"orphan  {LOST}" in reader.screen
        assert "the present text" in reader.screen


async def test_an_article_that_never_changed_has_no_history(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("g", "h")
        assert reader.app.screen is reader.app.reading
        assert "no other text" in reader.status


async def test_a_damaged_text_is_said_to_be_so_and_the_others_are_compared(home: Path) -> None:
    async with reading(home) as reader:
        came_before(reader.session, GREEN, BENCH)
        came_before(reader.session, "At the quay", "On the quay")
        with reader.session.library._database.transaction() as connection:
            connection.execute(
                "UPDATE revisions SET document = x'00' WHERE rowid = (SELECT max(rowid) FROM revisions)"
            )
        await reader.open()
        await reader.press("g", "h")
        assert "damaged" in reader.screen
        assert "[-green -]" not in reader.screen
        await reader.press("j")
        assert "[-green -]" in reader.screen


async def test_undo_in_the_history_says_anew_what_became_of_the_notes(changed_home: Path) -> None:
    async with reading(changed_home, size=(120, 40)) as reader:
        came_before(reader.session, GREEN, BENCH)
        await compare(reader)
        await reader.press("y", "g", "h")
        assert f"changed  {GREEN}" not in reader.screen
        await reader.press("u")
        assert f"changed  {GREEN}" in reader.screen
