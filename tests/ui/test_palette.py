"""The palette runs what the keys run, and knows where a command works."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.command import DiscoveryHit, Hit
from textual.pilot import Pilot

from reader.ui.palette import PostilCommands
from reader.ui.screens.notes import NotesScreen
from tests.fakes.host import HostApp, annotation


@asynccontextmanager
async def notes(folder: Path) -> AsyncIterator[tuple[HostApp, Pilot[None]]]:
    app = HostApp(folder, [annotation()])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(NotesScreen())
        await pilot.pause(0.1)
        yield app, pilot


async def found(app: HostApp, query: str) -> list[Hit]:
    provider = PostilCommands(app.screen)
    hits = [hit async for hit in provider.search(query) if isinstance(hit, Hit)]
    return sorted(hits, key=lambda hit: hit.score, reverse=True)


async def test_what_works_here_comes_first(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        hits = await found(app, "delete")
        assert [hit.text for hit in hits[:2]] == ["Delete", "Delete annotation"]
        assert "d x" in str(hits[0].match_display)


async def test_a_command_is_there_once(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        assert [hit.text for hit in await found(app, "page down")].count("Page down") == 1


async def test_without_a_query_the_commands_that_work_here_are_offered(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        hits = [hit async for hit in PostilCommands(app.screen).discover()]
        names = [str(hit.display) for hit in hits if isinstance(hit, DiscoveryHit)]
        assert names[0].startswith("To the passage")
        assert any(name.startswith("Quit") for name in names)
        assert not any(name.startswith("Highlight") for name in names)


async def test_a_command_from_elsewhere_says_where_it_works(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        hit = next(hit for hit in await found(app, "highlight paragraph") if hit.text == "Highlight paragraph")
        hit.command()
        assert app.said == ["Highlight paragraph works in an article (M)."]


async def test_a_theme_is_chosen_by_name(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        hit = next(hit for hit in await found(app, "theme light") if hit.text == "Theme: postil-light")
        hit.command()
        assert app.theme == "postil-light"


async def test_choosing_a_command_runs_it_where_the_palette_was_opened(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause(0.2)
        await pilot.press(*"group")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.ran[-1] == "group"
        assert "by tag" in app.text()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("x", "Delete"),
        ("gn", "All notes"),
        ("g n", "All notes"),
        ("g /", "Search everything"),
        ("ctrl+r", "Redo"),
    ],
)
async def test_keys_find_their_command_first(tmp_path: Path, query: str, name: str) -> None:
    async with notes(tmp_path) as (app, _):
        assert (await found(app, query))[0].text == name


async def test_keys_of_elsewhere_come_before_names_that_have_the_letter(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        assert [hit.text for hit in (await found(app, "x"))[:2]] == ["Delete", "Delete annotation"]
        assert (await found(app, "m"))[0].text in {"Highlight", "Merge"}


async def test_what_a_command_does_finds_it_after_those_of_that_name(tmp_path: Path) -> None:
    async with notes(tmp_path) as (app, _):
        texts = [hit.text for hit in await found(app, "theme")]
        assert texts[0].endswith("ark or light")
        assert "Theme: postil-light" in texts
        assert [hit.text for hit in await found(app, "newest")] == ["Order"]
        assert (await found(app, "undo"))[0].text == "Undo"
        assert "Delete" in [hit.text for hit in await found(app, "undo brings")]
