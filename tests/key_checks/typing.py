"""Commands of a line to type in (here the tags of a sentence) and of the note editor."""

import sys
from contextlib import nullcontext
from functools import partial

from textual.widgets import Input, TextArea

from reader.services.saving.drafts import Drafts
from reader.ui.commands import Where
from reader.ui.prompts.prompt import Suggestions
from tests.composed import Reader
from tests.key_checks import Press, seen_after

in_prompt = partial(seen_after, Where.PROMPT)
in_editor = partial(seen_after, Where.EDITOR)


@in_prompt("accept")
async def line_is_taken(reader: Reader, press: Press) -> None:
    await reader.type("mood")
    await press()
    assert reader.notes[-1].tags == ("mood",)
    assert reader.app.screen is reader.app.reading


@in_prompt("complete")
async def line_is_completed(reader: Reader, press: Press) -> None:
    await reader.type("ev")
    await press()
    assert reader.app.screen.query_one(Input).value.startswith("evidence")


@in_prompt("suggestion_down", "suggestion_up")
async def suggestion_is_marked(reader: Reader, press: Press) -> None:
    await press()
    suggestions = reader.app.screen.query_one(Suggestions)
    marked = 0 if press.command.id == "suggestion_down" else len(suggestions.items) - 1
    assert suggestions.marked == marked
    assert f"› {suggestions.items[marked][0]}" in reader.screen


@in_prompt("cancel")
async def prompt_is_left(reader: Reader, press: Press) -> None:
    before = reader.notes
    await reader.type("mood")
    await press()
    assert reader.app.screen is reader.app.reading
    assert reader.notes == before


@in_editor("save")
async def note_is_saved(reader: Reader, press: Press) -> None:
    await reader.type("Noted.")
    await press()
    assert reader.notes[-1].note == "Noted."
    assert reader.app.screen is reader.app.reading


@in_editor("external_editor")
async def other_editor_writes(reader: Reader, press: Press) -> None:
    home = reader.session.places.data
    script = home / "editor.py"
    script.write_text("import pathlib, sys\npathlib.Path(sys.argv[-1]).write_text('From elsewhere.')\n")
    object.__setattr__(reader.session.settings, "editor", f"{sys.executable} {script}")
    reader.app.suspend = nullcontext  # type: ignore[method-assign,assignment]
    await press()
    assert reader.app.screen.query_one(TextArea).text == "From elsewhere."


@in_editor("cancel")
async def draft_is_kept(reader: Reader, press: Press) -> None:
    before = reader.notes
    await reader.type("Half a thou")
    await press()
    assert reader.app.screen is reader.app.reading
    assert reader.notes == before
    assert [draft.text for draft in Drafts(reader.session.places.drafts).all()] == ["Half a thou"]
