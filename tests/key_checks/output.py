"""Commands while what a program wrote is read: three hundred lines of what the newest note is on."""

from functools import partial

from reader.ui.commands import Where
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.output import OutputScreen
from reader.ui.widgets.text_pane import TextPane
from tests.composed import Reader, annotate
from tests.key_checks import Press, seen_after

in_output = partial(seen_after, Where.OUTPUT)

PROGRAM = "sh -c 'seq 300; cat'"


async def begin(reader: Reader) -> None:
    if not reader.notes:
        annotate(reader.session, "You watch the shutter")
    await reader.press("g", "n", "!", "p")
    await reader.type(PROGRAM)
    await reader.press("enter")
    await reader.until(lambda: "301 lines" in reader.screen)


@in_output("line_down", "line_up", "page_down", "page_up", "top", "bottom")
async def text_is_scrolled(reader: Reader, press: Press) -> None:
    pane = reader.app.screen.query_one(TextPane)
    backwards = press.command.id in {"line_up", "page_up", "top"}
    pane.scroll_to(y=100, animate=False)
    await reader.settle()
    before = pane.scroll_offset.y
    await press()
    after = pane.scroll_offset.y
    assert (after < before) if backwards else (after > before)
    if press.command.id.startswith("line"):
        assert abs(after - before) == 1


@in_output("keep_output")
async def what_was_written_is_a_note(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, NotesScreen)
    await reader.until(lambda: reader.current_note.note.startswith("1\n2\n3"))
    await reader.press("u")
    assert not reader.current_note.note


@in_output("copy_output")
async def what_was_written_is_copied(reader: Reader, press: Press) -> None:
    await press()
    (text,) = reader.copied
    assert text.startswith("1\n2\n3\n")


@in_output("close_output")
async def it_is_closed(reader: Reader, press: Press) -> None:
    await press()
    assert not isinstance(reader.app.screen, OutputScreen)
    assert isinstance(reader.app.screen, NotesScreen)
