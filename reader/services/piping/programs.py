"""Programs that are given a text: run where they are seen, or apart from any terminal."""

import asyncio
import contextlib
import os
import shlex
import signal
import subprocess
import threading
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from reader.model import PostilError
from reader.services.notes.annotating import NOTE_LENGTH
from reader.text.sanitize import clean

ANSWER_SECONDS = 120.0
"""How long a program may work before it is ended, where nobody can see what it does."""
MOST_BYTES = 4 * NOTE_LENGTH
"""How much of what a program writes is read: bytes of as many characters as a note may have."""

_READ_BYTES = 65_536


class CommandError(PostilError):
    """A program that cannot be run, or that ended with a failure."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program wrote to its standard output and to its standard error, cleaned.

    `trouble` is a sentence about how it ended, where that was not well, and empty where it was.
    """

    output: str
    errors: str = ""
    trouble: str = ""


def run(command: Sequence[str], text: str, *, capture: bool = False) -> str:
    """Run a program with the text on its standard input; with `capture`, what it writes to its standard output.

    It is the program itself that is run, no shell: what is in the text means nothing but text to it. Blocks until it
    ends. What goes beyond the longest note ends it.

    Raises:
        CommandError: it could not be run, or it ended with a failure, or it wrote too much.
    """
    try:
        process = subprocess.Popen([*command], stdin=subprocess.PIPE, stdout=subprocess.PIPE if capture else None)
    except (OSError, ValueError) as error:
        raise _cannot_run(command, error) from error
    with process:
        assert process.stdin is not None
        # It may write before it has read everything.
        feeding = threading.Thread(target=_feed, args=(process.stdin, text), daemon=True)
        feeding.start()
        output = _limited(process) if process.stdout is not None else b""
        status = process.wait()
        feeding.join()
    if status:
        raise CommandError(f"{_how_it_ended(command, status)}; nothing else was done.")
    return _cleaned(output)


def parse_command(line: str) -> tuple[str, ...]:
    """The program and its arguments on a line, which may have quotation marks as a shell's. Raises `CommandError`."""
    try:
        command = tuple(shlex.split(line))
    except ValueError as error:
        raise CommandError("A quotation mark on the line is not closed.") from error
    if not command:
        raise CommandError("Type the name of a program, and what it is to be called with.")
    return command


async def answer(command: Sequence[str], text: str, *, seconds: float = ANSWER_SECONDS) -> Answer:
    """Run a program with the text on its standard input, apart from any terminal, and give what it wrote.

    What goes on too long or writes too much is ended, with all that it began itself; so it is where the task is
    cancelled. Raises `CommandError` if it cannot be run.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
        )
    except (OSError, ValueError) as error:
        raise _cannot_run(command, error) from error
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    output, errors = bytearray(), bytearray()
    trouble, is_over = "", False
    try:
        async with asyncio.timeout(seconds):
            await asyncio.gather(
                _give(process.stdin, text), _read(process.stdout, output), _read(process.stderr, errors)
            )
            status = await process.wait()
        trouble = f"{_how_it_ended(command, status)}." if status else ""
        is_over = True
    except TimeoutError:
        trouble = f"“{command[0]}” was ended after {seconds:g} seconds."
    except _TooMuch:
        trouble = f"“{command[0]}” was ended: it wrote more than {MOST_BYTES:,} bytes."
    finally:
        if not is_over:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    return Answer(_cleaned(bytes(output)), _cleaned(bytes(errors)), trouble)


class _TooMuch(Exception):  # noqa: N818
    """A program writes more than anybody reads."""


async def _give(stream: asyncio.StreamWriter, text: str) -> None:
    with contextlib.suppress(ConnectionError):  # it has read as much as it wanted
        stream.write(text.encode(errors="replace"))
        await stream.drain()
        stream.close()
        await stream.wait_closed()


async def _read(stream: asyncio.StreamReader, into: bytearray) -> None:
    while part := await stream.read(_READ_BYTES):
        into += part[: MOST_BYTES - len(into)]
        if len(into) >= MOST_BYTES:
            raise _TooMuch


def _cannot_run(command: Sequence[str], error: OSError | ValueError) -> CommandError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return CommandError(f"“{command[0]}” cannot be run: {(reason or 'unknown error').lower()}.")


def _how_it_ended(command: Sequence[str], status: int) -> str:
    return f"“{command[0]}” " + (f"was ended by signal {-status}" if status < 0 else f"ended with {status}")


def _cleaned(written: bytes) -> str:
    return clean(written.decode(errors="replace")).strip("\n")


def _feed(stream: IO[bytes], text: str) -> None:
    try:
        with stream:
            stream.write(text.encode(errors="replace"))
    except BrokenPipeError:  # it has read as much as it wanted
        return


def _limited(process: "subprocess.Popen[bytes]") -> bytes:
    assert process.stdout is not None
    output = process.stdout.read(MOST_BYTES + 1)
    if len(output) > MOST_BYTES:
        process.kill()
        raise CommandError(f"What it writes is longer than a note may be, which is {NOTE_LENGTH:,} characters.")
    return output
