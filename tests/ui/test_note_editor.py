"""Writing a note: nothing that was typed is lost."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot  # noqa: TC002

from reader.model import PostilError
from reader.services.saving.drafts import Drafts
from reader.ui.prompts import note_editor
from reader.ui.prompts.note_editor import NoteArea, NoteEditor
from reader.ui.terminal import external_editor
from reader.ui.terminal.external_editor import ExternalEditorError, edit, editor_command
from tests.fakes.host import HostApp

PASSAGE = "He is not ruling anything out.\n\nNot yet."


class Desk:
    """An editor on the screen; `saved` is what it saved, `works` whether saving does."""

    def __init__(self, folder: Path) -> None:
        self.app = HostApp(folder)
        self.drafts = Drafts(self.app.session.places.drafts)
        self.saved: list[str] = []
        self.works: bool | Exception = True
        self.pilot: Pilot[None]
        self.answer: asyncio.Task[Any]

    async def save(self, text: str) -> bool:
        if isinstance(self.works, Exception):
            raise self.works
        if self.works:
            self.saved.append(text)
        return self.works

    async def open(self, text: str = "", passage: str = PASSAGE) -> None:
        self.answer = asyncio.create_task(
            self.app.ask(NoteEditor(text, key="k", passage=passage, save=self.save))
        )
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def answered(self) -> Any:
        return await asyncio.wait_for(self.answer, 30)

    @property
    def area(self) -> NoteArea:
        return self.app.screen.query_one(NoteArea)

    def draft(self) -> str | None:
        draft = self.drafts.get("k")
        return draft.text if draft else None


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Desk]:
    desk = Desk(folder)
    async with desk.app.run_test(size=(80, 24)) as pilot:
        desk.pilot = pilot
        yield desk


async def wait_for_draft(desk: Desk, text: str) -> None:
    for _ in range(600):
        if desk.draft() == text:
            return
        await asyncio.sleep(0.05)
    assert desk.draft() == text


async def test_what_is_saved_is_the_answer_and_leaves_no_draft(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("old")
        await writer.press("enter", "n", "e", "w", "ctrl+s")
        assert await writer.answered() == "old\nnew"
        assert writer.saved == ["old\nnew"]
        assert writer.draft() is None
    assert writer.draft() is None


async def test_the_passage_stands_above_the_note(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("the note")
        shown = writer.app.text()
        assert shown.index("He is not ruling anything out. Not yet.") < shown.index("the note")
        assert writer.app.screen.query_one("#editor").region.y >= 8


async def test_the_editor_is_as_high_as_the_note_up_to_half_the_screen(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("one line")
        editor = writer.app.screen.query_one("#editor")
        assert editor.size.height <= 6
        await writer.press("enter", "2", "enter", "3", "enter", "4")
        await writer.pilot.pause()
        assert writer.area.size.height == 4
        await writer.press(*["enter"] * 30)
        await writer.pilot.pause()
        assert editor.region.y == 10
        assert editor.region.bottom == 22


async def test_a_long_passage_ends_in_an_ellipsis(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("", passage="He went on to say so. " * 40)
        rows = [line for line in writer.app.text().splitlines() if "say" in line]
        assert len(rows) == 3
        assert rows[-1].rstrip().endswith("…")


async def test_a_note_that_cannot_be_saved_stays_open_with_its_text(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open()
        writer.works = False
        await writer.press("x", "ctrl+s")
        await wait_for_draft(writer, "x")
        assert "not saved" in writer.app.text()
        writer.works = PostilError("The disk is full.")
        await writer.press("y", "ctrl+s")
        await wait_for_draft(writer, "xy")
        assert "The disk is full." in writer.app.text()
        writer.works = True
        await writer.press("ctrl+s")
        assert await writer.answered() == "xy"
        assert writer.draft() is None


async def test_leaving_keeps_a_draft_and_says_so_and_it_comes_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("saved")
        await writer.press("1", "escape")
        assert await writer.answered() is None
        assert writer.draft() == "saved1"
        assert "draft" in writer.app.said[-1]
        await writer.open("saved")
        assert writer.area.text == "saved1"
        assert "your draft of" in writer.app.text()
        await writer.press("ctrl+z")
        assert writer.area.text == "saved"
        await writer.press("ctrl+g")
        assert await writer.answered() is None
        assert writer.draft() is None


async def test_leaving_without_a_change_leaves_nothing_behind(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("saved")
        await writer.press("escape")
        assert await writer.answered() is None
        assert writer.draft() is None
        assert writer.app.said == []


async def test_a_draft_is_kept_when_typing_stops(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open()
        await writer.press("a", "b")
        assert writer.draft() is None
        await wait_for_draft(writer, "ab")


async def test_a_draft_is_kept_while_typing_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "KEEP_AFTER", 60.0)
    monkeypatch.setattr(note_editor, "KEEP_BY", 0.2)
    async with desk(tmp_path) as writer:
        await writer.open()
        for _ in range(8):
            await writer.press("a")
            await asyncio.sleep(0.05)
        assert (writer.draft() or "").startswith("a")


async def test_a_draft_that_is_due_never_waits_for_no_time_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_editor, "KEEP_BY", 0.0)
    async with desk(tmp_path) as writer:
        await writer.open()
        waits: list[float] = []
        set_timer = writer.app.screen.set_timer
        monkeypatch.setattr(
            writer.app.screen, "set_timer", lambda delay, then: waits.append(delay) or set_timer(delay, then)
        )
        await writer.press("a", "b")
        assert min(waits) > 0.0
        await wait_for_draft(writer, "ab")


async def test_what_is_typed_is_kept_when_the_program_ends(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open()
        await writer.press("a", "b")
    assert writer.draft() == "ab"


async def test_without_a_place_for_drafts_leaving_asks_once_more(tmp_path: Path) -> None:
    (tmp_path / "drafts").touch()
    async with desk(tmp_path) as writer:
        await writer.open()
        await writer.press("a", "escape")
        assert not writer.answer.done()
        assert "Leave again to lose it." in " ".join(writer.app.text().split())
        await writer.press("escape")
        assert await writer.answered() is None


async def test_without_a_place_for_drafts_a_note_is_saved_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "drafts").touch()
    async with desk(tmp_path) as writer:
        await writer.open()
        await writer.press("a", "ctrl+s")
        assert await writer.answered() == "a"


async def test_hostile_text_is_drawn_as_text(tmp_path: Path) -> None:
    async with desk(tmp_path) as writer:
        await writer.open("\x1b[31mnote\x9b2J[/nope]", passage="\x1b]0;own\x07[/nope] [@click=app.bell]x[/]")
        writer.app.post_message(events.Paste("\x1b[2Jpasted\rtwo"))
        await writer.pilot.pause()
        assert writer.area.text == "note2J[/nope]pasted\ntwo"
        shown = writer.app.text()
        assert "\x1b" not in shown
        assert "[/nope] [@click=app.bell]x[/]" in shown


# -- the reader's own editor


def test_the_setting_goes_before_visual_and_visual_before_editor() -> None:
    both = {"VISUAL": "vis -f", "EDITOR": "ed"}
    assert editor_command("'my editor' -w", both) == ["my editor", "-w"]
    assert editor_command("", both) == ["vis", "-f"]
    assert editor_command("", {"EDITOR": "ed"}) == ["ed"]


@pytest.mark.parametrize("setting", ["", "   ", "'unfinished", "\0x"])
def test_without_an_editor_a_sentence_says_what_to_do(setting: str) -> None:
    with pytest.raises(ExternalEditorError, match="editor"):
        editor_command(setting, {})


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_what_the_editor_wrote_comes_back_clean() -> None:
    program = "import sys,os,pathlib; p=pathlib.Path(sys.argv[1]); t=p.read_text();"
    program += "p.write_text(t.upper()+oct(p.stat().st_mode)[-3:]+p.suffix+'\\x1b[31m!\\n')"
    assert edit("note", script(program)) == "NOTE\n600.md!"


def test_an_editor_that_fails_changes_nothing_and_says_so() -> None:
    with pytest.raises(ExternalEditorError, match="ended with 3"):
        edit("note", script("raise SystemExit(3)"))
    with pytest.raises(ExternalEditorError, match="cannot be run"):
        edit("note", ["/nonexistent/editor"])


async def test_the_own_editor_changes_the_text_in_one_undoable_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended: list[bool] = []

    @contextmanager
    def suspend() -> Any:
        suspended.append(True)
        yield

    monkeypatch.setenv("VISUAL", "vis")
    monkeypatch.setattr(note_editor, "edit", lambda text, command: f"{text} and {command[0]}")
    async with desk(tmp_path) as writer:
        monkeypatch.setattr(writer.app, "suspend", suspend)
        await writer.open("note")
        await writer.press("ctrl+e")
        assert suspended
        assert writer.area.text == "note and vis"
        await writer.press("ctrl+z")
        assert writer.area.text == "note"


async def test_where_there_is_no_terminal_to_lend_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "vis")
    monkeypatch.setattr(external_editor, "edit", lambda text, command: text)
    async with desk(tmp_path) as writer:
        await writer.open("note")
        await writer.press("ctrl+e")
        assert "cannot be run from here" in writer.app.text()
        assert writer.area.text == "note"


async def test_a_call_that_comes_when_the_editor_is_going_does_no_harm(tmp_path: Path) -> None:
    """What is to be done after the next frame may come when the screen's widgets are gone and it is not."""
    told: list[int | None] = []
    app = HostApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:

        async def save(_: str) -> bool:
            return True

        editor = NoteEditor("", key="k", passage=PASSAGE, save=save, cover_from=told.append)
        app.push_screen(editor)
        await pilot.pause()
        assert told
        await editor.query("#editor").remove()
        editor.on_resize()
        editor.call_after_refresh(editor._tell_covered)
        told.clear()
        await pilot.pause()
    assert told == [None]
