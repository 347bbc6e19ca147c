"""Commands that work everywhere, and those of the list of articles."""

from functools import partial

from textual.command import CommandPalette

from reader.ui.commands import Where
from reader.ui.screens.help import HelpScreen
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.tags import TagsScreen
from reader.ui.widgets.search_input import SearchInput
from tests.composed import HARBOUR, PAUSED, Reader
from tests.key_checks import Press, seen_after

everywhere = partial(seen_after, Where.EVERYWHERE)
in_list = partial(seen_after, Where.LIST)


@everywhere("help")
async def help_opens(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, HelpScreen)
    assert "In the list of articles" in reader.screen


@everywhere("palette")
async def palette_opens(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, CommandPalette)


@everywhere("back")
async def back_leads_out_step_by_step(reader: Reader, press: Press) -> None:
    await reader.open()
    await press()
    assert reader.app.reading.in_list
    await press()
    assert reader.has_left


@everywhere("quit")
async def quit_leaves(reader: Reader, press: Press) -> None:
    await reader.open()
    await press()
    assert reader.has_left


@everywhere("undo")
async def undo_takes_back(reader: Reader, press: Press) -> None:
    await reader.open()
    before = reader.notes
    await reader.press("m")
    assert reader.notes != before
    await press()
    assert reader.notes == before
    assert "undid highlight" in reader.status


@everywhere("redo")
async def redo_brings_back(reader: Reader, press: Press) -> None:
    await reader.open()
    await reader.press("m")
    marked = reader.notes
    await reader.press("u")
    await press()
    assert reader.notes == marked
    assert "redid highlight" in reader.status


@everywhere("find")
async def find_asks_for_words(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("ferry")
    assert reader.listed == [HARBOUR]
    await reader.press("enter", "enter")
    await press()
    await reader.type("bathtub")
    assert "“bathtub” is not in this article." in reader.screen


@everywhere("find_next", "find_previous")
async def matches_are_gone_through(reader: Reader, press: Press) -> None:
    await reader.open()
    await reader.press("slash", *"boat", "enter", "n", "n")
    hits = [at for at in range(len(reader.text)) if reader.text.startswith("boat", at)]
    await press()
    assert reader.app.reading.desk.view.cursor == hits[3 if press.command.id == "find_next" else 1]


@everywhere("search_notes")
async def search_line_of_the_notes_has_the_keys(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, NotesScreen)
    assert isinstance(reader.app.focused, SearchInput)


@everywhere("notes")
async def notes_are_listed(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, NotesScreen)
    assert "You watch the shutter" in reader.screen


@everywhere("tags")
async def tags_are_listed(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, TagsScreen)
    assert "claim" in reader.screen


@everywhere("articles")
async def articles_come_back(reader: Reader, press: Press) -> None:
    await reader.open()
    await reader.press("g", "n")
    await press()
    assert reader.app.screen is reader.app.reading
    assert reader.app.focused is reader.app.reading.articles


@everywhere("next_pane", "previous_pane")
async def panes_follow_one_another(reader: Reader, press: Press) -> None:
    await reader.open()
    screen = reader.app.reading
    panes = [screen.sourcing.pane, screen.articles, screen.desk.view, screen.desk.margin]
    step = 1 if press.command.id == "next_pane" else -1
    for number in range(1, len(panes) + 1):
        await press()
        assert reader.app.focused is panes[(panes.index(screen.desk.view) + step * number) % len(panes)]


@everywhere("toggle_margin")
async def margin_comes_and_goes(reader: Reader, press: Press) -> None:
    await reader.open()
    await press()
    assert "People" in reader.screen
    await press()
    assert "People" not in reader.screen


@everywhere("toggle_theme")
async def theme_changes(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.theme == "postil-light"
    await press()
    assert reader.app.theme == "postil-dark"


@everywhere("jump_back")
async def last_place_comes_back(reader: Reader, press: Press) -> None:
    await reader.open()
    await reader.go_to(PAUSED)
    await reader.press("G")
    await press()
    assert reader.sentence.startswith(PAUSED)


# -- the list of articles


@in_list("cursor_down", "cursor_up", "first", "last", "half_page_down", "half_page_up", "page_down", "page_up")
async def cursor_moves(reader: Reader, press: Press) -> None:
    articles = reader.app.reading.articles
    articles.move_to(12)
    page = articles.size.height // articles.row_height
    places = {
        "cursor_down": 13,
        "cursor_up": 11,
        "first": 0,
        "last": len(articles.items) - 1,
        "half_page_down": len(articles.items) - 1,
        "half_page_up": 12 - page // 2,
        "page_down": len(articles.items) - 1,
        "page_up": 12 - page,
    }
    await press()
    assert articles.cursor == places[press.command.id]
    assert articles.current is not None
    assert "›" in next(line for line in reader.screen.splitlines() if articles.current.article.title[:12] in line)


@in_list("clear_filter")
async def what_the_filter_left_out_comes_back(reader: Reader, press: Press) -> None:
    before = reader.listed
    await reader.press("slash", *"ferry", "enter")
    assert len(reader.listed) < len(before)
    await press()
    assert reader.listed == before


@in_list("open")
async def article_opens(reader: Reader, press: Press) -> None:
    await reader.press("j")
    title = reader.listed[1]
    await press()
    assert reader.title == title
    assert reader.app.focused is reader.app.reading.desk.view


@in_list("next_unread", "previous_unread")
async def read_articles_are_passed_over(reader: Reader, press: Press) -> None:
    articles = reader.app.reading.articles
    await reader.press("j", "space")
    articles.move_to(0 if press.command.id == "next_unread" else 2)
    await press()
    assert articles.cursor == (2 if press.command.id == "next_unread" else 0)


@in_list("toggle_read")
async def dot_goes_and_comes(reader: Reader, press: Press) -> None:
    await press()
    assert reader.screen.splitlines()[0].startswith(f"›  {HARBOUR}")
    await press()
    assert reader.screen.splitlines()[0].startswith(f"›● {HARBOUR}")


@in_list("mark_all_read")
async def every_dot_goes(reader: Reader, press: Press) -> None:
    await press()
    assert "●" not in reader.screen
    await reader.press("u")
    assert reader.screen.count("●") > 5


@in_list("star")
async def star_comes_and_goes(reader: Reader, press: Press) -> None:
    await press()
    assert f"★ {HARBOUR}" in reader.screen
    await press()
    assert "★" not in reader.screen


@in_list("tag_article")
async def article_is_tagged(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("weekly")
    await reader.press("enter")
    assert "#weekly" in reader.screen


@in_list("browser")
async def address_is_opened(reader: Reader, press: Press) -> None:
    await press()
    assert reader.browsed == ["https://lantern.example/features/harbour-town"]


@in_list("show_all", "show_unread", "show_annotated", "show_starred")
async def some_articles_are_chosen(reader: Reader, press: Press) -> None:
    every, read = reader.listed, reader.listed[1]
    await reader.press("j", "space", "s", "4" if press.command.id == "show_all" else "k")
    chosen = {
        "show_all": every,
        "show_unread": [title for title in every if title != read],
        "show_annotated": [title for title in every if title in {note.article.title for note in reader.notes}],
        "show_starred": [read],
    }
    await press()
    assert reader.listed == chosen[press.command.id]


@in_list("links")
async def link_is_chosen_and_opened(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("survey")
    assert "survey of the crossing" in reader.screen
    await reader.press("down", "enter")
    assert reader.browsed == ["https://lantern.example/documents/crossing-survey"]


@in_list("hide")
async def article_leaves_the_list_and_comes_back(reader: Reader, press: Press) -> None:
    before = reader.listed
    await press()
    assert reader.listed == before[1:]
    assert "hide · saved" in reader.status
    await reader.press("u")
    assert reader.listed == before
