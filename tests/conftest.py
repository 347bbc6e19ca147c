"""What tests of the composed program start from."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.services.analysing import one as analysing
from tests.composed import NAMES, copy_home, fill


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal that shows every colour, in a place where it is Greenwich time."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "TEXTUAL_COLOR_SYSTEM",
        "WAYLAND_DISPLAY",
        "DISPLAY",
        "EDITOR",
        "VISUAL",
    ):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("COLORTERM", "truecolor"), ("TERM", "xterm-256color"), ("TZ", "UTC")):
        monkeypatch.setenv(name, value)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the seeds in its library, to be copied."""
    home = tmp_path_factory.mktemp("filled") / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysing, "_names", lambda *_: (NAMES, None))
        fill(home)
    return home


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, terminal: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own in which the seeds have been read in and analysed; on a slow machine, too, that is all."""
    monkeypatch.setattr("reader.ui.starting.beginning.ANALYSED_AFTER", 86_400.0)
    return copy_home(filled_home, tmp_path / "home")


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been put on the clipboard."""
    texts: list[str] = []

    async def copy(_app: object, text: str) -> None:
        texts.append(text)

    monkeypatch.setattr("reader.ui.terminal.clipboard.copy", copy)
    return texts


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that have been opened in the browser."""
    addresses: list[str] = []

    async def open_address(address: str) -> None:
        addresses.append(address)

    monkeypatch.setattr("reader.ui.terminal.browser.open_address", open_address)
    return addresses
