"""Keys that come all at once do what they do one after another: nothing that was typed is lost."""

from pathlib import Path

from textual.widgets import Input

from tests.composed import annotate, reading

BENCH = "On the quay at Saltmarrow there is a bench that faces the wrong way."


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
        reader.send("g", "/", *"saltmarrow", "enter", "4")
        await reader.until(lambda: reader.notes[0].colour == 4)
        assert reader.app.screen.query_one(Input).value == "saltmarrow"
