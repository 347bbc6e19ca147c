"""Keys that come all at once do what they do one after another: nothing that was typed is lost."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.ui.keys import typeahead
from tests.composed import annotate, reading

BENCH = "On the quay at Saltmarrow there is a bench that faces the wrong way."


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is busy with something else, things take as long as they take."""
    monkeypatch.setattr(typeahead, "LONGEST_WAIT", 60.0)


async def test_a_tag_is_asked_for_typed_and_accepted_in_one_go(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        reader.send("t", *"harbour sea", "enter")
        await reader.until(lambda: reader.notes)
        assert reader.notes[0].tags == ("harbour sea",)
        assert reader.notes[0].target.exact == BENCH


async def test_a_note_is_begun_written_and_saved_in_one_go(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        reader.send("a", *"Precious x", "enter", *"words", "ctrl+s")
        await reader.until(lambda: reader.notes)
        await reader.settle()
        assert [note.note for note in reader.notes] == ["Precious x\nwords"]
        assert reader.app.screen is reader.app.reading


async def test_what_is_typed_behind_an_answer_comes_after_what_it_did(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        reader.send("t", *"sea", "enter", "m", "4")
        await reader.until(lambda: reader.notes and reader.notes[0].colour == 4)
        (note,) = reader.notes
        assert note.tags == ("sea",)
        assert note.target.exact.startswith(BENCH)
        assert len(note.target.exact) > len(BENCH)


async def test_an_article_is_opened_and_marked_in_one_go(home: Path) -> None:
    async with reading(home) as reader:
        first = reader.listed[0]
        reader.send("enter", "M")
        await reader.until(lambda: reader.notes)
        assert reader.title == first
        assert reader.notes[0].article.title == first


async def test_all_of_a_query_is_searched_that_is_accepted_at_once(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, BENCH)
        reader.send("g", "N", *"saltmarrow", "enter", "4")
        await reader.until(lambda: reader.notes[0].colour == 4)
        assert reader.app.screen.query_one(Input).value == "saltmarrow"


async def test_a_command_that_takes_long_does_not_hold_up_the_keys(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "LONGEST_WAIT", 0.01)
    never = asyncio.Event()

    async def browse(_app: object, _url: object) -> None:
        await never.wait()

    monkeypatch.setattr("reader.ui.app.PostilApp.browse", browse)
    async with reading(home) as reader:
        reader.send("o", "j", "j")
        await reader.until(lambda: reader.app.reading.articles.cursor == 2)
        never.set()
