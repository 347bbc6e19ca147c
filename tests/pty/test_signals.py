"""Ended by the system, postil leaves as if the reader had: the terminal as it was, what was typed kept."""

import os
import signal
import time
from pathlib import Path

import pytest

from reader.services.saving.drafts import Drafts
from reader.ui.app import SIGNALLED
from tests.pty.conftest import Start
from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"


def typing_a_note(start: Start, tmp_path: Path) -> Terminal:
    """A terminal in which a note has just been typed, and not been saved."""
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    terminal = start(str(tmp_path / "a.txt"))
    terminal.wait_for("Some words")
    terminal.send("enter")
    terminal.wait_for("NORMAL")
    terminal.send("j", "a")
    terminal.wait_for("NOTE")
    terminal.send("just typed")
    terminal.wait_for("just typed")
    return terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_the_terminal_as_it_was_and_keeps_what_was_just_typed(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = typing_a_note(start, tmp_path)
    os.kill(terminal.pid, number)
    end = time.monotonic() + 20
    while terminal.exit_code is None and time.monotonic() < end:
        terminal.read(0.1)
    assert terminal.exit_code == 128 + number
    assert ALTERNATE_SCREEN_OFF in terminal.output
    assert MOUSE_OFF in terminal.output
    (draft,) = Drafts(tmp_path / "home" / "drafts").all()
    assert draft.text == "just typed"
    assert b"Traceback" not in terminal.output


def test_a_terminal_that_is_closed_ends_postil_and_keeps_what_was_just_typed(
    start: Start, tmp_path: Path
) -> None:
    terminal = typing_a_note(start, tmp_path)
    terminal.hang_up()
    assert terminal.wait_gone() == SIGNALLED + signal.SIGHUP
    (draft,) = Drafts(tmp_path / "home" / "drafts").all()
    assert draft.text == "just typed"
    assert (tmp_path / "home" / "postil.log").read_text() == ""


def test_a_driver_that_is_none_is_a_sentence(start: Start) -> None:
    terminal = start(environ={"TEXTUAL_DRIVER": "nope"})
    end = time.monotonic() + 20
    while terminal.exit_code is None and time.monotonic() < end:
        terminal.read(0.1)
    assert terminal.exit_code == 3
    assert "TEXTUAL_DRIVER" in terminal.text()
    assert "broken" not in terminal.text()


@pytest.mark.parametrize("size", [(1, 1), (2, 2)])
def test_a_tiny_terminal_is_drawn_once(start: Start, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    end = time.monotonic() + 20
    while not terminal.read(0.1) and time.monotonic() < end:
        pass
    while terminal.read(1.5) and time.monotonic() < end:
        pass
    assert time.monotonic() < end, f"{len(terminal.output)} bytes"
