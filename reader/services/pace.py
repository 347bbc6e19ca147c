"""At what pace work in a thread goes on: with rests for the others, and only as long as somebody wants it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reader.annotations.politeness import with_rests

Pace = Callable[[Iterable[Any]], Iterable[Any]]
"""Goes through things as they are; it may rest between them, or raise `GivenUp`."""


class GivenUp(Exception):  # noqa: N818
    """Nobody wants the rest of the work any more."""


def while_wanted(is_wanted: Callable[[], bool]) -> Pace:
    """A pace with rests, that gives up when the work is no longer wanted."""

    def pace(items: Iterable[Any]) -> Iterator[Any]:
        for item in with_rests(items):
            if not is_wanted():
                raise GivenUp
            yield item

    return pace
