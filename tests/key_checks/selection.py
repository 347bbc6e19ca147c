"""Commands of a selection, which begins as "The" in "The boat can be late." of the harbour town's article."""

from functools import partial

from reader.ui.commands import Where
from reader.ui.prompts.note_editor import NoteEditor
from tests.composed import HARBOUR, Reader
from tests.key_checks import COLOURS, Press, seen_after

in_selection = partial(seen_after, Where.SELECTION)

SELECTED_AFTER = {
    "select_left": "Th",
    "select_right": "The ",
    "select_word": "The ",
    "select_word_end": "The boat",
    "select_sentence_on": "The boat can be late.",
    "select_sentence_back": "“",
    "select_sentence": "“The boat can be late.",
    "select_more": "“The boat can be late.",
}


@in_selection(*SELECTED_AFTER)
async def selection_changes(reader: Reader, press: Press) -> None:
    await press()
    span = reader.app.reading.desk.view.selection
    assert span is not None
    assert reader.text[span.start : span.end] == SELECTED_AFTER[press.command.id]


@in_selection("select_word_back")
async def selection_goes_back_by_a_word(reader: Reader, press: Press) -> None:
    await reader.press("e", "e")
    assert reader.selected == "The boat can"
    await press()
    assert reader.selected == "The boat"


@in_selection("select_down", "select_up")
async def selection_goes_by_rows(reader: Reader, press: Press) -> None:
    view = reader.app.reading.desk.view
    row = view._cursor_y
    await press()
    assert view._cursor_y == row + (1 if press.command.id == "select_down" else -1)
    assert len(reader.selected) > 20


@in_selection("select_paragraph_on", "select_paragraph_back", "select_paragraph")
async def selection_takes_in_the_paragraph(reader: Reader, press: Press) -> None:
    await press()
    if press.command.id != "select_paragraph_back":
        assert reader.selected.endswith("then there is a boat.”")
    if press.command.id != "select_paragraph_on":
        assert reader.selected.startswith("“You watch the shutter")


@in_selection("pipe")
async def selection_is_given_to_a_program_whose_answer_becomes_its_note(reader: Reader, press: Press) -> None:
    await reader.press("e", "e")
    assert reader.selected == "The boat can"
    await press()
    assert "Give the selection to" in reader.screen
    await reader.type("tr a-z A-Z")
    await reader.press("enter")
    await reader.until(lambda: "line made of the selection" in reader.screen)
    known = len(reader.notes)
    await reader.press("a")
    await reader.until(lambda: len(reader.notes) > known)
    assert (reader.notes[-1].target.exact, reader.notes[-1].note) == ("The boat can", "THE BOAT CAN")


@in_selection("select_other_end")
async def other_end_moves(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("h")
    assert reader.selected == "“The"


@in_selection("select_quotation")
async def quotation_is_selected(reader: Reader, press: Press) -> None:
    await press()
    assert reader.selected.startswith("“The boat can be late.")
    assert reader.selected.endswith("then there is a boat.”")


@in_selection("select_entity")
async def name_is_selected(reader: Reader, press: Press) -> None:
    await reader.press("c")
    await reader.go_to("Pellow, who is 81")
    await reader.press("v")
    await press()
    assert reader.selected == "Agnes Pellow"


@in_selection("select_less")
async def selection_shrinks_again(reader: Reader, press: Press) -> None:
    await reader.press("+")
    await press()
    assert reader.selected == "The"


@in_selection("select_mark")
async def selection_is_highlighted(reader: Reader, press: Press) -> None:
    await press()
    assert reader.notes[-1].target.exact == "The"
    assert reader.selected == ""


@in_selection("select_note")
async def selection_gets_a_note(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, NoteEditor)
    await reader.type("An article.")
    await reader.press("ctrl+s")
    assert (reader.notes[-1].target.exact, reader.notes[-1].note) == ("The", "An article.")


@in_selection("select_tag")
async def selection_gets_tags(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("grammar")
    await reader.press("enter")
    assert (reader.notes[-1].target.exact, reader.notes[-1].tags) == ("The", ("grammar",))


@in_selection("select_tag_key")
async def selection_gets_the_tag_of_a_letter(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("e")
    assert (reader.notes[-1].target.exact, reader.notes[-1].tags) == ("The", ("evidence",))


@in_selection("select_sticky_tags")
async def selection_gets_the_last_tags(reader: Reader, press: Press) -> None:
    await reader.press("t", *"mood", "enter")
    await reader.go_to("But if the shutter")
    await reader.press("v")
    await press()
    assert (reader.notes[-1].target.exact, reader.notes[-1].tags) == ("But", ("mood",))


@in_selection(*(f"select_colour.{number}" for number in COLOURS))
async def selection_gets_a_colour(reader: Reader, press: Press) -> None:
    await press()
    assert (reader.notes[-1].target.exact, str(reader.notes[-1].colour)) == ("The", press.keys)


@in_selection("select_copy")
async def selection_is_copied(reader: Reader, press: Press) -> None:
    await press()
    assert reader.copied == ["The"]
    assert reader.selected == ""


@in_selection("select_copy_citation")
async def selection_is_copied_with_its_source(reader: Reader, press: Press) -> None:
    await press()
    (text,) = reader.copied
    assert text.startswith("> The\n")
    assert HARBOUR in text


@in_selection("select_none")
async def selection_is_left(reader: Reader, press: Press) -> None:
    await press()
    assert reader.selected == ""
    assert "NORMAL" in reader.screen
