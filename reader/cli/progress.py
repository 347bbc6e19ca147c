"""How far a long piece of work is, told on the terminal while it lasts."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

PATIENCE = 1.0
"""Seconds of work before anything is told."""

_CLEAR_LINE = "\r\x1b[K"


class Tell(Protocol):
    """Takes how much of how much is done."""

    def __call__(self, done: int, total: int) -> None:
        """Say so, if it is time to."""


@contextmanager
def told_progress(what: str) -> Iterator[Tell]:
    """Tell on standard error, if that is a terminal, how far the work in the block is; the line goes with its end."""
    begun = time.monotonic()
    shown = ""

    def tell(done: int, total: int) -> None:
        nonlocal shown
        sentence = f"postil: {what}… {100 * done // max(1, total)}%"
        if time.monotonic() - begun >= PATIENCE and sentence != shown and sys.stderr and sys.stderr.isatty():
            shown = sentence
            print(f"{_CLEAR_LINE}{sentence}", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if shown:
            print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)
