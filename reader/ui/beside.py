"""Work beside the screen, which may never come to begin: postil may end first, or newer work take its place."""

from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

Work = Coroutine[Any, Any, None]


class Beside(Awaitable[None]):
    """Work to be awaited, or else let go of without a word.

    Where newer work often takes its place before it begins, it is given as what begins it: a coroutine in a circle of
    references may be found never to have been awaited before this is asked to close it.
    """

    def __init__(self, work: Work | Callable[[], Work]) -> None:
        self._work = work

    def __await__(self) -> Generator[Any, Any, None]:
        work = self._work() if callable(self._work) else self._work
        return work.__await__()

    def __del__(self) -> None:
        if not callable(self._work):
            self._work.close()
