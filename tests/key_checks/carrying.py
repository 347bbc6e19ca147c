"""Commands for annotations whose article has changed: comparing, attaching, listing orphans."""

from functools import partial

from textual.containers import VerticalScroll

from reader.ui.commands import Where
from reader.ui.prompts.comparison import ComparisonScreen
from reader.ui.screens.revisions import RevisionRows
from tests.composed import LOST, TALKS, Reader, annotate_as_it_was, came_before
from tests.key_checks import Press, seen_after

in_comparison = partial(seen_after, Where.COMPARISON)


@seen_after(Where.ARTICLE, "compare")
async def words_are_compared(reader: Reader, press: Press) -> None:
    was, words = "The ferry is late again", "A ferry is a bus"
    annotate_as_it_was(reader.session, was, words)
    reader.app.notes_changed()
    await reader.go_to(words)
    await press()
    assert "As you marked it" in reader.screen
    assert was in reader.screen
    assert words in reader.screen


@seen_after(Where.SELECTION, "select_attach")
async def orphan_is_attached(reader: Reader, press: Press) -> None:
    lost = annotate_as_it_was(reader.session, LOST, note="Who says so?")
    reader.app.notes_changed()
    await reader.settle()
    await press()
    await reader.press("down", "enter")
    found = reader.session.notes.get(lost.uid)
    assert found is not None
    assert (found.target.exact, found.note) == ("The", "Who says so?")
    assert reader.selected == ""
    await reader.press("u")
    assert reader.session.notes.get(lost.uid) == lost


@seen_after(Where.NOTES, "show_orphans")
async def only_orphans_are_shown(reader: Reader, press: Press) -> None:
    annotate_as_it_was(reader.session, LOST)
    reader.app.notes_changed()
    await reader.settle()
    await press()
    assert reader.current_note.target.exact == LOST
    assert "Orphans 1 of 4" in reader.status
    assert TALKS not in reader.screen
    await press()
    assert TALKS in reader.screen


@seen_after(Where.ARTICLE, "revisions")
async def changes_are_shown(reader: Reader, press: Press) -> None:
    came_before(reader.session, "At the quay", "On the quay")
    await press()
    assert "[-At-]{+On+} the quay" in reader.screen
    assert "2 texts" in reader.status
    await reader.press("q")
    assert reader.app.screen is reader.app.reading


@seen_after(Where.REVISIONS, "cursor_down", "cursor_up")
async def another_text_is_compared(reader: Reader, press: Press) -> None:
    rows = reader.app.screen.query_one(RevisionRows)
    begin, end = ("[-At-]", "[-Thé-]") if press.command.id == "cursor_down" else ("[-thé-]", "[-At-]")
    rows.move_to(0 if press.command.id == "cursor_down" else 1)
    await reader.settle()
    assert begin in reader.screen
    await press()
    assert end.casefold() in reader.screen.casefold()
    assert begin not in reader.screen


@seen_after(Where.REVISIONS, "changes_down", "changes_up")
async def changes_scroll(reader: Reader, press: Press) -> None:
    await reader.press("j")
    scroll = reader.app.screen.query_one(VerticalScroll)
    begin = 0 if press.command.id == "changes_down" else scroll.max_scroll_y
    scroll.scroll_to(y=begin, animate=False)
    await reader.settle()
    await press()
    assert abs(scroll.scroll_offset.y - begin) > 1


@in_comparison("accept")
async def present_words_are_accepted(reader: Reader, press: Press) -> None:
    before = reader.notes
    await press()
    assert reader.app.screen is reader.app.reading
    assert any(note.target.exact.startswith("On the quay") for note in reader.notes)
    await reader.press("u")
    assert reader.notes == before


@in_comparison("refuse")
async def annotation_stays_as_it_is(reader: Reader, press: Press) -> None:
    before = reader.notes
    await press()
    assert reader.app.screen is reader.app.reading
    assert reader.notes == before


@in_comparison("line_down", "line_up", "page_down", "page_up")
async def comparison_scrolls(reader: Reader, press: Press) -> None:
    screen = reader.app.screen
    assert isinstance(screen, ComparisonScreen)
    scroll = screen.query_one(VerticalScroll)
    downwards = press.command.id.endswith("down")
    begin = 0 if downwards else scroll.max_scroll_y
    scroll.scroll_to(y=begin, animate=False)
    await reader.settle()
    await press()
    moved = abs(scroll.scroll_offset.y - begin)
    assert moved == 1 if press.command.id.startswith("line") else moved > 1
