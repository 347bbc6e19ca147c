"""Commands of an open article: moving, looking, marking. The article is the harbour town's, from its beginning."""

from functools import partial

from reader.ui.commands import Where
from reader.ui.prompts.note_editor import NoteEditor
from tests.composed import HARBOUR, PAUSED, TALKS, Reader
from tests.key_checks import COLOURS, Press, seen_after

in_article = partial(seen_after, Where.ARTICLE)

BENCH = "On the quay at Saltmarrow there is a bench that faces the wrong way."


@in_article("line_down", "line_up", "page_down", "page_up", "half_page_down", "half_page_up", "top", "bottom")
async def cursor_moves_by_rows(reader: Reader, press: Press) -> None:
    view = reader.app.reading.desk.view
    await reader.go_to(PAUSED)
    row, top = view._cursor_y, view.scroll_offset.y
    await press()
    rows = view._cursor_y - row
    page = view.size.height
    moved = {
        "line_down": rows == 1,
        "line_up": rows == -1,
        "page_down": page - 4 <= rows <= page and view.scroll_offset.y > top,
        "page_up": -page <= rows <= 4 - page and view.scroll_offset.y < top,
        "half_page_down": page // 2 - 2 <= rows <= page // 2 + 2,
        "half_page_up": -page // 2 - 2 <= rows <= 2 - page // 2,
        "top": view.cursor == 0 and view.scroll_offset.y == 0,
        "bottom": reader.sentence == "He had come to read the meter.",
    }
    assert moved[press.command.id]
    assert sum(line.startswith("›") for line in reader.screen.splitlines()) == 1


@in_article("next_sentence", "previous_sentence", "next_paragraph", "previous_paragraph")
async def cursor_moves_by_units(reader: Reader, press: Press) -> None:
    await reader.go_to("So were funerals")
    await press()
    begins = {
        "next_sentence": "Duncan Farrow, who runs",
        "previous_sentence": "School terms on the island",
        "next_paragraph": "Duncan Farrow, who runs",
        "previous_paragraph": "What a ferry carries",
    }
    assert reader.sentence.startswith(begins[press.command.id])


@in_article("close_article")
async def list_comes_back(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.focused is reader.app.reading.articles
    assert "The Brennick Lantern" in reader.screen


@in_article("next_article", "previous_article")
async def neighbour_opens(reader: Reader, press: Press) -> None:
    await reader.open(reader.listed[1])
    await press()
    assert reader.title == reader.listed[2 if press.command.id == "next_article" else 0]
    assert reader.app.reading.articles.current is not None
    assert reader.app.reading.articles.current.article.title == reader.title


@in_article("next_annotation", "previous_annotation", "next_quotation", "previous_quotation")
async def cursor_goes_along_what_is_marked(reader: Reader, press: Press) -> None:
    await reader.go_to("Duncan Farrow, who runs")
    await press()
    begins = {
        "next_annotation": "Rust doesn’t happen",
        "previous_annotation": "You watch the shutter",
        "next_quotation": "“I have put nothing on",
        "previous_quotation": "A ferry is a bus",
    }
    assert reader.text[reader.app.reading.desk.view.cursor :].startswith(begins[press.command.id])


@in_article("next_entity", "previous_entity")
async def cursor_goes_along_names(reader: Reader, press: Press) -> None:
    await reader.go_to("A ferry is a bus")
    await press()
    name = "Duncan Farrow" if press.command.id == "next_entity" else "Crossing Lines"
    assert reader.text[reader.app.reading.desk.view.cursor :].startswith(name)


@in_article("hint")
async def label_leads_to_its_sentence(reader: Reader, press: Press) -> None:
    await press()
    assert "sn the quay at Saltmarrow" in reader.screen
    await reader.press("s")
    assert reader.sentence == BENCH


@in_article("mark")
async def sentence_is_highlighted_and_extended(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    assert reader.notes[-1].target.exact == BENCH
    assert "›▎ On the quay" in reader.screen
    await press()
    assert reader.notes[-1].target.exact.endswith("there is nearly always somebody on it.")


@in_article("mark_paragraph")
async def paragraph_is_highlighted(reader: Reader, press: Press) -> None:
    await reader.go_to("It looks at the ticket office")
    await press()
    exact = reader.notes[-1].target.exact
    assert exact.startswith("On the quay")
    assert exact.endswith("somebody on it.")


@in_article("note")
async def note_is_written(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    assert isinstance(reader.app.screen, NoteEditor)
    await reader.type("Which way?")
    await reader.press("ctrl+s")
    assert (reader.notes[-1].target.exact, reader.notes[-1].note) == (BENCH, "Which way?")
    assert "›✎ On the quay" in reader.screen


@in_article("tag")
async def sentence_is_tagged(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    await reader.type("place, mood")
    await reader.press("enter")
    assert (reader.notes[-1].target.exact, reader.notes[-1].tags) == (BENCH, ("place", "mood"))


@in_article("tag_key")
async def letter_gives_the_tag(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    await reader.press("c")
    assert (reader.notes[-1].target.exact, reader.notes[-1].tags) == (BENCH, ("claim",))


@in_article("sticky_tags")
async def last_tags_are_given_again(reader: Reader, press: Press) -> None:
    await reader.press("t", *"mood", "enter")
    await reader.go_to(BENCH)
    await press()
    assert (reader.notes[-1].target.exact, reader.notes[-1].tags) == (BENCH, ("mood",))


@in_article(*(f"colour.{number}" for number in COLOURS))
async def sentence_and_annotation_take_the_colour(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    assert (reader.notes[-1].target.exact, str(reader.notes[-1].colour)) == (BENCH, press.keys)
    await reader.go_to("You watch the shutter")
    await press()
    assert [str(note.colour) for note in reader.notes if "You watch" in note.target.exact] == [press.keys]


@in_article("select")
async def word_is_selected(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    assert reader.selected == "On"
    assert "SELECT" in reader.screen


@in_article("select_lines")
async def row_is_selected(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    assert reader.selected == "On the quay at Saltmarrow there is a bench that faces the wrong way. It"


@in_article("delete")
async def annotation_is_deleted(reader: Reader, press: Press) -> None:
    before = reader.notes
    await reader.go_to("You watch the shutter")
    await press()
    assert len(reader.notes) == len(before) - 1
    assert "▎" not in reader.screen
    await reader.press("u")
    assert reader.notes == before


@in_article("copy")
async def sentence_is_copied(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    assert reader.copied == [BENCH]
    assert f"copied: {BENCH}"[:40] in reader.status


@in_article("copy_citation")
async def sentence_is_copied_with_its_source(reader: Reader, press: Press) -> None:
    await reader.go_to(BENCH)
    await press()
    (text,) = reader.copied
    assert text.startswith(f"> {BENCH}")
    assert f"Nora Tillicum, “{HARBOUR}”" in text


@in_article("toggle_entities", "toggle_quotations", "toggle_annotations")
async def layer_is_hidden_and_shown(reader: Reader, press: Press) -> None:
    layer = {"toggle_entities": "entity", "toggle_quotations": "quotation", "toggle_annotations": "annotation"}
    words = {"toggle_entities": "names", "toggle_quotations": "quotations", "toggle_annotations": "highlights"}
    view, before = reader.app.reading.desk.view, reader.picture
    await press()
    assert layer[press.command.id] not in view.visible_layers
    assert f"{words[press.command.id]} hidden" in reader.status
    assert reader.picture != before
    await press()
    assert layer[press.command.id] in view.visible_layers


@in_article("just_text")
async def every_mark_is_hidden_and_shown(reader: Reader, press: Press) -> None:
    view = reader.app.reading.desk.view
    await press()
    assert view.visible_layers == {"inline", "hit"}
    await press()
    assert view.visible_layers >= {"entity", "quotation", "annotation"}


@in_article("toggle_boilerplate")
async def trailing_matter_is_hidden_and_shown(reader: Reader, press: Press) -> None:
    await reader.open(TALKS)
    await reader.press("G")
    assert "Similar Posts" in reader.screen
    await press()
    assert "Similar Posts" not in reader.screen
    await press()
    await reader.press("G")
    assert "Similar Posts" in reader.screen


@in_article("star")
async def article_is_starred(reader: Reader, press: Press) -> None:
    await press()
    assert [mark.starred for mark in reader.session.notes.marks()] == [True]
    assert "star · saved" in reader.status


@in_article("mark_unread")
async def article_is_unread(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("h")
    assert reader.screen.splitlines()[0].startswith(f"›● {HARBOUR}")


@in_article("browser")
async def address_of_the_open_article_is_opened(reader: Reader, press: Press) -> None:
    await press()
    assert reader.browsed == ["https://lantern.example/features/harbour-town"]


@in_article("links")
async def link_of_the_open_article_is_opened(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("down", "enter")
    assert reader.browsed == ["https://lantern.example/documents/crossing-survey"]


@in_article("hide")
async def open_article_is_hidden_and_shown_again(reader: Reader, press: Press) -> None:
    await press()
    assert "hide · saved" in reader.status
    await press()
    assert "show again · saved" in reader.status
