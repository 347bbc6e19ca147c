"""The processes beside the screen: each is started when it is first asked for something."""

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from reader.paths import Places

if TYPE_CHECKING:
    from reader.services.background import Background


class Processes:
    """One process for each kind of work that may go on at the same time as others."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._begun: list[Background] = []

    @cached_property
    def importing(self) -> "Background":
        """The process that reads files."""
        return self._begin()

    @cached_property
    def analysing(self) -> "Background":
        """The process that looks for names."""
        return self._begin()

    @cached_property
    def fetching(self) -> "Background":
        """The process that fetches feeds."""
        return self._begin()

    def _begin(self) -> "Background":
        from reader.services.background import (
            Background,  # not for the first frame: see reader.ui.starting.beginning
        )

        begun = Background(self._places)
        self._begun.append(begun)
        return begun

    async def cancel(self) -> None:
        """End them all, with what they are doing."""
        await asyncio.gather(*(process.cancel() for process in self._begun))
