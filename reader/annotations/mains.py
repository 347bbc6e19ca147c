"""Which main files this program has read or written: any other was written by somebody else."""

import os
from pathlib import Path

from reader.annotations.journal import Stat, stat_of
from reader.annotations.mainfile import Content

_KEPT = 8


class KnownMains:
    """The states of the main file `path` that are known, the last few of them."""

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        self._known: dict[Stat | None, Content] = {}

    def begin(self, main: Content, stat: Stat | None) -> None:
        """The main file was read: it is the only one that is known."""
        self._known = {stat: main}

    def add(self, main: Content, stat: Stat) -> None:
        """A main file is about to be put in place."""
        self._known[stat] = main
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]

    def stat(self) -> Stat | None:
        """What tells the main file that is there from others; None if there is none, or none to be reached."""
        try:
            return stat_of(os.stat(self._name))  # noqa: PTH116  (a third of the time, and done for every read)
        except OSError:
            return None

    def is_known(self) -> bool:
        """Whether the main file that is there is one of them."""
        return self.stat() in self._known

    @property
    def newest(self) -> Stat | None:
        """That which was read or written last."""
        return next(reversed(self._known))

    @property
    def present(self) -> Content:
        """What the main file holds that is there now, or the last one that was known."""
        return self._known.get(self.stat(), next(reversed(self._known.values())))
