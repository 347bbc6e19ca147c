"""A disk that is full until room is made on it."""

import errno
import os
from typing import Self

import pytest

from reader.annotations.fs import Fs
from reader.services.saving import drafts, kept_edits


class FullDisk:
    """The disk of the notes is full inside the block, or until `make_room`; that of the drafts is with `drafts_too`."""

    def __init__(self, *, drafts_too: bool = False) -> None:
        self.attempts = 0
        self._drafts_too = drafts_too
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        self._patch.setattr(Fs, "write", self._refuse)
        if self._drafts_too:
            for module in (drafts, kept_edits):
                self._patch.setattr(module, "replace_file", self._refuse)
        return self

    def __exit__(self, *_: object) -> None:
        self.make_room()

    def make_room(self) -> None:
        self._patch.undo()

    def _refuse(self, *_: object) -> None:
        self.attempts += 1
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
