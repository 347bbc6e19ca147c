"""The statistics and the pairs of tags, as they are drawn."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.screen import Screen

from reader.annotations.store import Put
from reader.model import Annotation
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.statistics import StatisticsScreen
from reader.ui.screens.tag_pairs import TagPairsScreen
from tests.fakes.host import HostApp, annotation

ALL = (
    annotation("one", tags=("claim", "war"), speaker="Ann Writer"),
    annotation("two", tags=("claim", "war"), speaker="Ann Writer", note="x"),
    annotation("three", tags=("claim", "doubt"), speaker="東京 報道官"),
)
NASTY = "\x1b]0;own\x07[/nope] [@click=app.bell]x[]\nline\x9b2J"


@asynccontextmanager
async def showing(
    screen: Screen[None],
    folder: Path,
    annotations: Sequence[Annotation] = ALL,
    *,
    size: tuple[int, int] = (80, 24),
    theme: str = "postil-dark",
) -> AsyncIterator[HostApp]:
    app = HostApp(folder, annotations, theme=theme)
    async with app.run_test(size=size) as pilot:
        await app.push_screen(screen)
        await settle(app, pilot)
        app.pilot = pilot  # type: ignore[attr-defined]
        yield app


async def settle(app: HostApp, pilot: object) -> None:
    for _ in range(500):
        await pilot.pause(0.01)  # type: ignore[attr-defined]
        if all(worker.is_finished for worker in app.workers):
            break
    await pilot.pause()  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("theme", ["postil-dark", "postil-ansi"])
async def test_notes_tags_and_people_are_told_at_every_size(
    size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    async with showing(StatisticsScreen(), tmp_path, size=size, theme=theme) as app:
        shown = app.text()
        assert "3 notes in 1 article · 1 with words of yours · 3 tagged" in shown
        assert "Notes a week" in shown
        assert "Most used tags" in shown
        assert "claim █" in shown
        if size == (160, 45):
            assert "Ann Writer" in shown
            assert "東京 報道官 █" in shown


async def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    async with showing(StatisticsScreen(), tmp_path, (), size=(80, 40)) as app:
        shown = app.text()
        assert "0 notes in 0 articles" in shown
        assert "No note has a tag yet." in shown
        assert "No highlighted passage has a speaker yet." in shown


async def test_figures_follow_the_notes(tmp_path: Path) -> None:
    screen = StatisticsScreen()
    async with showing(screen, tmp_path) as app:
        app.session.notes.apply([Put(annotation("four", tags=("claim",)))])
        screen.notes_changed()
        await settle(app, app.pilot)  # type: ignore[attr-defined]
        assert "4 notes in" in app.text()


async def test_pairs_come_with_their_counts_and_lead_to_their_notes(tmp_path: Path) -> None:
    async with showing(TagPairsScreen(), tmp_path) as app:
        lines = [" ".join(line.split()) for line in app.text().splitlines()]
        assert "tags together of and of share" in lines
        assert "▌ claim + war 2 3 2 67%" in lines
        assert "claim + doubt 1 3 1 33%" in lines
        await app.pilot.press("enter")  # type: ignore[attr-defined]
        await settle(app, app.pilot)  # type: ignore[attr-defined]
        assert isinstance(app.screen, NotesScreen)
        assert "2 of 3" in app.text()


async def test_without_pairs_that_is_said(tmp_path: Path) -> None:
    async with showing(TagPairsScreen(), tmp_path, ALL[:0]) as app:
        assert "No two tags stand together on a note" in app.text()


async def test_hostile_names_are_drawn_as_text(tmp_path: Path) -> None:
    note = annotation("x", tags=(NASTY, "b"), speaker=NASTY)
    for number, screen in enumerate((StatisticsScreen(), TagPairsScreen())):
        async with showing(screen, tmp_path / str(number), [note], size=(160, 45)) as app:
            shown = app.text()
            assert not {"\x1b", "\x9b", "\x07"} & set(shown)
            assert "[@click=app.bell]" in shown
