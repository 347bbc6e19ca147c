"""One run of postil: what is open, and what knows it from one question to the next."""

from functools import cached_property
from typing import TYPE_CHECKING

from reader.services.opened import Opened

if TYPE_CHECKING:
    from reader.services.notes.carrying import Carrying
    from reader.services.notes.view import NoteSearch
    from reader.services.saving.backlog import Unsaved
    from reader.services.saving.history import History
    from reader.services.searching.search import Search


class Session(Opened):
    """What the verbs of the command line and the screen work on."""

    @cached_property
    def history(self) -> "History":
        """What has been done in this run, to undo and redo."""
        from reader.services.saving.history import History

        return History(self, self.places.drafts)

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
        self.close_in_the_end(search)
        return search

    @property
    def unsaved(self) -> "Unsaved | None":
        """What was done in this run and could not be saved yet; None if there is nothing. Opens nothing."""
        return self.history.unsaved if "history" in self.__dict__ else None
