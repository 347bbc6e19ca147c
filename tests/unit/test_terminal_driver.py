"""A terminal that is gone stops nobody from leaving in order, and Esc is a key however soon the next one comes."""

import errno
import io
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from reader.ui.terminal.driver import TerminalDriver


class Gone(io.StringIO):
    """A terminal that was there once."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def flush(self) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture
async def driver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TerminalDriver]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    monkeypatch.setattr(sys, "__stderr__", Gone())
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "__stdin__", nothing)
        yield TerminalDriver(App())
    for number, handler in before.items():
        signal.signal(number, handler)


async def test_what_is_written_to_it_is_nobodys_trouble(driver: TerminalDriver) -> None:
    assert driver._file is not None
    assert driver._file.write("words") == len("words")
    driver._file.flush()


async def test_it_is_not_taken_over_again(driver: TerminalDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Any] = []
    monkeypatch.setattr(LinuxDriver, "start_application_mode", begun.append)
    driver.input_tty = True
    driver.start_application_mode()
    assert begun == []


async def test_when_nothing_can_be_read_from_it_that_is_said(
    driver: TerminalDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[int] = []

    def gone(_driver: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(LinuxDriver, "run_input_thread", gone)
    monkeypatch.setattr(signal, "raise_signal", said.append)
    driver.run_input_thread()
    assert said == [signal.SIGHUP]


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (events.Key("alt+j", "j"), [("escape", "\x1b"), ("j", "j")]),
        (events.Key("alt+shift+x", "X"), [("escape", "\x1b"), ("X", "X")]),
        (events.Key("alt+up", None), [("alt+up", None)]),
        (events.Key("j", "j"), [("j", "j")]),
    ],
    ids=["letter", "capital", "arrow", "without"],
)
async def test_a_letter_right_behind_esc_takes_nothing_from_it(
    driver: TerminalDriver,
    sent: events.Key,
    taken: list[tuple[str, str | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed_on: list[events.Key] = []
    monkeypatch.setattr(LinuxDriver, "process_message", lambda _, message: handed_on.append(message))
    driver.process_message(sent)
    assert [(key.key, key.character) for key in handed_on] == taken
