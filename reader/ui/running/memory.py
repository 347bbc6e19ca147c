"""The garbage collector, kept from stopping the screen."""

import gc
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE_SECONDS = 0.7
"""After how long without a key there is time for something that would delay one."""

YOUNG_OBJECTS = 10_000
"""How many new objects the collector waits for before it looks at them, which stops the screen for 4 ms.

Lines that are drawn no more are left to it: there are 500 objects of them after each key.
"""
SELDOM = 100
"""How often it does so before it looks at those that have stayed too: after some thousand keys without a pause."""

_YOUNG = 1
"""The generations of objects up to this one are new."""


def begin() -> None:
    """Nearly all that is made at the start stays: have the collector look at new objects only, and seldom."""
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, SELDOM, SELDOM)


class Memory:
    """Has the collector look at what is new whenever the reader pauses, so that it seldom delays a key.

    What was loaded to stay goes out of its sight then, as it would else stop the screen for 50 ms at times.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._waiting: Timer | None = None
        self._has_loaded = False

    def settle(self) -> None:
        """Much was loaded that stays."""
        self._has_loaded = True
        self._wait()

    def key_pressed(self) -> None:
        """The reader does not pause."""
        self._wait()

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self._app.set_timer(PAUSE_SECONDS, self._pause)
        else:
            self._waiting.reset()

    def _pause(self) -> None:
        self._waiting = None
        if self._has_loaded:
            self._has_loaded = False
            gc.collect()
            gc.freeze()
        else:
            gc.collect(_YOUNG)
