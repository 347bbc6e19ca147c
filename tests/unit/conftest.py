"""What tests of the command line start from."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def postil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    home = tmp_path / "home"
    monkeypatch.setenv("POSTIL_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")
    return CommandLine(home, capsys)
