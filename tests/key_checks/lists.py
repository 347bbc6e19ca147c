"""Commands of the margin, of all notes, of all tags and of the help, and moving about in every list."""

from functools import partial

from reader.services.notes import annotating
from reader.ui.commands import Where
from reader.ui.prompts.note_editor import NoteEditor
from reader.ui.screens.notes import NotesScreen
from reader.ui.widgets.virtual_list import VirtualList
from tests.composed import HARBOUR, TALKS, Reader
from tests.key_checks import COLOURS, Press, seen_after

in_margin = partial(seen_after, Where.MARGIN)
in_entities = partial(seen_after, Where.ENTITIES)
in_entity = partial(seen_after, Where.ENTITY)
in_quotations = partial(seen_after, Where.QUOTATIONS)
in_notes = partial(seen_after, Where.NOTES)
in_rules = partial(seen_after, Where.RULES)
in_sources = partial(seen_after, Where.SOURCES)
in_tags = partial(seen_after, Where.TAGS)
in_pairs = partial(seen_after, Where.PAIRS)
in_help = partial(seen_after, Where.HELP)

MOVES = ("cursor_down", "cursor_up", "first", "last")
PAGES = ("half_page_down", "half_page_up", "page_down", "page_up")


@in_margin(*MOVES)
@in_entities(*MOVES, *PAGES)
@in_entity(*MOVES, *PAGES)
@in_quotations(*MOVES, *PAGES)
@in_notes(*MOVES, *PAGES)
@in_tags(*MOVES)
@in_pairs(*MOVES, "page_down", "page_up")
@in_sources(*MOVES, *PAGES)
@in_rules(*MOVES)
@in_help(*MOVES, "page_down", "page_up")
async def cursor_moves(reader: Reader, press: Press) -> None:
    rows = reader.app.focused
    assert isinstance(rows, VirtualList)
    places = [index for index, item in enumerate(rows.items) if rows.is_selectable(item)]
    name = press.command.id
    backwards = name in {"cursor_up", "first", "half_page_up", "page_up"}
    begin = places[-2] if backwards else places[1]
    rows.move_to(begin)
    await press()
    if name in {"cursor_down", "cursor_up"}:
        assert rows.cursor == places[places.index(begin) + (-1 if backwards else 1)]
    elif name in {"first", "last"}:
        assert rows.cursor == places[0 if backwards else -1]
    else:
        assert (rows.cursor < begin) if backwards else (rows.cursor > begin)


# -- the margin, beside the harbour town's article


@in_margin("jump")
async def place_of_the_line_is_gone_to(reader: Reader, press: Press) -> None:
    margin = reader.app.reading.desk.margin
    margin.move_to(
        next(i for i, line in enumerate(margin.items) if line.left and line.left[0][0] == "Rufus Hale")
    )
    await press()
    assert reader.app.focused is margin
    assert reader.text[reader.app.reading.desk.view.cursor :].startswith("Rufus Hale")


@in_margin("close_margin")
async def article_has_the_keys_again(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.focused is reader.app.reading.desk.view


# -- all notes: two of the harbour town's article, one of the talks', the newest first


@in_notes("jump")
async def passage_is_opened(reader: Reader, press: Press) -> None:
    passage = reader.current_note.target.exact
    await press()
    assert reader.app.screen is reader.app.reading
    assert reader.app.focused is reader.app.reading.desk.view
    assert reader.text[reader.app.reading.desk.view.cursor :].startswith(passage)


@in_notes("select_note")
async def note_is_selected(reader: Reader, press: Press) -> None:
    first = reader.current_note
    await press()
    assert "1 selected" in reader.screen
    assert reader.current_note != first
    await reader.press("k", "space")
    assert "selected" not in reader.status


@in_notes("select_all")
async def all_notes_are_selected(reader: Reader, press: Press) -> None:
    await press()
    assert "3 selected" in reader.screen
    await reader.press("d")
    assert reader.notes == []
    await reader.press("u")
    assert len(reader.notes) == 3


@in_notes("edit_note")
async def note_is_edited(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, NoteEditor)
    await reader.type("Seen.")
    await reader.press("ctrl+s")
    assert "Seen." in reader.current_note.note


@in_notes("edit_tags")
async def tags_are_edited(reader: Reader, press: Press) -> None:
    await press()
    await reader.type(", seen")
    await reader.press("enter")
    assert reader.current_note.tags[-1] == "seen"


@in_notes("delete_note")
async def note_is_deleted(reader: Reader, press: Press) -> None:
    before, gone = reader.notes, reader.current_note
    await press()
    assert [note.uid for note in before if note not in reader.notes] == [gone.uid]
    assert gone.target.exact not in reader.screen
    await reader.press("u")
    assert reader.notes == before


@in_notes("copy_note")
async def note_is_copied(reader: Reader, press: Press) -> None:
    await press()
    (text,) = reader.copied
    assert text.startswith(f"> {reader.current_note.target.exact}")
    assert reader.current_note.article.title in text


@in_notes("export")
async def what_is_shown_is_exported(reader: Reader, press: Press) -> None:
    path = reader.session.places.notes.parent / "claims.jsonl"
    await press()
    await reader.type("jsonl")
    await reader.press("enter")
    await reader.type(str(path))
    await reader.press("enter")
    await reader.until(path.exists)
    assert path.read_text().count('"annotation"') == 3


@in_notes("pipe")
async def passage_is_given_to_a_program(reader: Reader, press: Press) -> None:
    note = reader.current_note
    await press()
    await reader.press("p", *"tr a-z A-Z", "enter")
    await reader.until(lambda: note.target.exact.upper() in reader.screen)


@in_notes("order")
async def order_changes(reader: Reader, press: Press) -> None:
    assert "newest first" in reader.screen
    await press()
    assert "oldest first" in reader.screen


@in_notes("group")
async def groups_change(reader: Reader, press: Press) -> None:
    assert "by article" in reader.screen
    await press()
    assert "by tag" in reader.screen


@in_notes(*(f"recolour.{number}" for number in COLOURS))
async def note_takes_the_colour(reader: Reader, press: Press) -> None:
    await press()
    assert str(reader.current_note.colour) == press.keys


@in_notes("clear_query")
async def all_notes_come_back(reader: Reader, press: Press) -> None:
    await reader.press("slash", *"shutter", "enter")
    assert TALKS not in reader.screen
    await press()
    assert TALKS in reader.screen
    assert HARBOUR in reader.screen


# -- all tags: claim twice, economy and evidence once


@in_tags("show_notes")
async def notes_of_the_tag_are_shown(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, NotesScreen)
    assert "2 of 3" in reader.screen


@in_tags("rename_tag")
async def tag_is_renamed(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("ctrl+u")
    await reader.type("assertion")
    await reader.press("enter")
    assert "claim" not in reader.session.notes.tags()
    assert reader.session.notes.tags()["assertion"] == 2


@in_tags("merge_tag")
async def tag_is_merged(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("evidence")
    await reader.press("enter")
    assert reader.session.notes.tags() == {"evidence": 2, "economy": 1}
    await reader.press("u")
    assert reader.session.notes.tags()["claim"] == 2


@in_tags("remove_tag")
async def tag_is_removed(reader: Reader, press: Press) -> None:
    before = reader.notes
    await press()
    assert "claim" not in reader.session.notes.tags()
    assert len(reader.notes) == len(before)
    await reader.press("u")
    assert reader.notes == before


@in_tags("show_pairs")
async def tags_that_stand_together_are_shown(reader: Reader, press: Press) -> None:
    await press()
    await reader.until(lambda: "claim + evidence" in reader.screen)


@in_pairs("show_notes")
async def notes_with_both_tags_are_shown(reader: Reader, press: Press) -> None:
    await reader.press("g", "g")
    await press()
    assert isinstance(reader.app.screen, NotesScreen)
    assert " of 3" in reader.screen


@in_tags("toggle_branch", "collapse")
async def what_is_below_is_hidden(reader: Reader, press: Press) -> None:
    note = reader.notes[0]
    await reader.app.perform(annotating.retag([note], ["claim", "claim/strong"]))
    await reader.settle()
    await reader.press("g", "g")
    assert "strong" in reader.screen
    await press()
    assert "strong" not in reader.screen
    assert "▸ claim" in reader.screen


@in_tags("describe_tag")
async def what_the_tag_is_for_is_written(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("What is said to be so")
    await reader.press("enter")
    assert "claim  What is said to be so" in reader.screen


@in_tags(*(f"tag_colour.{number}" for number in COLOURS))
async def tag_takes_the_colour(reader: Reader, press: Press) -> None:
    await press()
    said = reader.session.notes.tag_mark("claim")
    assert said is not None
    assert str(said.colour) == press.keys


@in_tags("order")
async def tags_are_ordered_by_name(reader: Reader, press: Press) -> None:
    assert "by count" in reader.screen
    await press()
    assert "by name" in reader.screen


# -- the help


@in_help("close")
async def help_is_closed(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.screen is reader.app.reading
