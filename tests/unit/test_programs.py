"""Programs that are given a text, in sight and out of it."""

import asyncio
import sys
from pathlib import Path

import pytest

from reader.services.piping import programs
from reader.services.piping.programs import Answer, CommandError, answer, parse_command, run

PYTHON = sys.executable
SHOUT = (PYTHON, "-c", "import sys; sys.stdout.write(sys.stdin.read().upper())")


def test_what_a_program_writes_is_taken_cleaned() -> None:
    assert run(SHOUT, "é and\nmore", capture=True) == "É AND\nMORE"
    evil = (PYTHON, "-c", r"print('a\x1b]0;t\x07b\u202e')")
    assert run(evil, "", capture=True) == "ab"


def test_a_text_means_nothing_to_a_shell(tmp_path: Path) -> None:
    assert run(SHOUT, f"$(touch {tmp_path}/x); `id`", capture=True) == f"$(TOUCH {tmp_path}/X); `ID`".upper()
    assert not (tmp_path / "x").exists()


def test_a_program_need_not_read_all_that_it_is_given() -> None:
    assert run((PYTHON, "-c", "print('done')"), "x" * 1_000_000, capture=True) == "done"


def test_a_long_text_and_a_long_answer_do_not_wait_for_each_other() -> None:
    text = "word " * 100_000
    assert run((PYTHON, "-c", "import sys\nfor line in sys.stdin: print(line)"), text, capture=True) == text


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("no-such-program-here",), "“no-such-program-here” cannot be run: no such file or directory."),
        ((PYTHON, "-c", "import sys; sys.exit(3)"), "ended with 3; nothing else was done."),
        ((PYTHON, "-c", "import os; os.kill(os.getpid(), 9)"), "was ended by signal 9"),
        (("a\0b",), "cannot be run: embedded null byte."),
    ],
)
def test_a_program_that_fails_says_so(command: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError) as raised:
        run(command, "x", capture=True)
    assert sentence in str(raised.value)


def test_a_program_that_never_stops_writing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "MOST_BYTES", 4_000)
    with pytest.raises(CommandError, match="longer than a note may be, which is 1,000,000 characters"):
        run((PYTHON, "-c", "while True: print('x' * 1000)"), "", capture=True)


# -- where no terminal is for it


async def test_a_program_answers_apart_from_the_terminal_and_is_cleaned() -> None:
    program = r"import sys; print('a\x1b]0;t\x07b' + sys.stdin.read()); print('\x9b2Joh', file=sys.stderr)"
    assert await answer((PYTHON, "-c", program), "é") == Answer("abé", "2Joh")


async def test_how_it_ended_is_told_beside_what_it_wrote() -> None:
    failing = (PYTHON, "-c", "import sys; print('half'); sys.exit(3)")
    assert await answer(failing, "") == Answer("half", "", f"“{PYTHON}” ended with 3.")
    with pytest.raises(CommandError, match="cannot be run: no such file"):
        await answer(("no-such-program-here",), "")


async def test_a_program_that_takes_too_long_is_ended_with_what_it_began(tmp_path: Path) -> None:
    began = f"import os, time; os.fork(); open({str(tmp_path)!r} + f'/{{os.getpid()}}', 'w'); time.sleep(600)"
    found = await answer((PYTHON, "-c", began), "", seconds=2)
    assert found.trouble == f"“{PYTHON}” was ended after 2 seconds."
    pids = [int(file.name) for file in tmp_path.iterdir()]
    assert pids
    assert not any(_is_running(pid) for pid in pids)


async def test_a_program_that_writes_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "MOST_BYTES", 1_000)
    found = await answer((PYTHON, "-c", "while True: print('x')"), "")
    assert found.trouble == f"“{PYTHON}” was ended: it wrote more than 1,000 bytes."
    assert found.output.startswith("x\nx")


async def test_a_program_whose_answer_nobody_wants_any_more_is_ended(tmp_path: Path) -> None:
    wait = f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    task = asyncio.ensure_future(answer((PYTHON, "-c", wait), ""))
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not _is_running(int((tmp_path / "pid").read_text()))


async def test_a_long_text_is_given_to_a_program_that_reads_nothing_of_it() -> None:
    assert (await answer((PYTHON, "-c", "print('done')"), "x" * 1_000_000)).output == "done"


def test_a_line_is_parted_as_a_shell_would() -> None:
    assert parse_command("sh -c 'fold -s | sort'") == ("sh", "-c", "fold -s | sort")
    with pytest.raises(CommandError, match="not closed"):
        parse_command("echo 'a")
    with pytest.raises(CommandError, match="name of a program"):
        parse_command("  ")


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
