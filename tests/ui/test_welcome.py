"""The hint of the first run: shown once, in nobody's way."""

import asyncio
from pathlib import Path

from textual.app import ComposeResult
from textual.screen import Screen

from reader.ui.commands import COMMANDS
from reader.ui.widgets.welcome import Welcome
from tests.fakes.host import HostApp


class First(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Welcome()


async def shown(folder: Path, *, use: str = "", click: bool = False) -> str:
    app = HostApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(First())
        await pilot.pause()
        welcome = app.screen.query_one(Welcome)
        for command in COMMANDS:
            if command.id == use:
                welcome.command_used(command)
        if click:
            await pilot.click(Welcome, offset=(3, 0))
        await pilot.pause()
        assert app.focused is None
        return app.text()


async def test_the_first_run_names_the_keys_that_matter_and_the_second_does_not(tmp_path: Path) -> None:
    first = await shown(tmp_path)
    for hint in ("m highlight", "a note", "t tag", "gn all notes", "? help"):
        assert hint in first
    assert "highlight" not in await shown(tmp_path)


async def test_it_goes_when_one_of_its_keys_is_used_or_it_is_clicked(tmp_path: Path) -> None:
    assert "highlight" in await shown(tmp_path / "a", use="line_down")
    assert "highlight" not in await shown(tmp_path / "b", use="mark")
    assert "highlight" not in await shown(tmp_path / "c", click=True)


async def test_it_is_shown_though_it_cannot_be_remembered(tmp_path: Path) -> None:
    (tmp_path / "welcomed").mkdir()
    await asyncio.to_thread((tmp_path / "welcomed").rmdir)
    tmp_path.chmod(0o500)
    try:
        assert "highlight" in await shown(tmp_path)
    finally:
        tmp_path.chmod(0o700)
