"""The panes at every width, hostile texts, other programs, files that are not as they should be."""

import json
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from reader.annotations.store import Put
from reader.library import Library, LibraryError
from reader.model import Annotation, Span
from reader.services import worker
from reader.services.background import Background, BackgroundError
from reader.services.notes.annotating import article_ref
from reader.services.session import Session
from reader.ui.app import PostilApp
from reader.ui.controllers.article import desk
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.too_small import TooSmallScreen
from tests.composed import (
    HARBOUR,
    PAUSED,
    TALKS,
    Reader,
    annotate,
    find_article,
    mark_article,
    places_in,
    reading,
)


def shown_panes(reader: Reader) -> list[str]:
    screen = reader.app.reading
    panes = {"list": screen.articles, "article": screen.desk.view, "margin": screen.desk.margin}
    return [name for name, pane in panes.items() if pane.display and pane.region.width]


# -- panes


@pytest.mark.parametrize(
    ("width", "in_list", "in_article"),
    [
        (80, ["list"], ["article"]),
        (99, ["list"], ["article"]),
        (100, ["list", "article"], ["list", "article"]),
        (109, ["list", "article"], ["list", "article"]),
        (110, ["list", "article", "margin"], ["list", "article", "margin"]),
        (160, ["list", "article", "margin"], ["list", "article", "margin"]),
    ],
)
async def test_there_are_as_many_panes_as_there_is_room_for(
    width: int, in_list: list[str], in_article: list[str], home: Path
) -> None:
    async with reading(home, size=(width, 30)) as reader:
        assert shown_panes(reader) == in_list
        await reader.open()
        assert shown_panes(reader) == in_article


@pytest.mark.parametrize(
    ("width", "first", "second"),
    [
        (80, ["margin"], ["article"]),
        (100, ["list", "margin"], ["list", "article"]),
        (110, ["list", "article"], ["list", "article", "margin"]),
        (160, ["list", "article"], ["list", "article", "margin"]),
    ],
)
async def test_the_margin_comes_and_goes_at_every_width(
    width: int, first: list[str], second: list[str], home: Path
) -> None:
    async with reading(home, size=(width, 30)) as reader:
        await reader.open()
        await reader.press("|")
        assert shown_panes(reader) == first
        await reader.press("|")
        assert shown_panes(reader) == second
        assert reader.app.focused is reader.app.reading.desk.view


async def test_the_place_is_kept_however_the_terminal_changes(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(PAUSED)
        for size in ((160, 45), (100, 24), (110, 10), (42, 60), (40, 8), (20, 5), (80, 24)):
            await reader.resize(*size)
            assert reader.sentence.startswith(PAUSED)
            if size != (20, 5):
                rows = [row.strip() for row in reader.screen.splitlines()]
                assert any("›" in row for row in rows), size


async def test_the_selection_is_kept_when_the_terminal_changes(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to(PAUSED)
        await reader.press("v", "e", "e")
        await reader.resize(120, 40)
        assert reader.selected == "Asked what those"
        await reader.press("enter")
        assert reader.notes[0].target.exact == "Asked what those"


async def test_too_small_a_terminal_says_so_and_gives_all_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("a", *"half")
        await reader.resize(39, 24)
        assert isinstance(reader.app.screen, TooSmallScreen)
        await reader.press("x", "q", "enter", "escape")
        assert reader.notes == []
        await reader.resize(80, 7)
        assert isinstance(reader.app.screen, TooSmallScreen)
        await reader.resize(80, 24)
        await reader.press(*" a note", "ctrl+s")
        assert [note.note for note in reader.notes] == ["half a note"]


@pytest.mark.parametrize("size", [(40, 8), (80, 24), (99, 24), (100, 24), (110, 24), (150, 50), (300, 100)])
async def test_every_line_has_the_width_of_the_terminal(size: tuple[int, int], home: Path) -> None:
    async with reading(home, size=size) as reader:
        await reader.open("灯台守のいない灯台")
        for keys in ((), ("|",), ("g", "n"), ("g", "t"), ("q", "?")):
            await reader.press(*keys)
            lines = reader.screen.splitlines()
            assert len(lines) == size[1]
            assert {cell_len(line) for line in lines} == {size[0]}


@pytest.mark.parametrize("size", [(100, 30), (160, 45)])
async def test_a_pane_without_an_article_says_how_to_open_one(size: tuple[int, int], home: Path) -> None:
    async with reading(home, size=size) as reader:
        assert "Nothing is open. l opens the article at the" in reader.screen
        await reader.open()
        assert "Nothing is open" not in reader.screen


@pytest.mark.parametrize("size", [(100, 30), (120, 40), (160, 45)])
async def test_no_text_touches_the_border_to_its_right(size: tuple[int, int], home: Path) -> None:
    async with reading(home, size=size) as reader:
        await reader.open()
        pane = reader.app.reading.query_one("#article").region
        lines = reader.app.screen._compositor.render_strips()[pane.y + 1 : pane.bottom - 1]
        assert {Strip(line).crop(pane.right - 3, pane.right - 1).text for line in lines} == {"  "}


async def test_tab_goes_from_pane_to_pane_where_several_are_seen(home: Path) -> None:
    async with reading(home, size=(160, 45)) as reader:
        await reader.open()
        seen = []
        for _ in range(4):
            await reader.press("tab")
            seen.append(reader.app.focused)
        screen = reader.app.reading
        assert seen == [screen.desk.margin, screen.sourcing.pane, screen.articles, screen.desk.view]


async def test_the_margin_tells_what_is_at_the_cursor(home: Path) -> None:
    async with reading(home, size=(120, 40)) as reader:
        await reader.open()
        await reader.go_to("Rust doesn’t happen")
        assert "said by Maud Tregarrick" in reader.screen
        await reader.press("m", "t", *"rust", "enter")
        assert "#rust" in reader.screen


# -- hostile texts

HOSTILE = "[red]x[/] [@click=app.quit]y[/] [/ \x1b]0;z\x07\x1b[31m\x9b2J \u202e漢字👩‍👩‍👧 Z̷̢͝"


async def test_hostile_titles_tags_and_notes_are_only_text(home: Path) -> None:
    async with reading(home, size=(120, 40)) as reader:
        article = find_article(reader.session, HARBOUR)
        made = annotate(reader.session, "The boat can be late.", tags=(HOSTILE, "fine"), note=HOSTILE * 3)
        ref = article_ref(article)
        evil = Annotation(
            "01HZZZZZZZZZZZZZZZZZZZZZZZ",
            type(ref)(ref.id, HOSTILE, HOSTILE, HOSTILE, HOSTILE, ref.text_sha256, ref.text_version),
            made.target,
            made.created,
            made.updated,
            tags=(HOSTILE,),
            speaker=HOSTILE,
        )
        reader.session.notes.apply([Put(evil)])
        mark_article(reader.session, HARBOUR, starred=True, tags=(HOSTILE,))
        reader.app.notes_changed()
        await reader.open()
        await reader.press("]", "a", "t", "down", "escape", "g", "n")
        await reader.press("slash", *"[/]", "enter", "c", "e", "ctrl+g", "t", "escape", "y")
        await reader.press(
            "g", "t", "r", "escape", "m", "escape", "enter", "g", "a", "slash", *"[/] [red", "enter"
        )
        for line in reader.screen.splitlines():
            assert cell_len(line) == 120
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in line)
        assert not reader.has_left


# -- beginning


async def test_a_first_run_reads_in_the_seeds_and_welcomes(tmp_path: Path, terminal: None) -> None:
    new = tmp_path / "new"
    async with reading(new) as reader:
        await reader.until(lambda: len(reader.listed) == 15)
        assert "To begin:" in reader.screen
        await reader.open()
        await reader.press("m")
        assert "To begin:" not in reader.screen
        assert len(reader.notes) == 1
        await reader.settle()
    async with reading(new) as reader:
        assert "To begin:" not in reader.screen
        assert "▎1" in reader.screen


async def test_a_file_that_is_named_is_read_in_and_opened(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "Report on ferries.md"
    file.write_text("# Report on ferries\n\nThey float.\n", encoding="utf-8")
    async with reading(home, paths=[file]) as reader:
        await reader.until(lambda: reader.title == "Report on ferries")
        assert "They float." in reader.screen
        await reader.press("h")
        assert reader.listed == ["Report on ferries"]


async def test_the_quotations_of_a_long_text_come_in_from_the_background(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ferries.md"
    file.write_text("# Report on ferries\n\n“They float,” said Ann Lee.\n", encoding="utf-8")
    worker_session = Session(places_in(home))
    asked = []

    async def ask(self: Background, do: str, **arguments: Any) -> dict[str, Any]:
        asked.append((self, do))
        if do == "analyse":
            raise BackgroundError("It stopped.")
        arguments.pop("progress", None)
        return worker._JOBS[do](worker_session, arguments, lambda *_: None)

    monkeypatch.setattr(Background, "ask", ask)
    monkeypatch.setattr(desk, "LONG_TEXT", 10)
    with closing(worker_session):
        async with reading(home, paths=[file]) as reader:
            await reader.until(lambda: (opened := reader.app.reading.desk.opened) and opened.analysis.quotations)
            await reader.settle()
            assert asked[1:] == [
                (reader.app.processes.importing, "quotations"),
                (reader.app.processes.analysing, "analyse"),
            ]
            assert reader.app.reading.desk.opened.analysis.quotations[0].speaker == "Ann Lee"
            assert not reader.app.reading.desk.opened.analysed


# -- other programs


async def test_two_postils_on_one_home_see_each_others_notes(home: Path) -> None:
    async with AsyncExitStack() as both:
        one = await both.enter_async_context(reading(home))
        await one.open()
        other = await both.enter_async_context(reading(home))
        await other.open()
        await one.go_to(PAUSED)
        await one.press("m")
        await other.until(lambda: len(other.notes) == 1)
        await other.press("]", "a")
        assert other.sentence.startswith(PAUSED)
        assert "›▎" in other.screen
        await other.press("x")
        await one.until(lambda: one.notes == [])
        await one.until(lambda: "▎" not in one.screen)


async def test_what_another_program_changed_is_not_undone_over_it(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("m")
        other = Session(places_in(home))
        (note,) = other.notes.all()
        other.notes.apply(
            [Put(Annotation(note.uid, note.article, note.target, note.created, note.created, note="!"))]
        )
        other.close()
        await reader.press("u")
        assert reader.status.startswith("! Another program changed this meanwhile")
        assert [note.note for note in reader.notes] == ["!"]


# -- files that are not as they should be


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.md", None),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))),
        ("meta.md", b"---\ntitle: [\n---\n\nText.\n"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    name: str, content: bytes | None, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    async with reading(home, paths=[file]) as reader:
        await reader.until(lambda: reader.status.startswith("! "))
        assert name in reader.status.replace(" ", "")
        assert not reader.has_left


async def test_damaged_notes_end_the_program_with_a_sentence_and_are_left_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages: list[object] = []
    leave = PostilApp.exit

    def remembering(app: PostilApp, *arguments: object, **named: object) -> None:
        messages.append(named.get("message"))
        leave(app, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(PostilApp, "exit", remembering)
    damaged = b'{"annotations": {"1": {"uid": "01'
    (home / "notes.json").write_bytes(damaged)
    async with reading(home) as reader:
        assert reader.has_left
    assert reader.app.return_code == 3
    (message,) = messages
    assert str(message).startswith("postil: ")
    assert "notes.json" in str(message)
    assert (home / "notes.json").read_bytes() == damaged


async def test_notes_of_a_newer_postil_are_read_and_not_written(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "The boat can be late.")
    notes = json.loads((home / "notes.json").read_text(encoding="utf-8"))
    notes["meta"] = {"1": {"format": 99}}
    newer = json.dumps(notes).encode()
    (home / "notes.json").write_bytes(newer)
    async with reading(home) as reader:
        assert reader.status.startswith("! ")
        assert "newer" in reader.status
        await reader.open()
        assert len(reader.notes) == 1
        await reader.press("m")
        assert "not saved: a newer postil wrote the notes file" in reader.status
        assert len(reader.notes) == 2
    assert (home / "notes.json").read_bytes() == newer


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('mesure = 70\n[keys]\nmark = "m"\n', "the setting 'mesure' is unknown and was passed over."),
        ("measure = 5\n", "measure must be from 30 to 200 cells"),
        ("measure = \n", "is not TOML"),
        ('[keys]\nmrk = "m"\n', "'mrk', but there is no such command"),
        ('[keys]\nmark = "ctrl+i"\n', "which terminals cannot tell from another key"),
        ('theme = "mauve"\n', "a theme 'mauve'; there is none"),
    ],
)
async def test_settings_that_cannot_be_used_are_told_in_one_sentence(
    settings: str, said: str, home: Path
) -> None:
    async with reading(home, settings=settings, size=(300, 24)) as reader:
        await reader.until(lambda: reader.status.startswith("! "))
        assert said in reader.status
        await reader.open()
        await reader.press("M")
        assert len(reader.notes) == 1


async def test_a_measure_and_keys_of_ones_own_are_used(home: Path) -> None:
    settings = 'measure = 40\n[keys]\n"article.mark" = "ctrl+y"\n'
    async with reading(home, settings=settings) as reader:
        await reader.open()
        await reader.press("m")
        assert reader.notes == []
        await reader.press("ctrl+y")
        assert len(reader.notes) == 1
        text = [line for line in reader.screen.splitlines() if "bench" in line]
        assert len(text[0].strip()) <= 40


async def test_a_passage_that_is_gone_is_an_orphan_and_kept(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "changing.md"
    file.write_text("# Changing\n\nThe first words that were here.\n\nOther words.\n", encoding="utf-8")
    async with reading(home, paths=[file]) as reader:
        await reader.until(lambda: reader.title == "Changing")
        await reader.go_to("The first words")
        await reader.press("m")
    file.write_text("# Changing\n\nNothing of it is left.\n\nOther words.\n", encoding="utf-8")
    async with reading(home, paths=[file]) as reader:
        await reader.until(lambda: reader.title == "Changing")
        await reader.press("g", "n")
        await reader.press("enter")
        assert "its note is kept as an orphan" in reader.status
        assert len(reader.notes) == 1
        assert reader.app.reading.desk.anchored[0].anchor.span is None


async def test_a_passage_that_has_moved_is_found_again(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "changing.md"
    passage = "It was the harbour master who opened the gate that night."
    file.write_text(f"# Changing\n\n{passage}\n\nOther words.\n", encoding="utf-8")
    async with reading(home, paths=[file]) as reader:
        await reader.until(lambda: reader.title == "Changing")
        await reader.go_to(passage)
        await reader.press("m")
    file.write_text(
        f"# Changing\n\nA paragraph before it.\n\nAnother.\n\n{passage}\n\nOther words.\n", encoding="utf-8"
    )
    async with reading(home, paths=[file]) as reader:
        await reader.until(lambda: reader.title == "Changing")
        span = reader.app.reading.desk.anchored[0].anchor.span
        assert isinstance(span, Span)
        assert reader.words(span) == passage
        assert TALKS not in reader.listed


async def test_the_footer_names_no_key_that_types_a_letter(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "n")
        assert "/ find" in reader.screen
        await reader.press("slash")
        assert "Enter accept" in reader.screen
        assert "/ find" not in reader.screen
        assert "? help" not in reader.screen


async def test_an_article_opens_where_it_was_left_also_after_a_restart(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("G", "k", "k")
        left_at, title = reader.app.reading.desk.view.cursor, reader.title
        await reader.press("h", "j", "l")
        assert reader.title != title
        await reader.press("h", "k", "l")
        assert (reader.title, reader.app.reading.desk.view.cursor) == (title, left_at)
        await reader.press("h", "l")
        assert reader.app.reading.desk.view.cursor == left_at
        await reader.press("Q")
    async with reading(home) as reader:
        await reader.open()
        assert (reader.title, reader.app.reading.desk.view.cursor) == (title, left_at)


async def test_back_from_a_passage_found_in_the_notes_leads_to_the_notes(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("m", "h", "g", "n", "enter")
        assert reader.app.focused is reader.app.reading.desk.view
        await reader.press("q")
        assert isinstance(reader.app.screen, NotesScreen)
        await reader.press("q")
        assert reader.app.screen is reader.app.reading
        assert not reader.has_left


async def test_undo_leads_to_where_it_undoes(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("j", "j", "m")
        marked_at = reader.app.reading.desk.view.sentence
        await reader.press("G", "u", "ctrl+r")
        assert reader.app.reading.desk.view.sentence == marked_at


async def test_an_article_without_text_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("G", "l")
        assert "This article has no text." in reader.status


async def test_articles_can_be_read_where_nothing_can_be_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LibraryError("The library may only be read.")

    monkeypatch.setattr(Library, "set_place", refuse)
    monkeypatch.setattr(Library, "set_read", refuse)
    async with reading(home) as reader:
        await reader.open()
        first = reader.title
        await reader.press("J")
        assert reader.title != first
        assert "may only be read" in reader.status


async def test_a_list_that_is_found_when_the_screen_is_half_gone_breaks_nothing(home: Path) -> None:
    async with reading(home) as reader:
        screen = reader.app.reading
        await screen.status.remove()
        await screen.articles.remove()
        await screen.shelf.load()
