"""What only a process of its own can show: closed streams, full disks, interruptions, a home that is none."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import CommandLine

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")


def shell(postil: CommandLine, script: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which `postil` is this postil."""
    full = {**os.environ, "POSTIL_HOME": str(postil.home), **environ}
    head = f'postil() {{ "{sys.executable}" -m reader "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", head + script], env=full, capture_output=True, text=True, check=False, timeout=60
    )


def told(ran: subprocess.CompletedProcess[str]) -> str:
    """The one sentence on standard error."""
    assert "Traceback" not in ran.stderr
    assert "broken" not in ran.stderr
    assert ran.stderr.startswith("postil: ")
    assert ran.stderr.count("\n") == 1, ran.stderr
    return ran.stderr


@pytest.mark.parametrize("verb", ["notes", "paths", "list"])
def test_a_home_of_a_user_that_is_not_there_is_a_sentence(postil: CommandLine, verb: str) -> None:
    ran = shell(postil, f"postil {verb}", POSTIL_HOME="~nosuchuser/x")
    assert ran.returncode == 3
    assert "~nosuchuser/x" in told(ran)


def test_a_relative_home_in_a_folder_that_is_gone_is_a_sentence(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    environ = {"POSTIL_HOME": "x", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    ran = shell(postil, f"cd {tmp_path}/gone && rmdir {tmp_path}/gone && postil notes", **environ)
    assert ran.returncode == 3
    assert "working directory" in told(ran)


@pytest.mark.parametrize("wait", [0.05, 0.1, 0.15, 0.2])
def test_an_interruption_while_it_starts_is_130_without_a_traceback(postil: CommandLine, wait: float) -> None:
    program = "import sys; sys.stdout.write('.'); sys.stdout.flush(); from reader.cli import main; main()"
    environ = {**os.environ, "POSTIL_HOME": str(postil.home)}
    with subprocess.Popen(
        [sys.executable, "-c", program, "list"], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    if b"from reader.cli import main" not in errors:  # before that, nothing of ours has begun
        assert b"Traceback" not in errors
        assert process.returncode in {0, 130}


def test_nothing_is_done_with_standard_output_closed(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    for arguments in ("list", f"annotate {tmp_path}/a.txt --exact 'Some words'", "--version"):
        ran = shell(postil, f"postil {arguments} >&-")
        assert ran.returncode == 3
        assert "output is closed" in told(ran)
    assert postil("notes", "--json").json == []


def test_notices_do_not_go_to_standard_output_where_standard_error_is_closed(postil: CommandLine) -> None:
    ran = shell(postil, "postil notes xxx --json 2>&-")
    assert (ran.returncode, ran.stdout) == (1, "[]\n")


@FULL
@pytest.mark.parametrize("arguments", ["--version", "--help", "list --help", "backups restore -h"])
def test_help_and_version_on_a_full_disk_are_a_sentence(postil: CommandLine, arguments: str) -> None:
    ran = shell(postil, f"postil {arguments} > /dev/full")
    assert ran.returncode == 3
    assert "No space left" in told(ran)


def test_whoever_reads_the_help_may_leave(postil: CommandLine) -> None:
    ran = shell(postil, "(sleep 0.1; postil --help) | head -c 0; echo ${PIPESTATUS[0]}")
    assert (ran.stdout, ran.stderr) == ("141\n", "")


@FULL
def test_a_note_that_is_saved_but_cannot_be_printed_is_told_as_saved(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    ran = shell(postil, f"postil annotate {tmp_path}/a.txt --exact 'Some words' > /dev/full")
    (note,) = postil("notes", "--json").json
    assert ran.returncode == 3
    assert f"saved as {note['uid']}" in told(ran)
