"""Asking for a person, an organisation, a place…: those with names like what is typed are suggested."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.model import PostilError
from reader.services.entities.names import about, labels, one_called
from reader.services.entities.pages import find_entities
from reader.ui.prompts.prompt import SUGGESTION_ROWS, LinePrompt, Suggestion
from reader.ui.running.beside import Beside

if TYPE_CHECKING:
    from reader.library.known import KnownEntity
    from reader.services.session import Session


class EntityPrompt(LinePrompt["KnownEntity"]):
    """Asks for one of the entities of all articles, but for the one with the key `without`."""

    def __init__(self, session: "Session", label: str, *, without: str) -> None:
        super().__init__(label, "", placeholder="a name")
        self._session = session
        self._without = without
        self._labels: dict[str, KnownEntity] = {}
        self._labels_for: str | None = None

    def _suggested(self) -> Sequence[Suggestion]:
        """Those found last; those for what is typed now come as soon as they are found."""
        self.run_worker(Beside(partial(self._find, self._input.value)), group="entities", exclusive=True)
        return self._suggestions.items

    async def _find(self, typed: str) -> None:
        try:
            found = await asyncio.to_thread(find_entities, self._session, typed, limit=SUGGESTION_ROWS + 1)
        except PostilError as error:
            self._complain(error)
            return
        self._labels = labels(entity for entity in found if entity.key != self._without)
        self._labels_for = typed
        if self._suggestions.is_attached:
            self._suggestions.make_room(SUGGESTION_ROWS)
            self._suggestions.show([(label, about(entity)) for label, entity in self._labels.items()])

    def _take(self, suggestion: str) -> None:
        self._write(suggestion, len(suggestion))

    def _answer(self, text: str) -> "KnownEntity":
        """Who is called that, or the only one whose name is like it."""
        if text and text == self._labels_for and len(self._labels) == 1:
            return next(iter(self._labels.values()))
        return one_called(text, self._labels)
