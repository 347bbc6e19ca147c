"""Searching everything: what is typed last is what is shown, what changes shows, and one finds the way back."""

import asyncio
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.annotations.store import AnnotationStore, Put
from reader.library.errors import IndexDamagedError
from reader.query.tree import Node
from reader.services.searching.arranging import FEW, Heading, More
from reader.services.searching.results import Found, NoteHit
from reader.services.searching.search import Search
from reader.ui.screens.search import WITH_PREVIEW
from reader.ui.widgets.note_rows import NotePreview
from reader.ui.widgets.passage_preview import PassagePreview
from reader.ui.widgets.search_input import SearchInput
from tests.composed import Reader, annotate, reading
from tests.fakes.feeds import FakeBackground
from tests.fakes.host import annotation
from tests.key_checks.searching import go_to, look_for, rows, screen

SENTENCES = (
    "You watch the shutter",
    "The boat can be late.",
    "A ferry is a bus",
    "It is also a calendar.",
    "School terms on the island were set by it.",
    "So were funerals.",
    "Rust doesn’t happen in an afternoon.",
)


def passages(reader: Reader) -> list[str]:
    return [row.annotation.target.exact for row in rows(reader).items if isinstance(row, NoteHit)]


async def test_what_was_typed_last_is_shown_and_what_came_before_is_dropped(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    search_notes = Search.notes

    def slow(search: Search, wanted: Node, *args: Any, **more: Any) -> Found:
        found = search_notes(search, wanted, *args, **more)
        if not begun.is_set():
            begun.set()
            go_on.wait(10)
        return found

    async with reading(home) as reader:
        annotate(reader.session, SENTENCES[0])
        annotate(reader.session, SENTENCES[3])
        monkeypatch.setattr(Search, "notes", slow)
        await reader.press("g", "/")
        reader.send(*"shutter")
        await reader.until(begun.is_set)
        reader.send(*["backspace"] * 7, *"calendar")
        go_on.set()
        await reader.until(lambda: passages(reader) == [SENTENCES[3]] and not screen(reader)._searching.is_busy)
        assert screen(reader).query_one(SearchInput).value == "calendar"


async def test_a_note_that_is_saved_meanwhile_is_found(home: Path) -> None:
    async with reading(home) as reader:
        await look_for(reader, "zeppelin")
        assert "Nothing has all of that." in reader.screen
        with closing(AnnotationStore(reader.session.places.notes)) as other:
            other.apply([Put(annotation("A zeppelin was seen"))])
        await reader.until(lambda: passages(reader) == ["A zeppelin was seen"])


async def test_of_many_the_first_are_shown_and_the_others_on_demand(home: Path) -> None:
    async with reading(home, size=(80, 60)) as reader:
        for sentence in SENTENCES:
            annotate(reader.session, sentence, tags=("coast",))
        await look_for(reader, "#coast kind:note OR harbour OR #coast")
        assert len(passages(reader)) == FEW
        assert f"{len(SENTENCES) - FEW} more notes" in reader.screen
        await reader.press("enter")
        go_to(reader, More)
        await reader.press("enter")
        assert len(passages(reader)) == len(SENTENCES)
        current = rows(reader).current
        assert isinstance(current, NoteHit)
        assert current == rows(reader).items[FEW + 1]
        assert isinstance(rows(reader).items[0], Heading)


async def test_the_preview_is_there_where_there_is_room_for_it(home: Path) -> None:
    async with reading(home, size=(WITH_PREVIEW, 30)) as reader:
        annotate(reader.session, SENTENCES[2], note="Which ferry?")
        await look_for(reader, "ferry")
        note, passage = screen(reader).query_one(NotePreview), screen(reader).query_one(PassagePreview)
        assert (note.display, passage.display) == (True, False)
        await reader.press("enter", "tab")
        assert (note.display, passage.display) == (False, True)
        assert "Nora Tillicum" in reader.screen
        await reader.resize(WITH_PREVIEW - 1, 30)
        assert not passage.display


async def test_a_mistake_in_the_query_is_told_and_the_results_stay(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, SENTENCES[2])
        await look_for(reader, "ferry")
        screen(reader).query_one(SearchInput).insert_text_at_cursor(" tga:x")
        await reader.settle()
        assert "There is no field “tga:”" in reader.status
        assert passages(reader) == [SENTENCES[2]]


async def test_an_unknown_field_is_told_as_soon_as_something_is_behind_its_colon(home: Path) -> None:
    async with reading(home) as reader:
        await look_for(reader, "foo:")
        assert "There is no field" not in reader.screen
        before = list(rows(reader).items)
        await reader.type("b")
        assert "There is no field “foo:”" in reader.status
        assert list(rows(reader).items) == before


async def test_a_mistake_that_is_mended_is_not_told_any_more(home: Path) -> None:
    async with reading(home) as reader:
        await look_for(reader, "ferry)")
        assert "There is a “)”" in reader.screen
        await reader.press("backspace")
        assert "There is a “)”" not in reader.screen


async def test_keys_that_edit_every_line_edit_this_one_and_lead_through_the_results(home: Path) -> None:
    async with reading(home) as reader:
        await look_for(reader, "ferry")
        line = screen(reader).query_one(SearchInput)
        before = rows(reader).cursor
        await reader.press("home", "ctrl+d", "end")
        assert (line.value, line.cursor_position, rows(reader).cursor) == ("erry", 4, before)
        await reader.press("ctrl+u")
        assert line.value == ""
        await reader.type("ferry")
        await reader.press("enter", "G")
        await reader.until(lambda: rows(reader).cursor > before)
        await reader.press("ctrl+u")
        assert (line.value, rows(reader).cursor) == ("ferry", before)


async def test_a_word_that_was_mistyped_is_found_and_told(home: Path) -> None:
    async with reading(home, size=(120, 30)) as reader:
        annotate(reader.session, SENTENCES[2])
        await look_for(reader, "ferrry")
        assert passages(reader) == [SENTENCES[2]]
        assert 'Nothing has that; this has "ferry" · 1 note' in reader.status
        await reader.press("escape")
        assert "Nothing has that" not in reader.status


async def test_an_index_that_is_damaged_is_made_anew_in_the_background(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **more: object) -> Found:
        raise IndexDamagedError("An index is damaged.")

    async with reading(home) as reader:
        fake = FakeBackground({"index": [{"notes": 0, "articles": 0}]})
        reader.app.processes.__dict__["importing"] = fake
        monkeypatch.setattr(Search, "articles", damaged)
        await reader.press("g", "/")
        await reader.type("f")
        await reader.until(lambda: fake.asked == [("index", {"anew": True})])


async def test_what_is_typed_is_there_again_when_one_comes_back(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, SENTENCES[2])
        await look_for(reader, "ferry")
        await reader.press("enter", "enter")
        assert reader.title
        await reader.press("q")
        assert screen(reader).query_one(SearchInput).value == "ferry"
        await reader.until(lambda: passages(reader) == [SENTENCES[2]])
        await reader.press("g", "/")
        assert reader.app.focused is screen(reader).query_one(SearchInput)
        await reader.press("escape", "tab")
        await reader.press("q", "g", "/")
        assert screen(reader).query_one(SearchInput).value == ""


async def test_leaving_while_a_search_goes_on_leaves_nothing_behind(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "/")
        reader.send(*"harbour", "enter", "q")
        await reader.until(lambda: len(reader.app.screen_stack) == 1)
        await asyncio.sleep(0)
        assert reader.app.focused is reader.app.reading.articles
