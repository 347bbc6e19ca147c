"""All notes: found as one types, acted on where they are listed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reader.annotations.store import Put, Remove, ReplaceTagMark
from reader.model import Annotation, TagMark
from reader.services.notes.ordering import Heading, NoteGroup, NoteOrder, NotesView
from reader.ui.running import looking
from reader.ui.screens.notes import NotesScreen
from reader.ui.widgets.note_rows import NotePreview, NoteRows
from tests.fakes.host import HostApp, annotation

FERRY = annotation(
    "The ferry leaves at noon",
    title="Harbour",
    article="a" * 16,
    tags=("boats",),
    created="2025-02-01T12:00:00.000Z",
)
MINSK = annotation(
    "He spoke of the Minsk agreements",
    title="Talks",
    article="b" * 16,
    note="check the text\nof the treaty",
    tags=("claim", "war"),
    created="2025-02-02T12:00:00.000Z",
    speaker="Vladimir Putin",
)
TALKS = annotation("Talks go on", title="Talks", article="b" * 16, start=90, created="2025-02-03T12:00:00.000Z")
ALL = (FERRY, MINSK, TALKS)


class Reader:
    """The screen as a reader has it before them."""

    def __init__(self, pilot: Pilot[None], app: HostApp, screen: NotesScreen) -> None:
        self.pilot, self.app, self.screen = pilot, app, screen

    @property
    def rows(self) -> NoteRows:
        return self.screen.query_one(NoteRows)

    @property
    def listed(self) -> list[str]:
        return [
            f"# {row.title}" if isinstance(row, Heading) else row.annotation.target.exact
            for row in self.rows.items
        ]

    @property
    def current(self) -> str | None:
        found = self.rows.current_annotation
        return found.target.exact if found else None

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(100):
            await self.pilot.pause()
            if not self.screen._looking.is_busy:
                break
            await asyncio.sleep(0.02)
        await self.pilot.pause()

    def stored(self, annotation: Annotation) -> Annotation:
        found = self.app.session.notes.get(annotation.uid)
        assert found is not None
        return found


@asynccontextmanager
async def listing(
    folder: Path,
    annotations: Sequence[Annotation] = ALL,
    *,
    size: tuple[int, int] = (80, 24),
    search: bool = False,
    view: NotesView | None = None,
) -> AsyncIterator[Reader]:
    app = HostApp(folder, annotations)
    async with app.run_test(size=size) as pilot:
        screen = NotesScreen(search=search, view=view)
        await app.push_screen(screen)
        reader = Reader(pilot, app, screen)
        await reader.settle()
        yield reader


UNGROUPED = NotesView(group=NoteGroup.NONE)


async def test_notes_stand_under_their_articles_newest_first(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        assert reader.listed == [
            "# Talks",
            "Talks go on",
            "He spoke of the Minsk agreements",
            "# Harbour",
            "The ferry leaves at noon",
        ]
        assert reader.current == "Talks go on"
        shown = reader.app.text()
        assert "✎ check the text" in shown
        assert "claim  war" in shown
        assert "3 · newest first · by article" in shown


async def test_a_passage_is_told_whole_where_two_rows_are_enough(tmp_path: Path) -> None:
    # At fifty columns a row has 44 cells for the passage; a blank after a word that ends there has none.
    words = "The report has many of those very people who interrupted a great deal."
    async with listing(tmp_path, [annotation(words)], size=(50, 12)) as reader:
        shown = reader.app.text()
        assert "The report has many of those very people who" in shown
        assert "interrupted a great deal." in shown
        assert "…" not in shown


async def test_a_passage_that_is_too_long_for_its_rows_ends_in_an_ellipsis(tmp_path: Path) -> None:
    async with listing(tmp_path, [annotation("word " * 40 + "end")], size=(50, 12)) as reader:
        rows = [line for line in reader.app.text().splitlines() if "word word" in line]
        assert len(rows) == 2
        assert rows[1].rstrip().endswith("…")


async def test_there_is_a_blank_line_between_notes(tmp_path: Path) -> None:
    long = annotation("He went on to say that " * 20, note="with a note", title="Talks")
    async with listing(tmp_path, [long, *ALL]) as reader:
        lines = [line.strip() for line in reader.app.text().splitlines()]
        for below in ("3 Feb 2025", "claim  war  2 Feb 2025"):
            at = next(n for n, line in enumerate(lines) if line.endswith(below))
            assert lines[at + 1] == ""


async def test_order_and_group_take_turns(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("o", "b")
        assert reader.listed[0] == "# boats"
        assert "oldest first · by tag" in reader.app.text()
        await reader.press("b")
        assert reader.listed[0] == "# highlight"
        await reader.press("b")
        assert reader.listed[::2] == ["# Vladimir Putin", "# No speaker", "Talks go on"]
        await reader.press("o", "b", "b")
        assert reader.listed == ["The ferry leaves at noon", "He spoke of the Minsk agreements", "Talks go on"]


async def test_the_cursor_stays_on_its_note_when_the_order_changes(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("j", "o")
        assert reader.current == "He spoke of the Minsk agreements"


async def test_typing_narrows_the_list_and_enter_leads_to_it(tmp_path: Path) -> None:
    async with listing(tmp_path, search=True) as reader:
        await reader.press(*"minsk")
        assert reader.listed == ["# Talks", "He spoke of the Minsk agreements"]
        assert "1 of 3" in reader.app.text()
        await reader.press("enter")
        assert reader.app.focused is reader.rows
        await reader.press("enter")
        assert reader.app.opened == [MINSK]


@pytest.mark.parametrize("query", ["treaty", "TREATY OR Minsk", "tag:war", "putin talks", '"minsk agreements"'])
async def test_a_note_is_found_by_note_passage_tag_title_and_speaker(tmp_path: Path, query: str) -> None:
    async with listing(tmp_path, view=NotesView(query=query, group=NoteGroup.NONE)) as reader:
        assert reader.listed == ["He spoke of the Minsk agreements"]


async def test_a_mistake_is_told_and_the_list_stays(tmp_path: Path) -> None:
    async with listing(tmp_path, search=True) as reader:
        await reader.press(*"minsk is:foo")
        assert len(reader.listed) == 2
        await reader.press("enter")
        assert "“is:” cannot be “foo”" in reader.app.said[-1]
        assert len(reader.listed) == 2


async def test_tab_completes_a_tag_and_then_leads_to_the_list(tmp_path: Path) -> None:
    async with listing(tmp_path, search=True) as reader:
        reader.app.show_footer()
        assert "Tab complete" in reader.app.text()
        await reader.press(*"tag:bo", "tab")
        assert reader.screen.query_one(Input).value == 'tag:"boats" '
        assert reader.listed == ["# Harbour", "The ferry leaves at noon"]
        await reader.press("tab")
        assert reader.app.focused is reader.rows


async def test_escape_and_its_second_key_show_all_again(tmp_path: Path) -> None:
    async with listing(tmp_path, view=NotesView(query="minsk", group=NoteGroup.NONE)) as reader:
        for keys in (("c",), ("/", *"minsk", "enter", "escape"), ("/", *"minsk", "escape")):
            await reader.press(*keys)
            assert len(reader.listed) == 3
            assert reader.app.focused is reader.rows


async def test_the_slash_begins_a_new_search_in_place_of_the_last(tmp_path: Path) -> None:
    async with listing(tmp_path, view=NotesView(query="minsk", group=NoteGroup.NONE)) as reader:
        await reader.press("/", *"ferry")
        assert reader.listed == ["The ferry leaves at noon"]


async def test_what_nothing_has_says_how_to_go_back(tmp_path: Path) -> None:
    async with listing(tmp_path, view=NotesView(query="zzz")) as reader:
        assert reader.listed == []
        assert "No note has all of that. Esc" in " ".join(reader.app.text().split())
        await reader.press("d", "t", "e", "enter", "y", "3")
        assert reader.app.opened == []


async def test_without_notes_the_first_keys_are_named(tmp_path: Path) -> None:
    async with listing(tmp_path, ()) as reader:
        shown = " ".join(reader.app.text().split())
        assert "There are no notes yet. In an article, m highlights" in shown


async def test_a_deleted_note_goes_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("j", "d")
        assert reader.listed == ["Talks go on", "The ferry leaves at noon"]
        assert reader.current == "The ferry leaves at noon"
        await reader.press("u")
        assert len(reader.listed) == 3


async def test_a_number_changes_the_colour(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("4")
        assert reader.stored(TALKS).colour == 4


async def test_tags_are_chosen_where_the_note_is_listed(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("j", "t")
        await reader.press(*"bo", "tab", "enter")
        assert reader.stored(MINSK).tags == ("claim", "war", "boats")
        assert reader.current == "He spoke of the Minsk agreements"


async def test_several_are_tagged_recoloured_and_deleted_in_a_step_each(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("space", "v")
        assert reader.current == "The ferry leaves at noon"
        assert reader.app.text().count("✓") == 2
        assert "2 selected · All notes 3" in reader.app.text()
        await reader.press("t")
        assert "Add tags to 2 notes" in reader.app.text()
        await reader.press(*"-cl", "tab", *"both", "enter")
        assert reader.stored(MINSK).tags == ("war", "both")
        assert reader.stored(TALKS).tags == ("both",)
        await reader.press("4")
        assert (reader.stored(MINSK).colour, reader.stored(TALKS).colour) == (4, 4)
        assert "colour · 2 annotations" in reader.app.said[-1]
        await reader.press("d")
        assert reader.listed == ["The ferry leaves at noon"]
        assert "selected" not in reader.app.text()
        await reader.press("u", "u", "u")
        assert {note.uid: note for note in reader.app.session.notes.all()} == {note.uid: note for note in ALL}


async def test_all_that_are_shown_are_selected_beside_others_and_none_again(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("G", "v", "/", *"minsk", "enter", "V")
        assert "2 selected" in reader.app.text()
        await reader.press("V")
        assert "selected" not in reader.app.text()
        await reader.press("V")
        assert "1 selected" in reader.app.text()
        await reader.press("c")
        assert "selected" not in reader.app.text()
        assert "1 of 3" in reader.app.text()


async def test_tags_are_shown_in_their_colours(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        plain = _style_of(reader, "claim")
        assert plain == _style_of(reader, "war")
        reader.app.session.notes.apply([ReplaceTagMark(None, TagMark("claim", "", 3))])
        reader.screen.notes_changed()
        await reader.settle()
        assert _style_of(reader, "claim") != plain
        assert _style_of(reader, "war") == plain


def _style_of(reader: Reader, words: str) -> object:
    lines = reader.app.screen._compositor.render_strips()
    return next(segment.style for line in lines for segment in line if segment.text.strip() == words)


async def test_what_is_selected_is_copied_together(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("V", "y")
        copied = reader.app.copied[0]
        places = [copied.index(f"> {note.target.exact}") for note in ALL]
        assert places == sorted(places)


async def test_the_note_is_written_where_it_is_listed(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("a")
        assert "Talks go on" in reader.app.text()
        reader.app.screen.query_one(TextArea).insert("so they say")
        await reader.press("ctrl+s")
        await reader.settle()
        assert reader.stored(TALKS).note == "so they say"
        assert "✎ so they say" in reader.app.text()


@pytest.mark.parametrize("width", [50, 80])
async def test_a_note_that_changed_elsewhere_is_not_overwritten(width: int, tmp_path: Path) -> None:
    async with listing(tmp_path, size=(width, 24)) as reader:
        await reader.press("e", "x")
        reader.app.session.notes.apply([Remove(TALKS.uid)])
        await reader.press("ctrl+s")
        assert isinstance(reader.app.focused, TextArea)
        shown = " ".join(reader.app.text().split())
        assert "kept as a draft" in shown
        assert "Another program changed" in shown


async def test_a_passage_is_copied_with_its_citation_and_note(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.press("j", "y")
        assert reader.app.copied[0].startswith("> He spoke of the Minsk agreements\n")
        assert "“Talks”" in reader.app.copied[0]
        assert "of the treaty" in reader.app.copied[0]


async def test_what_changes_elsewhere_shows_and_cursor_and_query_stay(tmp_path: Path) -> None:
    async with listing(tmp_path, view=NotesView(query="talks", group=NoteGroup.NONE)) as reader:
        await reader.press("j")
        new = annotation("More talks", title="Talks", created="2025-03-01T12:00:00.000Z")
        reader.app.session.notes.apply([Put(new)])
        reader.screen.notes_changed()
        await reader.settle()
        assert reader.listed == ["More talks", "Talks go on", "He spoke of the Minsk agreements"]
        assert reader.current == "He spoke of the Minsk agreements"
        assert reader.screen.query_one(Input).value == "talks"


async def test_the_view_can_be_taken_up_again(tmp_path: Path) -> None:
    view = NotesView("t", NoteOrder.OLDEST, NoteGroup.NONE, MINSK.uid)
    async with listing(tmp_path, view=view) as reader:
        assert reader.current == "He spoke of the Minsk agreements"
        await reader.press("k")
        await reader.app.pop_screen()
        assert reader.app.notes_view == NotesView("t", NoteOrder.OLDEST, NoteGroup.NONE, FERRY.uid)


async def test_a_new_search_begins_with_nothing_and_keeps_the_order(tmp_path: Path) -> None:
    view = NotesView("zzz", NoteOrder.OLDEST, NoteGroup.NONE)
    async with listing(tmp_path, search=True, view=view) as reader:
        assert reader.listed[0] == "The ferry leaves at noon"


async def test_a_wide_screen_shows_the_whole_note_beside_the_list(tmp_path: Path) -> None:
    async with listing(tmp_path, size=(160, 45), view=UNGROUPED) as reader:
        await reader.press("j")
        assert reader.screen.query_one(NotePreview).display
        shown = reader.app.text()
        assert "of the treaty" in shown
        assert "said by Vladimir Putin" in shown
        assert "Ann Writer" in shown
        assert "highlight · made 2 Feb 2025" in shown


async def test_a_narrow_screen_has_the_list_alone(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        assert not reader.screen.query_one(NotePreview).display
        assert reader.rows.size.width >= 79


async def test_the_mouse_moves_and_opens(tmp_path: Path) -> None:
    async with listing(tmp_path, view=UNGROUPED) as reader:
        await reader.pilot.click(NoteRows, offset=(10, 4))
        assert reader.current == "He spoke of the Minsk agreements"
        await reader.pilot.click(NoteRows, offset=(10, 4))
        await reader.settle()
        assert reader.app.opened == [MINSK]


async def test_hostile_notes_are_drawn_as_text(tmp_path: Path) -> None:
    nasty = "\x1b]0;own\x07\x1b[31m[/nope] [@click=app.bell]x[/]\nline\x9b2J \u202edlrow"
    hostile = annotation(nasty, title=nasty, tags=(nasty,), note=nasty, speaker=nasty)
    for size in ((80, 24), (160, 45)):
        async with listing(tmp_path / str(size[0]), [hostile], size=size) as reader:
            for _ in NoteGroup:
                await reader.press("b")
                shown = reader.app.text()
                assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown)
                assert "[/nope] [@click=app.bell]x[/]" in shown


async def test_many_notes_are_searched_without_holding_up_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MANY", 1)
    async with listing(tmp_path, search=True) as reader:
        await reader.press(*"minsk")
        assert reader.listed == ["# Talks", "He spoke of the Minsk agreements"]
        await reader.press("escape")
        assert len(reader.listed) == 5


async def test_a_change_among_many_shows_before_they_are_searched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MANY", 1)
    async with listing(tmp_path, view=UNGROUPED) as reader:
        reader.app.session.notes.apply([Remove(TALKS.uid)])
        reader.screen.notes_changed()
        assert reader.listed == ["He spoke of the Minsk agreements", "The ferry leaves at noon"]
        await reader.settle()
        assert reader.listed == ["He spoke of the Minsk agreements", "The ferry leaves at noon"]
