"""What is open in one run of postil: the library, the notes and the settings, each when it is first asked for."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.config import LoadedSettings, Settings, load_settings
from reader.model import PostilError
from reader.paths import HOME_VARIABLE, Places

if TYPE_CHECKING:
    from reader.analysis.engines.chosen import Engines
    from reader.annotations.overlaid import OverlaidStore
    from reader.library import Library
    from reader.services.findings.corrections import Corrections


class UnusablePlaceError(PostilError):
    """The folder that postil keeps its things in cannot be made."""


class Closable(Protocol):
    """What is to be closed in the end."""

    def close(self) -> None:
        """Close it."""


class Opened:
    """The settings, which are read at once, and library and notes, which open when they are first asked for.

    So a verb that needs one of them does not wait for the other, and the screen for neither.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        loaded: LoadedSettings = load_settings(places.settings)
        self.settings: Settings = loaded.settings
        self.setting_problems = loaded.problems
        self._opened: list[Library | OverlaidStore] = []
        self._closing: list[Closable] = []

    @cached_property
    def library(self) -> "Library":
        """The articles; raises `LibraryError` when they cannot be opened."""
        from reader.library import Library

        library = Library(_in_private_folder(self.places.library))
        self._take(library)
        return library

    @cached_property
    def notes(self) -> "OverlaidStore":
        """The reader's annotations; raises `NotesError` when they cannot be opened."""
        from reader.annotations.overlaid import OverlaidStore

        notes = OverlaidStore(_in_private_folder(self.places.notes))
        self._take(notes)
        return notes

    @cached_property
    def corrections(self) -> "Corrections":
        """What the reader says of entities that the machine found otherwise."""
        from reader.services.findings.corrections import Corrections

        return Corrections(self)

    @cached_property
    def engines(self) -> "Engines":
        """What finds names in which language, as the settings have it."""
        from reader.analysis.engines.chosen import Engines

        return Engines(self.settings.names)

    def problems(self) -> list[str]:
        """A sentence for each thing wrong with the settings, and with library and notes if they are open."""
        return [*self.setting_problems, *(problem for opened in self._opened for problem in opened.problems)]

    def close(self) -> None:
        """Close what was opened."""
        self._opened.clear()
        while self._closing:
            self._closing.pop().close()

    def close_in_the_end(self, opened: Closable) -> None:
        """Have something closed with all else, the last that came first."""
        self._closing.append(opened)

    def _take(self, opened: "Library | OverlaidStore") -> None:
        self._opened.append(opened)
        self.close_in_the_end(opened)


def _in_private_folder(file: Path) -> Path:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnusablePlaceError(
            f"The folder {file.parent} cannot be made: {error.strerror}. "
            f"Name another one in {HOME_VARIABLE}, or make room for it."
        ) from error
    return file
