import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]

Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program in a pseudo-terminal, with a home of its own; ends what is left of it afterwards."""
    running: list[Terminal] = []

    def begin(
        *arguments: str, size: tuple[int, int] = (80, 24), environ: dict[str, str] | None = None
    ) -> Terminal:
        command = (sys.executable, "-m", "reader", *arguments)
        full = {"POSTIL_HOME": str(tmp_path / "home"), **(environ or {})}
        running.append(Terminal(command, size=size, environ=full, cwd=ROOT))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.kill()
