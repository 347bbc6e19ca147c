"""Commands of the search over everything: “rust” is in a note, in what somebody says, and in two articles."""

from functools import partial

from reader.services.searching.results import ArticleHit, NoteHit, QuotationHit
from reader.ui.commands import Where
from reader.ui.screens.search import SearchScreen
from reader.ui.widgets.passage_preview import PassagePreview
from reader.ui.widgets.result_rows import ResultRows
from reader.ui.widgets.search_input import SearchInput
from tests.composed import HARBOUR, Reader
from tests.key_checks import Press, seen_after

everywhere = partial(seen_after, Where.EVERYWHERE)
in_search = partial(seen_after, Where.SEARCH)


async def begin(reader: Reader) -> None:
    """Look for something, and go to what was found."""
    await look_for(reader, "rust")
    await reader.press("enter")


async def look_for(reader: Reader, query: str) -> None:
    await reader.press("g", "/")
    await reader.type(query)
    await reader.until(lambda: not screen(reader)._searching.is_busy)


def screen(reader: Reader) -> SearchScreen:
    assert isinstance(reader.app.screen, SearchScreen)
    return reader.app.screen


def rows(reader: Reader) -> ResultRows:
    return screen(reader).query_one(ResultRows)


def go_to(reader: Reader, kind: type) -> None:
    """Put the cursor on the first result of that kind."""
    rows(reader).move_to(next(at for at, row in enumerate(rows(reader).items) if isinstance(row, kind)))


@everywhere("search")
async def everything_is_searched_while_one_types(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.focused is screen(reader).query_one(SearchInput)
    assert "Type what you look for" in reader.screen
    await reader.type("rust")
    await reader.until(lambda: not screen(reader)._searching.is_busy)
    assert "Rust doesn’t happen in an afternoon." in reader.screen
    assert [type(row) for row in rows(reader).items if isinstance(row, NoteHit | QuotationHit | ArticleHit)][
        :3
    ] == [
        NoteHit,
        QuotationHit,
        QuotationHit,
    ]
    assert "1 note · 2 quotations · 1 article" in reader.status


@in_search("cursor_down", "page_down", "half_page_down", "last")
async def later_results_are_gone_to(reader: Reader, press: Press) -> None:
    before = rows(reader).cursor
    await press()
    assert rows(reader).cursor > before


@in_search("cursor_up", "page_up", "half_page_up", "first")
async def earlier_results_are_gone_to(reader: Reader, press: Press) -> None:
    rows(reader).action_last()
    before = rows(reader).cursor
    await press()
    assert rows(reader).cursor < before


@in_search("next_kind", "previous_kind")
async def other_kinds_are_gone_to(reader: Reader, press: Press) -> None:
    kinds = [QuotationHit, ArticleHit, NoteHit]
    for kind in kinds if press.command.id == "next_kind" else reversed(kinds):
        await press()
        if press.command.id == "next_kind":
            assert isinstance(rows(reader).current, kind)
    if press.command.id == "previous_kind":
        assert isinstance(rows(reader).current, NoteHit)


@in_search("open_result")
async def article_is_opened_at_the_passage_and_left_for_the_results(reader: Reader, press: Press) -> None:
    await press()
    assert reader.sentence.endswith("Rust doesn’t happen in an afternoon.”")
    await reader.press("q")
    go_to(reader, ArticleHit)
    await press()
    await reader.until(lambda: "“rust” 1 of 2" in reader.status)
    assert reader.title.startswith(HARBOUR)
    await reader.press("n")
    assert "“rust” 2 of 2" in reader.status
    await reader.press("q")
    await reader.until(lambda: isinstance(rows(reader).current, ArticleHit))
    assert screen(reader).query_one(SearchInput).value == "rust"


@in_search("copy_result")
async def passage_is_copied_with_its_citation(reader: Reader, press: Press) -> None:
    await press()
    assert "Rust doesn’t happen in an afternoon." in reader.copied[-1]
    go_to(reader, QuotationHit)
    await press()
    assert "rust" in reader.copied[-1].lower()
    go_to(reader, ArticleHit)
    await press()
    assert "There’s rust in that crack" in reader.copied[-1]
    assert "The Brennick Lantern" in reader.copied[-1]


@in_search("save_search")
async def search_is_kept_as_a_list(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("ctrl+u")
    await reader.type("Corrosion")
    await reader.press("enter")
    assert [(kept.name, kept.query) for kept in reader.session.notes.searches.all()] == [("Corrosion", "rust")]
    await reader.press("g", "s")
    await reader.until(lambda: "/ Corrosion" in reader.screen)
    await reader.press("u")
    assert reader.session.notes.searches.all() == ()


@in_search("clear_query")
async def something_else_is_looked_for(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.focused is screen(reader).query_one(SearchInput)
    assert screen(reader).query_one(SearchInput).value == ""
    assert not rows(reader).items
    assert not screen(reader).query_one(PassagePreview).display
