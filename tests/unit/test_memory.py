"""When the garbage collector works: not while the reader does."""

import gc
from collections.abc import Callable

import pytest

from reader.ui.running.memory import PAUSE_SECONDS, Memory


class Timer:
    """A timer that remembers how often it was begun anew."""

    def __init__(self) -> None:
        self.resets = 0

    def reset(self) -> None:
        self.resets += 1


class App:
    """Sets timers, which run out when the test says so."""

    def __init__(self) -> None:
        self.timers: list[Timer] = []

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        assert delay == PAUSE_SECONDS
        self.run_out = callback
        self.timers.append(Timer())
        return self.timers[-1]


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the collector is told to do."""
    did: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: did.append(f"collect {generation}"))
    monkeypatch.setattr(gc, "freeze", lambda: did.append("freeze"))
    return did


def test_new_objects_are_looked_at_when_no_key_has_come_for_a_while(app: App, done: list[str]) -> None:
    memory = Memory(app)  # type: ignore[arg-type]
    for _ in range(3):
        memory.key_pressed()
    assert [timer.resets for timer in app.timers] == [2]
    assert done == []
    app.run_out()
    assert done == ["collect 1"]
    memory.key_pressed()
    assert len(app.timers) == 2


def test_what_was_loaded_goes_out_of_sight_once_at_the_next_pause(app: App, done: list[str]) -> None:
    memory = Memory(app)  # type: ignore[arg-type]
    memory.settle()
    memory.key_pressed()
    app.run_out()
    assert done == ["collect 2", "freeze"]
    memory.key_pressed()
    app.run_out()
    assert done[2:] == ["collect 1"]
