"""One run of postil: the open library, the open notes and the settings."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config import LoadedSettings, Settings, load_settings
from reader.model import PostilError
from reader.paths import HOME_VARIABLE, Places

if TYPE_CHECKING:
    from reader.annotations.overlaid import OverlaidStore
    from reader.library import Library
    from reader.services.findings.corrections import Corrections
    from reader.services.notes.carrying import Carrying
    from reader.services.notes.view import NoteSearch
    from reader.services.saving.backlog import Unsaved
    from reader.services.saving.history import History
    from reader.services.searching.search import Search


class UnusablePlaceError(PostilError):
    """The folder that postil keeps its things in cannot be made."""


class Session:
    """What the verbs of the command line and the screen work on.

    The settings are read at once; the library and the notes open when they are first asked for, so that a verb
    that needs one of them does not wait for the other, and the screen for neither.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        loaded: LoadedSettings = load_settings(places.settings)
        self.settings: Settings = loaded.settings
        self.setting_problems = loaded.problems
        self._opened: list[Library | OverlaidStore] = []
        self._closing: list[Library | OverlaidStore | Search] = []

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
    def history(self) -> "History":
        """What has been done in this run, to undo and redo."""
        from reader.services.saving.history import History

        return History(self, self.places.drafts)

    @cached_property
    def corrections(self) -> "Corrections":
        """What the reader says of entities that the machine found otherwise."""
        from reader.services.findings.corrections import Corrections

        return Corrections(self)

    @cached_property
    def carrying(self) -> "Carrying":
        """What finds annotations again in texts that have changed, and remembers where."""
        from reader.services.notes.carrying import Carrying

        return Carrying(self)

    @cached_property
    def note_search(self) -> "NoteSearch":
        """What searches the notes; it knows them from one time to the next."""
        from reader.services.notes.finding import NoteFinder
        from reader.services.notes.view import NoteSearch

        return NoteSearch(NoteFinder(self.notes, self.settings.colours))

    @cached_property
    def search(self) -> "Search":
        """What searches notes, quotations and articles; raises `LibraryError` when the library cannot be opened."""
        from reader.services.searching.search import Search

        search = Search(self)
        self._closing.append(search)
        return search

    @property
    def unsaved(self) -> "Unsaved | None":
        """What was done in this run and could not be saved yet; None if there is nothing. Opens nothing."""
        return self.history.unsaved if "history" in self.__dict__ else None

    def problems(self) -> list[str]:
        """A sentence for each thing wrong with the settings, and with library and notes if they are open."""
        return [*self.setting_problems, *(problem for opened in self._opened for problem in opened.problems)]

    def close(self) -> None:
        """Close what was opened."""
        self._opened.clear()
        while self._closing:
            self._closing.pop().close()

    def _take(self, opened: "Library | OverlaidStore") -> None:
        self._opened.append(opened)
        self._closing.append(opened)


def _in_private_folder(file: Path) -> Path:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnusablePlaceError(
            f"The folder {file.parent} cannot be made: {error.strerror}. "
            f"Name another one in {HOME_VARIABLE}, or make room for it."
        ) from error
    return file
