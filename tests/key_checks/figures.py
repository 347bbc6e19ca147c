"""The statistics, and how the pairs of tags are come to: on notes that have three of them."""

from functools import partial

from textual.containers import VerticalScroll

from reader.services.notes import annotating
from reader.ui.commands import Where
from reader.ui.screens.statistics import StatisticsScreen
from tests.composed import Reader, annotate
from tests.key_checks import Press, seen_after

in_figures = partial(seen_after, Where.STATISTICS)


async def among_pairs(reader: Reader) -> None:
    notes = reader.notes or [annotate(reader.session, "You watch the shutter")]
    await reader.app.perform(annotating.add_tags(notes[:1], ["claim", "evidence", "weekly"]))
    await reader.press("g", "t", "t")
    await reader.until(lambda: "Pairs of tags 3" in reader.screen)


async def in_statistics(reader: Reader) -> None:
    if not reader.notes:
        annotate(reader.session, "You watch the shutter", tags=("claim",))
    await reader.press("g", "c")
    await reader.until(lambda: "claim" in reader.screen)


@seen_after(Where.EVERYWHERE, "statistics")
async def statistics_are_shown(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(reader.app.screen, StatisticsScreen)
    await reader.until(lambda: "3 notes in 2 articles" in reader.screen)


@in_figures("line_down", "line_up", "page_down", "page_up")
async def statistics_are_scrolled(reader: Reader, press: Press) -> None:
    await reader.resize(80, 12)
    scroll = reader.app.screen.query_one("#statistics-scroll", VerticalScroll)
    backwards = press.command.id.endswith("up")
    scroll.scroll_to(y=6, animate=False)
    await reader.settle()
    before = scroll.scroll_offset.y
    await press()
    assert (scroll.scroll_offset.y < before) if backwards else (scroll.scroll_offset.y > before)
