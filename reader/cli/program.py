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
from reader.cli.output import OutputClosedError, notice
from reader.model import PostilError
from reader.paths import find_places


def main() -> None:
    """Run `postil` with the arguments of this process, and end it."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code; what goes wrong is told on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets a question mark, not an exception.
            stream.reconfigure(errors="replace")
    try:
        done: int | None = postil.main(arguments, prog_name="postil", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path.rstrip() if error.ctx else "postil"
        notice(f"{error.format_message().rstrip('.')}. `{command} --help` tells more.")
        return Exit.MISUSE
    except click.Abort:
        return Exit.INTERRUPTED
    except OutputClosedError:
        # Whoever read the output has gone; what is still buffered must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OUTPUT_CLOSED
    except PostilError as error:
        notice(str(error))
        return _code_of(error)
    except Exception as error:  # noqa: BLE001 - a defect must reach the reader as a sentence, the log as a traceback
        notice(_defect(error))
        return Exit.TROUBLE
    return done or Exit.DONE


def _code_of(error: PostilError) -> Exit:
    from reader.library import ArticleNotFoundError

    return Exit.NOT_FOUND if isinstance(error, ArticleNotFoundError) else Exit.TROUBLE


def _defect(error: Exception) -> str:
    """The sentence about an error that nobody foresaw; its traceback goes to the log."""
    broken = f"Something in postil is broken ({type(error).__name__})."
    log = find_places().log
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
