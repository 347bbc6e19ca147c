"""What the reader sees of saving: that it is done, that it waits and why, and that it is done after all."""

import asyncio
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.model import PostilError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.services.saving.backlog import News, Unsaved
    from reader.services.saving.edits import Edit
    from reader.services.session import Session


class Savable(Protocol):
    """The app, as far as saving concerns it."""

    session: "Session"

    @property
    def is_running(self) -> bool:
        """Whether there is still a screen to show anything on."""

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the status line."""

    def notes_changed(self) -> None:
        """Tell every screen that annotations, marks or read states are not what they were."""

    def saving_changed(self, news: "News") -> None:
        """Tell every screen what became of what waited to be saved."""

    def reveal(self, uids: set[str]) -> None:
        """Go to the first of these annotations, if it is in the open article."""


class Saving:
    """Carries out edits beside the screen, and follows what becomes of them and what other postils save."""

    def __init__(self, app: Savable) -> None:
        self._app = app
        self._complaint = ""
        self._has_warned = False

    @property
    def unsaved(self) -> "Unsaved | None":
        """What could not be saved yet; None if there is nothing."""
        return self._app.session.unsaved

    @property
    def summary(self) -> str:
        """The same in two words, "" for nothing."""
        return f"{self.unsaved.count} not saved" if self.unsaved else ""

    async def perform(self, edit: "Edit") -> bool:
        """Carry out an edit and say so; False, with the reason on screen, when that cannot be done, also later."""

        def do() -> "Edit":
            self._app.session.history.do(edit)
            return edit

        return await self._turn(do, "", "")

    async def undo(self) -> None:
        """Take the last edit back, and show where it was."""
        await self._turn(self._app.session.history.undo, "undid ", "There is nothing more to undo.")

    async def redo(self) -> None:
        """Do again what was taken back last, and show where it is."""
        await self._turn(self._app.session.history.redo, "redid ", "There is nothing more to redo.")

    async def _turn(self, work: "Callable[[], Edit | None]", verb: str, nothing: str) -> bool:
        from reader.services.saving.edits import NotesEdit

        try:
            edit = await asyncio.to_thread(work)
        except PostilError as error:
            self._app.say(str(error), error=True)
            return False
        if edit is None:
            self._app.say(nothing)
            return False
        self._app.notes_changed()
        if verb and isinstance(edit, NotesEdit):
            self._app.reveal(edit.uids)
        if isinstance(edit, NotesEdit):
            self.tell_done(f"{verb}{edit.label}")
        else:
            self._tell_saved(f"{verb}{edit.label}")
        return True

    def tell_done(self, what: str) -> None:
        """Say what was done to the notes, and that it is saved, or why it is not yet."""
        unsaved = self.unsaved
        if unsaved is None:
            self._tell_saved(what)
        else:
            kept = "" if unsaved.is_kept else ", and until then kept in memory only"
            self._app.say(f"{what} · not saved: {unsaved.why}; tried again by itself{kept}", error=True)

    def _tell_saved(self, what: str) -> None:
        self._app.say(f"{what} · saved {datetime.now().astimezone():%H:%M}")

    async def follow(self) -> None:
        """Save what waits if that can be done now, and take in what other running postils have saved."""
        before = self.unsaved
        try:
            changed, news = await asyncio.to_thread(self._take_in)
        except PostilError as error:
            if str(error) != self._complaint:
                self._complaint = str(error)
                self._app.say(self._complaint, error=True)
            return
        self._complaint = ""
        if not self._app.is_running:
            return
        if changed or self.unsaved != before:
            self._app.notes_changed()
        if news.saved or news.refused:
            self._app.saving_changed(news)
            self._tell_news(news)

    def _take_in(self) -> "tuple[bool, News]":
        session = self._app.session
        session.history.try_again()
        return session.notes.refresh(), session.history.take_news()

    def _tell_news(self, news: "News") -> None:
        if news.saved:
            count = len(news.saved)
            self._tell_saved(news.saved[0] if count == 1 else f"{count} changes")
        for sentence in news.refused:
            self._app.say(sentence, error=True)

    async def may_leave(self) -> bool:
        """Whether nothing is lost if postil ends now. If something is that is said once, and the next time is meant."""
        if self.unsaved is not None:
            await asyncio.to_thread(partial(self._app.session.history.try_again, at_once=True))
        unsaved = self.unsaved
        if unsaved is None or unsaved.is_kept or self._has_warned:
            return True
        self._has_warned = True
        self._app.say(f"{_not_saved(unsaved)}, and not in a file either. Leave again to lose it.", error=True)
        return False

    @property
    def farewell(self) -> str | None:
        """What to say about what is not saved when the screen is gone; None if there is nothing."""
        unsaved = self.unsaved
        if unsaved is None:
            return None
        if unsaved.is_kept:
            return f"{_not_saved(unsaved)}. It is kept in {self._app.session.places.drafts} and saved by the next run."
        return f"{_not_saved(unsaved)}, and is lost."


def _not_saved(unsaved: "Unsaved") -> str:
    what = "The last change is" if unsaved.count == 1 else f"What the last {unsaved.count} changes did is"
    return f"{what} not saved ({unsaved.why})"
