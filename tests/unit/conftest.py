"""What tests of the command line start from."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
"""A folder of one article, in the place of those that postil ships with."""


@pytest.fixture
def postil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    home = tmp_path / "home"
    monkeypatch.setenv("POSTIL_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("reader.services.articles.opening.bundled", lambda name: SEEDS)
    return CommandLine(home, capsys)
