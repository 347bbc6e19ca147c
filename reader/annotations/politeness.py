"""Long work in the background that leaves the interpreter to the other threads."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

WORK_SECONDS = 0.002
REST_SECONDS = 0.001

T = TypeVar("T")


def with_rests(items: Iterable[T]) -> Iterator[T]:
    """The items, with a rest of a millisecond after every two of work.

    A thread that lets the interpreter's lock go often and briefly, around writes and checksums, starves the others:
    each time one wakes it finds the lock taken again, and begins to wait anew. Only a real rest lets it in.
    """
    since = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - since > WORK_SECONDS:
            time.sleep(REST_SECONDS)
            since = time.perf_counter()
