"""A reader's day, in a real pseudo-terminal: read, mark, tag, note, leave, come back, find."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.conftest import ROOT, Start

SEED = "seeds/000_5072ce3f1c30a236.txt"

pytestmark = pytest.mark.pty


def notes_on_disk(home: Path) -> list[dict[str, object]]:
    command = (sys.executable, "-m", "reader", "notes", "--json")
    done = subprocess.run(
        command, cwd=ROOT, env={"POSTIL_HOME": str(home), "PATH": ""}, capture_output=True, check=False, text=True
    )
    assert done.stderr == ""
    found: list[dict[str, object]] = json.loads(done.stdout or "[]")
    return found


def test_a_passage_marked_tagged_and_noted_today_is_found_tomorrow(start: Start, tmp_path: Path) -> None:
    today = start("seeds")
    today.wait_for("A harbour town")
    today.settle(0.3)
    today.send("/")
    today.settle()
    today.send("biden")
    today.settle(0.2)
    today.send("enter")
    today.settle(0.2)
    today.send("enter")
    today.wait_for("telephone conversation")
    today.settle(0.5)

    # To the sentence that has "snatch", by finding it; then highlight, tag and note it.
    today.send("/")
    today.settle()
    today.send("snatch")
    today.settle(0.2)
    today.send("enter")
    today.settle(0.2)
    today.send("m")
    today.wait_for("saved")
    today.send("t")
    today.settle(0.2)
    today.send("claim")
    today.settle(0.2)
    today.send("enter")
    today.wait_for("tag claim · saved")
    today.send("a")
    today.settle(0.2)
    today.send("check the Minsk text")
    today.settle(0.2)
    today.send("ctrl+s")
    today.wait_for("note · saved")
    today.settle(0.3)
    assert "✎" in today.text(), today.text()
    today.send("Q")
    assert today.wait_exit() == 0

    (note,) = notes_on_disk(tmp_path / "home")
    assert "“snatch” the Crimean Peninsula" in str(note["exact"])
    assert note["tags"] == ["claim"]
    assert note["note"] == "check the Minsk text"
    assert note["speaker"] == "Dmitry Peskov"

    tomorrow = start("seeds")
    tomorrow.wait_for("A harbour town")
    tomorrow.settle(0.3)
    tomorrow.send("g", "N")
    tomorrow.settle(0.3)
    tomorrow.send("minsk")
    tomorrow.wait_for("check the Minsk text")
    tomorrow.send("enter")
    tomorrow.settle(0.2)
    tomorrow.send("enter")
    tomorrow.wait_for("Crimean Peninsula")
    tomorrow.settle(0.3)
    assert "✎" in tomorrow.text()
    tomorrow.send("Q")
    assert tomorrow.wait_exit() == 0


def test_a_highlight_on_screen_survives_kill_minus_9(start: Start, tmp_path: Path) -> None:
    terminal = start(SEED)
    terminal.wait_for("telephone conversation")
    terminal.settle(0.5)
    terminal.send("j", "m")
    terminal.wait_for("highlight · saved")
    terminal.kill()
    assert len(notes_on_disk(tmp_path / "home")) == 1


def test_two_screens_at_once_see_and_keep_each_others_notes(start: Start, tmp_path: Path) -> None:
    one, other = start(SEED), start(SEED)
    for terminal in (one, other):
        terminal.wait_for("telephone conversation")
        terminal.settle(0.5)
    one.send("j", "m")
    one.wait_for("highlight · saved")
    other.wait_for("▎", timeout=5)
    other.send("G", "m")
    other.wait_for("highlight · saved")
    assert len(notes_on_disk(tmp_path / "home")) == 2


def test_a_terminal_of_20_by_5_says_what_it_needs(start: Start) -> None:
    terminal = start(SEED, size=(20, 5))
    terminal.wait_for("Make this")
    terminal.resize(80, 24)
    terminal.wait_for("telephone conversation")
    terminal.send("Q")
    assert terminal.wait_exit() == 0


def test_without_a_terminal_on_standard_output_the_list_is_printed(tmp_path: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-m", "reader", "seeds"),
        cwd=ROOT,
        env={"POSTIL_HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Biden holds talks with French President" in done.stdout


def test_a_missing_file_is_said_on_the_screen(start: Start) -> None:
    terminal = start("seeds/no-such-article.md")
    screen = terminal.wait_for("no-such-article.md")
    assert "Traceback" not in screen
    terminal.send("Q")
    terminal.wait_exit()


def test_no_colour_is_sent_when_the_reader_wants_none(start: Start) -> None:
    terminal = start(SEED, environ={"NO_COLOR": "1"})
    terminal.wait_for("telephone conversation")
    terminal.settle(0.5)
    terminal.send("j", "m")
    terminal.wait_for("highlight · saved")
    assert "▎" in terminal.text()
