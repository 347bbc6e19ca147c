"""Bringing in what changes in the folders that the reader watches."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import PostilError
from reader.services.articles.opening import Imported
from reader.sources.watching import Watch, changed_files, watches

if TYPE_CHECKING:
    from reader.services.background import Background
    from reader.services.session import Session


@dataclass(frozen=True, slots=True)
class Watched:
    """Something that is watched; `is_named` says that postil was started with it, and not the settings name it."""

    watch: Watch
    is_named: bool


def watched(session: "Session", named: Sequence[Path]) -> list[Watched]:
    """All that is to be watched: what postil was started with, and the folders of the settings that are there."""
    return [
        *(Watched(watch, is_named=True) for watch in watches(named)),
        *(Watched(watch, is_named=False) for watch in watches(session.settings.watched)),
    ]


async def bring_in_changes(watched: Watched, importing: "Background") -> AsyncGenerator[Imported, None]:
    """What came in, each time that article files were made or changed there; never ends.

    Raises:
        WatchError: the system does not say what changes.
    """
    async with aclosing(changed_files(watched.watch)) as changes:
        async for files in changes:
            try:
                imported = await importing.ask("import", paths=[str(file) for file in files])
            except PostilError as error:
                yield Imported(failures=(str(error),))
            else:
                yield Imported(**{name: tuple(values) for name, values in imported.items()})
