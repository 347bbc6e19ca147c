"""Asks where something is to be written, and completes what is typed from what is on the disk."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from reader.model import PostilError
from reader.services.path_completion import complete_path
from reader.ui.prompts.prompt import SUGGESTION_ROWS, LinePrompt, Suggestion
from reader.ui.running.beside import Beside


class UnusablePathError(PostilError):
    """What was typed is no path."""


class PathPrompt(LinePrompt[Path]):
    """Asks for the path of a file or folder. The disk is looked at beside the screen: it may be slow."""

    ROOM: ClassVar[int | None] = SUGGESTION_ROWS

    def __init__(self, label: str, initial: str = "") -> None:
        super().__init__(label, initial)
        self._found: Sequence[Suggestion] = ()

    def _suggested(self) -> Sequence[Suggestion]:
        self.run_worker(Beside(partial(self._look, self._input.value)), group="paths", exclusive=True)
        return [found for found in self._found if found[0].startswith(self._input.value)]

    async def _look(self, typed: str) -> None:
        found = await asyncio.to_thread(complete_path, typed, limit=SUGGESTION_ROWS)
        self._found = [(path, "") for path in found if path != typed]
        if self._suggestions.is_attached and typed == self._input.value:
            self._suggestions.show(self._found)

    def _take(self, suggestion: str) -> None:
        self._write(suggestion, len(suggestion))

    def _answer(self, text: str) -> Path:
        typed = text.strip()
        if not typed or "\0" in typed:
            raise UnusablePathError("Type where it is to be written.")
        try:
            return Path(typed).expanduser()
        except RuntimeError as error:
            raise UnusablePathError(f"There is no home to be found for “{typed}”.") from error
