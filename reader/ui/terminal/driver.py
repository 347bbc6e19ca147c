"""The driver of a terminal that may vanish, and that tells Esc from what other keys begin with by the time alone."""

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual import events
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App
    from textual.message import Message


class TerminalDriver(LinuxDriver):
    """Goes on as if nothing had happened when the terminal is gone, for the app to leave in order.

    The system says so with SIGHUP, and right after it with SIGCONT, at which Textual would begin anew on what is not
    there. A thread that writes to it would end, and whoever writes next would then wait for ever.

    A letter typed within a tenth of a second after Esc looks like that letter with Alt. No key of ours has Alt, so it
    is Esc and the letter, as in vi; Textual would type the letter and forget the Esc.
    """

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast("TextIOWrapper", _Deaf(sys.__stderr__ or sys.stderr))

    def start_application_mode(self) -> None:
        """Take the terminal over, if it is there."""
        if not self.input_tty or os.isatty(self.fileno):
            super().start_application_mode()  # type: ignore[no-untyped-call]

    def process_message(self, message: "Message") -> None:
        """Hand on what came from the terminal."""
        if isinstance(message, events.Key) and message.key.startswith("alt+") and message.character:
            super().process_message(events.Key("escape", "\x1b"))
            message = events.Key(message.character, message.character)
        super().process_message(message)

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
