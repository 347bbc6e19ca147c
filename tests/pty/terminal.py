"""A real pseudo-terminal with a screen (pyte) on its other side: runs a program as a person would."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
QUIET = 0.05
"""Seconds without output after which a screen counts as painted."""

# pyte stops at some sequences that it does not know (kitty keyboard, synchronised output queries).
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*[uqt$]p?|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")


class Terminal:
    """A program in a pseudo-terminal. Everything it sent is in `output`; its screen in `lines()`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.columns, self.rows = size
        self.output = bytearray()
        self.exit_code: int | None = None
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            full = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            for inherited in ("NO_COLOR", "COLUMNS", "LINES"):
                full.pop(inherited, None)
            os.execvpe(command[0], list(command), {**full, **(environ or {})})
        self.resize(*size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.kill()

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size."""
        self.columns, self.rows = columns, rows
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def send(self, *keys: str) -> None:
        """Type keys: names of `KEYS`, or texts typed as they stand."""
        os.write(self._fd, "".join(KEYS.get(key, key) for key in keys).encode())

    def read(self, timeout: float) -> bool:
        """Take in what the program sends within `timeout` seconds; False when nothing came."""
        data = self._receive(timeout)
        self._draw(data)
        return bool(data)

    def _receive(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux's way to say that the other side is closed
            data = b""
        if not data:
            self._reap()
        self.output += data
        return data

    def _draw(self, data: bytes) -> None:
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def lines(self) -> list[str]:
        """The screen's rows, without the spaces at their ends."""
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def wait_for(self, wanted: str, timeout: float = 15.0) -> str:
        """Wait until `wanted` is on the screen and return the screen; fails with the screen otherwise."""
        end = time.perf_counter() + timeout
        while wanted not in self.text():
            left = end - time.perf_counter()
            if left <= 0 or self.exit_code is not None:
                raise AssertionError(f"{wanted!r} did not come; the screen is:\n{self.text()}")
            self.read(min(left, 0.2))
        return self.text()

    def settle(self, quiet: float = QUIET, timeout: float = 5.0) -> str:
        """Wait until nothing has been sent for `quiet` seconds and return the screen."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self.read(quiet):
            pass
        return self.text()

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Wait for the program to end and return its exit code."""
        end = time.perf_counter() + timeout
        while self.exit_code is None:
            if time.perf_counter() > end:
                raise AssertionError(f"the program did not end; the screen is:\n{self.text()}")
            self.read(0.1)
        return self.exit_code

    def time_key(self, key: str, quiet: float = QUIET, timeout: float = 5.0) -> tuple[float, float]:
        """Type a key; seconds until the first and until the last byte of what it made the program draw.

        A key that draws nothing within `timeout` seconds fails. The screen is drawn afterwards: drawing takes longer
        than any program that is timed.
        """
        began = time.perf_counter()
        self.send(key)
        received = self._receive(timeout)
        first = last = time.perf_counter()
        if not received:
            raise AssertionError(f"the key {key!r} drew nothing; the screen is:\n{self.text()}")
        while data := self._receive(quiet):
            last = time.perf_counter()
            received += data
        self._draw(received)
        return first - began, last - began

    def time_until(self, wanted: str, began: float, timeout: float = 60.0) -> float:
        """Seconds from `began` (by `time.perf_counter`) until the program has sent `wanted` in one style."""
        received, sought = b"", wanted.encode()
        while sought not in received:
            left = began + timeout - time.perf_counter()
            if left <= 0 or self.exit_code is not None:
                self._draw(received)
                raise AssertionError(f"{wanted!r} did not come; the screen is:\n{self.text()}")
            received += self._receive(min(left, 0.2))
        took = time.perf_counter() - began
        self._draw(received)
        return took

    def hang_up(self) -> None:
        """Close the terminal, as closing its window or losing the connection does."""
        os.close(self._fd)
        self._fd = -1

    def wait_gone(self, timeout: float = 20.0) -> int:
        """Wait for a program that was hung up on to end, and return its exit code."""
        end = time.perf_counter() + timeout
        while self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
            elif time.perf_counter() > end:
                raise AssertionError("the program did not end")
            else:
                time.sleep(0.05)
        return self.exit_code

    def kill(self) -> None:
        """End the program at once, as kill -9 would."""
        if self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._reap()
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def _reap(self) -> None:
        if self.exit_code is None:
            with contextlib.suppress(ChildProcessError):
                _, status = os.waitpid(self.pid, 0)
                self.exit_code = os.waitstatus_to_exitcode(status)
