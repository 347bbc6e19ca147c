"""One run of the `postil` command: its arguments in, an exit code out, and a sentence for whatever goes wrong."""

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

import click

from reader.cli.commands import postil
from reader.cli.exit_codes import Exit
from reader.cli.output import OutputClosedError, OutputError, notice, point_at
from reader.model import NothingFoundError, PostilError
from reader.paths import HomeError, find_places


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code; what goes wrong is told on standard error."""
    if sys.stdout is None:  # the interpreter's sign that it was closed
        notice("Standard output is closed; nothing was done. Send it to /dev/null if you do not want it.")
        return Exit.TROUBLE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets a question mark, not an exception.
            stream.reconfigure(errors="replace")
    try:
        done: int | None = postil.main(arguments, prog_name="postil", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a defect must reach the reader as a sentence, the log as a traceback
        if isinstance(error, OutputClosedError | OutputError):
            _forget_output()
        if isinstance(error, PostilError) and (place := error.caret()):
            point_at(place)
        if not isinstance(error, OutputClosedError):
            notice(_sentence(error))
        return _code_of(error)
    return done or Exit.DONE


def _forget_output() -> None:
    """Send what is still buffered nowhere, where it would be tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(error: Exception) -> str:
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path.rstrip() if error.ctx else "postil"
        return f"{_finished(error.format_message())} `{command} --help` tells more."
    return str(error) if isinstance(error, PostilError) else _defect(error)


def _finished(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _code_of(error: Exception) -> Exit:
    if isinstance(error, click.UsageError):
        return Exit.MISUSE
    if isinstance(error, OutputClosedError):
        return Exit.OUTPUT_CLOSED
    return Exit.NOT_FOUND if isinstance(error, NothingFoundError) else Exit.TROUBLE


def _defect(error: Exception) -> str:
    """The sentence about an error that nobody foresaw; its traceback goes to the log."""
    broken = f"Something in postil is broken ({type(error).__name__})."
    try:
        log = find_places().log
    except HomeError as trouble:
        return f"{broken} There is no log. {trouble}"
    try:
        _append(log, f"{datetime.now(UTC).isoformat()}\n{''.join(traceback.format_exception(error))}\n")
    except OSError as trouble:
        return f"{broken} The log {log} could not be written: {trouble.strerror}."
    return f"{broken} Your notes are as they were; what happened is in {log}."


def _append(log: Path, text: str) -> None:
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(text)
