"""Telling the reader in a sentence what went wrong in a run of the `postil` command."""

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from reader.cli.exit_codes import Exit
from reader.cli.output import OutputClosedError, OutputError, notice, point_at
from reader.model import NothingFoundError, PostilError
from reader.paths import HomeError, find_places


def tell(error: Exception) -> Exit:
    """Say on standard error what went wrong, if that is for the reader to know, and give the exit code for it."""
    if isinstance(error, click.Abort):
        return Exit.INTERRUPTED
    if isinstance(error, OutputClosedError | OutputError):
        _forget_output()
    if isinstance(error, PostilError) and (place := error.caret()):
        point_at(place)
    if not isinstance(error, OutputClosedError):
        notice(_sentence(error))
    return _code_of(error)


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
