"""Work beside the screen, which may never come to begin: postil may end first, or newer work take its place."""

from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

Work = Callable[[], Coroutine[Any, Any, None]]
"""What begins it. A coroutine that is made and never awaited is complained of, whoever let go of it; this is not."""


class Beside(Awaitable[None]):
    """Work to be awaited, or else let go of without a word."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __await__(self) -> Generator[Any, Any, None]:
        return self._work().__await__()
