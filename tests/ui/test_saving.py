"""A disk that is full: nothing that was done is lost, and it is saved by itself when there is room."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import TextArea

from reader.annotations.store import AnnotationStore, Put
from reader.services.saving.drafts import Drafts
from reader.services.saving.kept_edits import KeptEdits
from reader.services.session import Session
from reader.ui.prompts.note_editor import NoteEditor
from reader.ui.screens.tags import TagsScreen
from tests.composed import Reader, annotate, places_in, reading
from tests.fakes.disks import FullDisk

BENCH = "On the quay at Saltmarrow there is a bench that faces the wrong way."


def on_disk(reader: Reader) -> list[str]:
    """The notes that another program finds."""
    with AnnotationStore(reader.session.places.notes) as other:
        return [each.note or each.target.exact for each in other.all()]


def drafts(reader: Reader) -> list[str]:
    return [draft.text for draft in Drafts(reader.session.places.drafts).all()]


def waiting(reader: Reader) -> int:
    return len(KeptEdits(reader.session.places.drafts).all())


async def test_a_highlight_shows_says_that_it_waits_and_is_saved_by_itself(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        with FullDisk():
            await reader.press("m")
            assert "highlight · not saved: the disk is full; tried again by itself" in reader.status
            assert "▎" in reader.screen
            await reader.press("j")
            assert "1 not saved" in reader.status
            assert on_disk(reader) == []
        await reader.until(lambda: "highlight · saved" in reader.status)
        assert on_disk(reader) == [BENCH]
        await reader.press("j")
        assert "not saved" not in reader.status


async def test_a_highlight_that_waits_is_extended_tagged_coloured_and_undone(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        with FullDisk():
            await reader.press("m", "m", "4", "t", *"sea", "enter")
            (made,) = reader.notes
            assert made.tags == ("sea",)
            assert made.colour == 4
            assert len(made.target.exact) > len(BENCH)
            assert "tag sea · not saved" in reader.status
            await reader.press("u", "u", "u")
            assert [each.target.exact for each in reader.notes] == [BENCH]
            assert waiting(reader) == 1
            await reader.press("u")
            assert reader.notes == []
            assert "undid highlight · saved" in reader.status
            assert waiting(reader) == 0


async def test_undo_of_what_was_saved_waits_too(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("m")
        with FullDisk():
            await reader.press("u")
            assert reader.notes == []
            assert "undid highlight · not saved" in reader.status
            assert len(on_disk(reader)) == 1
        await reader.until(lambda: on_disk(reader) == [])


async def test_a_note_stays_in_its_editor_until_it_is_on_the_disk(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a", *"Precious")
        with FullDisk():
            await reader.press("ctrl+s")
            assert isinstance(reader.app.screen, NoteEditor)
            assert "not saved yet: the disk is full" in " ".join(reader.screen.split())
            assert reader.app.screen.query_one(TextArea).text == "Precious"
            assert waiting(reader) == 1
        await reader.until(lambda: not isinstance(reader.app.screen, NoteEditor))
        await reader.until(lambda: "note · saved" in reader.status)
        assert on_disk(reader) == ["Precious"]
        assert drafts(reader) == []


async def test_a_note_that_is_written_on_while_it_waits_is_one_note(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a", *"Precious")
        with FullDisk():
            await reader.press("ctrl+s", *" words", "ctrl+s", *" more")
            assert [each.note for each in reader.notes] == ["Precious words"]
        await reader.until(lambda: on_disk(reader) == ["Precious words"])
        await reader.until(lambda: "is saved now" in reader.screen)
        assert reader.app.screen.query_one(TextArea).text == "Precious words more"
        await reader.press("ctrl+s")
        assert on_disk(reader) == ["Precious words more"]
        assert drafts(reader) == []


async def test_a_note_that_is_left_while_it_waits_is_saved_and_no_draft_of_it_stays(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a", *"Precious")
        with FullDisk():
            await reader.press("ctrl+s", "escape")
            assert not isinstance(reader.app.screen, NoteEditor)
            assert [each.note for each in reader.notes] == ["Precious"]
        await reader.until(lambda: on_disk(reader) == ["Precious"])
        assert drafts(reader) == []


async def test_a_note_that_another_program_changed_meanwhile_stays_in_its_editor(home: Path) -> None:
    async with reading(home) as reader:
        made = annotate(reader.session, BENCH)
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a", *"mine")
        with FullDisk() as disk:
            await reader.press("ctrl+s")
            disk.make_room()
            with AnnotationStore(reader.session.places.notes) as other:
                other.apply([Put(replace(made, note="theirs"))])
            await reader.until(lambda: "Another program changed this" in " ".join(reader.screen.split()))
        assert reader.app.screen.query_one(TextArea).text == "mine"
        assert on_disk(reader) == ["theirs"]
        assert drafts(reader) == ["mine"]


async def test_a_renamed_tag_is_not_called_saved_while_it_waits(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, BENCH, tags=("see",))
        await reader.press("g", "t")
        assert isinstance(reader.app.screen, TagsScreen)
        with FullDisk():
            await reader.press("r", *["backspace"] * 3, *"sea", "enter")
            assert "“see” is now “sea” · 1 annotation · not saved: the disk is full" in reader.status
            assert "1 not saved" not in reader.status
            await reader.press("j")
            assert "1 not saved" in reader.status


async def test_what_waits_when_postil_ends_is_told_and_saved_by_the_next_run(home: Path) -> None:
    with FullDisk():
        async with reading(home) as reader:
            await reader.open()
            await reader.go_to(BENCH)
            await reader.press("m", "Q")
            assert reader.has_left
            (farewell,) = reader.app._exit_renderables
            assert "The last change is not saved (the disk is full)" in str(farewell)
            assert str(reader.session.places.drafts) in str(farewell)
    async with reading(home) as reader:
        await reader.until(lambda: on_disk(reader) == [BENCH])
        assert waiting(reader) == 0


@pytest.mark.parametrize("leave", ["Q", "q"])
async def test_what_would_be_lost_keeps_postil_from_ending_once(leave: str, home: Path) -> None:
    with FullDisk(drafts_too=True):
        async with reading(home) as reader:
            await reader.open()
            await reader.press("m")
            assert "kept in memory only" in reader.status
            await reader.press("h", leave)
            assert not reader.has_left
            assert "Leave again to lose it." in reader.status
            await reader.press(leave)
            assert reader.has_left


async def test_what_is_wrong_all_the_time_is_told_once(home: Path) -> None:
    with closing(Session(places_in(home))) as session:
        annotate(session, BENCH)
    async with reading(home) as reader:
        home.rename(home.with_name("away"))
        await reader.until(lambda: "not there any more" in reader.status)
        await reader.press("j")
        await reader.app.saving.follow()
        assert "not there any more" not in reader.status
        home.with_name("away").rename(home)
        await reader.open()
        await reader.go_to("He had come to read the meter.")
        await reader.press("m")
        assert "highlight · saved" in reader.status
