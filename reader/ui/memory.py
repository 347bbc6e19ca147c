"""The garbage collector, kept from stopping the screen."""

import gc
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE_SECONDS = 0.7
"""After how long without a key there is time for something that would delay one."""


def begin() -> None:
    """Nearly all that is made at the start stays: have the collector look at new objects only, and seldom."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


class Memory:
    """Takes what was loaded out of the collector's sight, which would else stop the screen for 50 ms at times."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._waiting: Timer | None = None

    def settle(self) -> None:
        """Do so when the reader pauses: it takes as long itself."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self._app.set_timer(PAUSE_SECONDS, self._settle)

    def key_pressed(self) -> None:
        """The reader does not pause."""
        if self._waiting is not None:
            self._waiting.reset()

    def _settle(self) -> None:
        self._waiting = None
        gc.collect()
        gc.freeze()
