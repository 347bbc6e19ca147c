"""What the verbs print on a terminal: styles, unless they are not wanted, and rows no wider than it is."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from io import StringIO
from pathlib import Path

import pytest

from reader.cli import progress
from tests.command_line import CommandLine

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(postil: CommandLine, *arguments: str | Path, columns: int = 80, **environ: str) -> str:
    """What a terminal of that many columns gets."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    full = {**kept, "POSTIL_HOME": str(postil.home), **environ}
    command = [sys.executable, "-m", "reader", *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, env=full):
        os.close(theirs)
        received = b""
        while chunk := _read(ours):
            received += chunk
    os.close(ours)
    return received.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other side has closed
        return b""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("A title of some length that does not fit into a narrow row\n\n" + "word " * 60)
    return path


def test_titles_are_bold_on_a_terminal(postil: CommandLine, story: Path) -> None:
    assert on_terminal(postil, "show", story, "--text").startswith("\x1b[1mA title of some length")


def test_nothing_is_styled_where_that_is_not_wanted(postil: CommandLine, story: Path) -> None:
    assert "\x1b" not in on_terminal(postil, "show", story, "--text", NO_COLOR="1")


@pytest.mark.parametrize(("columns", "widest"), [(40, 40), (80, 80), (200, 80)])
def test_text_is_as_wide_as_the_terminal_and_no_wider_than_80(
    postil: CommandLine, story: Path, columns: int, widest: int
) -> None:
    printed = on_terminal(postil, "show", story, "--text", columns=columns, NO_COLOR="1").splitlines()
    address = printed.index(str(story))
    assert widest - 5 < max(map(len, [*printed[: address - 1], *printed[address + 1 :]])) <= widest


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_an_article_is_one_row_of_the_list(postil: CommandLine, story: Path, columns: int) -> None:
    (row,) = on_terminal(postil, "list", story, columns=columns).splitlines()
    assert len(STYLE.sub("", row)) <= columns


def test_json_is_indented_for_people(postil: CommandLine) -> None:
    assert on_terminal(postil, "paths", "--json").startswith('{\n  "notes"')


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_is_told_on_a_terminal_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", terminal := _Terminal())
    with progress.told_progress("looking for names") as tell:
        tell(34, 100)
        assert terminal.getvalue().endswith("looking for names… 34%")
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_short_work_and_work_without_a_terminal_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, patience in ((_Terminal(), 60.0), (StringIO(), 0.0), (None, 0.0)):
        monkeypatch.setattr(progress, "PATIENCE", patience)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stderr", stream)
            with progress.told_progress("looking for names") as tell:
                tell(34, 100)
        assert stream is None or stream.getvalue() == ""
