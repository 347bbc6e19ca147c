"""Two keys to capture: what marking promises, in the composed program."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from reader.model import Span
from reader.services.saving.drafts import Drafts
from tests.composed import HARBOUR, PAUSED, Reader, annotate, reading

BENCH = "On the quay at Saltmarrow there is a bench that faces the wrong way."
RUST = "“Rust doesn’t happen in an afternoon.”"


async def test_m_highlights_the_sentence_and_each_further_m_extends_it(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("A ferry is a bus")
        await reader.press("m")
        assert [note.target.exact.split(",")[0] for note in reader.notes] == ["A ferry is a bus"]
        await reader.press("m", "m", "m")
        (note,) = reader.notes
        assert note.target.exact.endswith("So were funerals.")
        assert reader.sentence == "So were funerals."


async def test_keys_typed_faster_than_notes_are_saved_lose_nothing(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("A ferry is a bus")
        reader.send("m", "m", "m")
        await reader.settle()
        (note,) = reader.notes
        assert note.target.exact.endswith("School terms on the island were set by it.")


async def test_a_highlight_extends_over_the_end_of_a_paragraph(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("So were funerals.")
        await reader.press("m", "m")
        assert reader.notes[0].target.exact.startswith("So were funerals.\n\nDuncan Farrow")


async def test_the_paragraph_is_highlighted_in_whole(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("School terms")
        await reader.press("M")
        (note,) = reader.notes
        assert note.target.exact.startswith("A ferry is a bus")
        assert note.target.exact.endswith("So were funerals.")


@pytest.mark.parametrize(
    ("at", "keys", "exact"),
    [
        ("Maud", ("v", "i", "s"), "Its engineer, Maud Tregarrick, has photographs."),
        ("Rufus Hale", ("v", "i", "e"), "Rufus Hale"),
        ("doesn’t happen", ("v", "i", "q"), RUST),
        ("So were funerals", ("v", "e", "e"), "So were funerals"),
        ("So were funerals", ("v", "e", "l"), "So were "),
        ("So were funerals", ("V",), "is also a calendar. School terms on the island were set by it. So were"),
    ],
)
async def test_what_is_selected_is_what_is_highlighted(
    at: str, keys: tuple[str, ...], exact: str, home: Path
) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(at)
        await reader.press(*keys, "enter")
        assert [note.target.exact for note in reader.notes] == [exact]
        assert reader.selected == ""


async def test_a_highlight_within_a_quotation_knows_its_speaker(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("happen in an afternoon")
        await reader.press("v", "e", "m")
        assert reader.notes[0].speaker is not None
        assert "Tregarrick" in reader.notes[0].speaker


async def test_overlapping_annotations_are_independent(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("School terms")
        await reader.press("m", "2")
        await reader.press("M")
        await reader.go_to("terms on the island")
        await reader.press("v", "i", "s", "4")
        inner, paragraph, twice = reader.notes
        assert (inner.colour, paragraph.colour, twice.colour) == (2, 1, 4)
        assert inner.target == twice.target
        assert paragraph.target.start < inner.target.start < inner.target.end < paragraph.target.end
        await reader.press("x")
        assert len(reader.notes) == 2
        assert paragraph in reader.notes


async def test_a_note_is_changed_and_emptied_on_the_annotation_at_the_cursor(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a", *"one", "ctrl+s")
        await reader.press("a", *" two", "ctrl+s")
        (note,) = reader.notes
        assert note.note == "one two"
        await reader.press("a", "ctrl+u", "ctrl+s")
        assert [note.note for note in reader.notes] == [""]
        assert reader.notes[0].target.exact == BENCH


async def test_everything_can_be_undone_and_done_again(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        states = [reader.notes]
        steps = (("m",), ("m",), ("3",), ("t", *"mood", "enter"), ("a", *"why", "ctrl+s"), (".",), ("x",), ("M",))
        for keys in steps:
            await reader.press(*keys)
            states.append(reader.notes)
            await reader.go_to(BENCH)
        for before in reversed(states[:-1]):
            await reader.press("u")
            assert reader.notes == before
        await reader.press("u")
        assert "nothing more to undo" in reader.status
        for after in states[1:]:
            await reader.press("ctrl+r")
            assert reader.notes == after
        await reader.press("ctrl+r")
        assert "nothing more to redo" in reader.status


async def test_undo_takes_the_highlight_off_the_page(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("m")
        assert "▎" in reader.screen
        await reader.press("u")
        assert "▎" not in reader.screen


async def test_last_tags_come_again_with_one_key_and_join_those_there(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press(".")
        assert reader.status.startswith("No tags have been given yet")
        await reader.go_to(BENCH)
        await reader.press("t", *"mood, place", "enter")
        await reader.go_to("Its engineer")
        await reader.press("t", *"rust", "enter")
        await reader.go_to(BENCH)
        await reader.press(".")
        assert reader.notes[0].tags == ("mood", "place", "rust")


async def test_tag_prompt_begins_with_the_tags_there_and_takes_them_off(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("t", *"mood, place", "enter")
        await reader.press("t", "ctrl+u", *"place", "enter")
        assert reader.notes[0].tags == ("place",)
        await reader.press("t", "ctrl+u", "enter")
        assert reader.notes[0].tags == ()


async def test_letters_stand_for_the_readers_own_tags_or_the_most_used(home: Path) -> None:
    own = '[tag_keys]\nq = "to quote"\n'
    async with reading(home, settings=own) as reader:
        annotate(reader.session, "A ferry is a bus", tags=("claim", "quarrel"))
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press(";")
        assert "q to quote" in reader.status
        await reader.press("q", ";", "c")
        assert reader.notes[-1].tags == ("to quote", "claim")
        await reader.press(";", "z")
        assert reader.status.startswith("No tag begins with z")


@pytest.mark.parametrize("way_out", ["escape", "left", "ctrl+g"])
async def test_asking_for_a_letter_can_be_left(way_out: str, home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "A ferry is a bus", tags=("escape room",))
        await reader.open()
        await reader.press(";", way_out)
        assert len(reader.notes) == 1
        assert "tag:" not in reader.status
        assert "No tag" not in reader.status


async def test_copying_takes_the_annotation_at_the_cursor_or_the_sentence(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "there is a bench")
        await reader.open()
        await reader.go_to("bench that faces")
        await reader.press("y")
        await reader.go_to("So were funerals")
        await reader.press("y")
        assert copied == ["there is a bench", "So were funerals."]


async def test_a_citation_names_author_title_source_date_and_address(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("So were funerals")
        await reader.press("Y")
        assert copied == [
            "> So were funerals.\n>\n"
            f"> — Nora Tillicum, “{HARBOUR}”, The Brennick Lantern, 2026-05-11. "
            "https://lantern.example/features/harbour-town\n"
        ]


async def test_a_note_that_is_left_comes_back_where_it_was_written(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a", *"Half a thou", "ctrl+g")
        assert reader.notes == []
        assert "kept as a draft" in reader.status
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(BENCH)
        await reader.press("a")
        assert reader.app.screen.query_one(TextArea).text == "Half a thou"
        await reader.press(*"ght", "ctrl+s")
        assert reader.notes[0].note == "Half a thought"
        assert Drafts(reader.session.places.drafts).all() == []


@pytest.mark.parametrize("words", [PAUSED, "On the Friday that I left", "He had come to read the meter."])
@pytest.mark.parametrize("size", [(80, 24), (50, 14), (160, 45)])
async def test_the_passage_is_in_view_above_the_note_and_the_text_returns_to_its_place(
    words: str, size: tuple[int, int], home: Path
) -> None:
    async with reading(home, size=size) as reader:
        await reader.open()
        await reader.go_to(words)
        before = reader.screen
        await reader.press("a")
        await reader.press(*["x", "enter"] * 4)
        view, editor = reader.app.reading.desk.view, reader.app.screen.query_one("#editor")
        rows = view._layout.rows_of(view.sentence)

        def is_in_view() -> bool:
            lowest = rows[-1] - view.scroll_offset.y + view.content_region.y
            return rows[0] >= view.scroll_offset.y and lowest < editor.region.y

        await reader.until(is_in_view)  # the editor grows with the note, a frame later
        await reader.press("escape")
        assert reader.screen.splitlines()[: size[1] - 2] == before.splitlines()[: size[1] - 2]


async def test_nothing_is_marked_in_an_article_without_text(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open(
            next(row.article.title for row in reader.app.reading.articles.items if row.article.words < 10)
        )
        for keys in (
            "m",
            "M",
            "2",
            "x",
            "v",
            "V",
            ".",
            "f",
            "escape",
            "a",
            "ctrl+g",
            "t",
            "ctrl+g",
            ";",
            "escape",
        ):
            await reader.press(keys)
        assert reader.app.reading.desk.opened is not None


# -- by mouse


async def test_dragging_selects_and_enter_highlights(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        x, y = reader.place_of("quay at Saltmarrow")
        await _drag(reader, (x, y), (x + len("quay at") - 1, y))
        assert reader.selected == "quay at"
        await reader.press("enter")
        assert [note.target.exact for note in reader.notes] == ["quay at"]


async def _drag(reader: Reader, begin: tuple[int, int], end: tuple[int, int]) -> None:
    pilot = reader.pilot
    await pilot.mouse_down(offset=begin)
    await pilot.hover(offset=end)
    await pilot.mouse_up(offset=end)
    await reader.settle()


async def test_clicking_in_the_list_picks_and_opens(home: Path) -> None:
    async with reading(home) as reader:
        second = reader.listed[1]
        await reader.click(second[:20])
        assert reader.app.reading.articles.cursor == 1
        await reader.click(second[:20])
        await reader.until(lambda: reader.title == second)


async def test_clicking_in_the_margin_leads_to_the_place(home: Path) -> None:
    async with reading(home, size=(120, 50)) as reader:
        await reader.open()
        x = reader.app.reading.desk.margin.region.x
        y = next(y for y, line in enumerate(reader.screen.splitlines()) if "Rufus Hale" in line[x:])
        await reader.pilot.click(offset=(x + 4, y))
        await reader.settle()
        assert reader.text[reader.app.reading.desk.view.cursor :].startswith("Rufus Hale")
        assert reader.app.focused is reader.app.reading.desk.margin


async def test_clicking_in_the_footer_does_what_the_key_does(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.click("m mark")
        assert len(reader.notes) == 1
        await reader.click("t tag")
        await reader.type("mood")
        await reader.click("Enter accept")
        assert reader.notes[0].tags == ("mood",)


async def test_clicking_in_the_article_moves_the_cursor(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.click("School terms")
        assert reader.sentence.startswith("School terms")
        assert not reader.app.reading.desk.view.selection


async def test_a_highlight_is_where_it_was_when_the_article_is_opened_again(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(PAUSED)
        await reader.press("m")
        span = reader.app.reading.desk.anchored[0].anchor.span
    async with reading(home) as reader:
        await reader.open()
        assert reader.app.reading.desk.anchored[0].anchor.span == span
        assert isinstance(span, Span)
        await reader.press("]", "a")
        assert reader.sentence.startswith(PAUSED)
