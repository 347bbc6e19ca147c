"""Work beside the screen, which may never come to begin: postil may end first, or newer work take its place."""

from collections.abc import Awaitable, Coroutine, Generator
from typing import Any


class Beside(Awaitable[None]):
    """Work to be awaited, or else let go of without a word."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        self._work = work

    def __await__(self) -> Generator[Any, Any, None]:
        return self._work.__await__()

    def __del__(self) -> None:
        self._work.close()
