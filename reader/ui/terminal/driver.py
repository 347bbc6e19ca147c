"""The driver of a terminal that may vanish: its window is closed, the connection to it breaks."""

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App


class TerminalDriver(LinuxDriver):
    """Goes on as if nothing had happened when the terminal is gone, for the app to leave in order.

    The system says so with SIGHUP, and right after it with SIGCONT, at which Textual would begin anew on what is not
    there. A thread that writes to it would end, and whoever writes next would then wait for ever.
    """

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast("TextIOWrapper", _Deaf(sys.__stderr__ or sys.stderr))

    def start_application_mode(self) -> None:
        """Take the terminal over, if it is there."""
        if not self.input_tty or os.isatty(self.fileno):
            super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Take in what is typed until the terminal is gone."""
        try:
            super().run_input_thread()
        except OSError:
            signal.raise_signal(signal.SIGHUP)  # where nobody else says it


class _Deaf:
    """A file that does not mind when nobody reads it any more."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if anybody reads."""
        try:
            return self._file.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """Have what was written on its way, if anybody reads."""
        try:
            self._file.flush()
        except OSError:
            return

    def fileno(self) -> int:
        """Its descriptor."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()
