"""Undo and redo: every change the reader makes is an edit that knows its way back."""

import threading
from collections.abc import Callable
from pathlib import Path

from reader.model import ChangedElsewhereError, PostilError
from reader.services.saving.backlog import Backlog, News, Unsaved
from reader.services.saving.edits import Edit, Editable, NotesEdit

UNDO_LEVELS = 500


class History:
    """The edits of one run, in order. Safe to call from any thread; edits happen one after another.

    Edits of the notes that cannot be saved are done all the same: they wait in `drafts`, the folder, and show as if
    they were saved. Somebody has to call `try_again` from time to time.
    """

    def __init__(self, session: Editable, drafts: Path) -> None:
        self._session = session
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._lock = threading.Lock()
        self._backlog = Backlog(session.notes, drafts)

    @property
    def unsaved(self) -> Unsaved | None:
        """What is done and could not be saved yet; None if there is nothing."""
        return self._backlog.unsaved

    def take_up(self) -> None:
        """Go on saving what earlier runs could not."""
        with self._lock:
            self._backlog.take_up()

    def try_again(self, *, at_once: bool = False) -> None:
        """Save what waits if it is time for another attempt. Takes as long as the disk does."""
        with self._lock:
            self._backlog.try_again(at_once=at_once)

    def take_news(self) -> News:
        """What became of edits that waited, since this was asked last."""
        with self._lock:
            return self._backlog.take_news()

    def do(self, edit: Edit) -> None:
        """Carry out an edit and remember it. Raises `PostilError` if that cannot be done, also later."""
        with self._lock:
            self._apply(edit)
            self._done.append(edit)
            del self._done[:-UNDO_LEVELS]
            self._undone.clear()

    def undo(self) -> Edit | None:
        """Take the last edit back and return it; None when there is none."""
        with self._lock:
            return _turn(self._done, self._undone, self._revert)

    def redo(self) -> Edit | None:
        """Carry out the edit again that was undone last and return it; None when there is none."""
        with self._lock:
            return _turn(self._undone, self._done, self._apply)

    def _apply(self, edit: Edit) -> None:
        if isinstance(edit, NotesEdit):
            self._backlog.carry_out(edit)
        else:
            edit.apply(self._session)

    def _revert(self, edit: Edit) -> None:
        if isinstance(edit, NotesEdit):
            self._backlog.carry_out(edit.inverse())
        else:
            edit.revert(self._session)


def _turn(edits: list[Edit], turned: list[Edit], turn: Callable[[Edit], None]) -> Edit | None:
    """Turn the last of the edits. One that another program made impossible is forgotten: it would stay in the way."""
    if not edits:
        return None
    edit = edits.pop()
    try:
        turn(edit)
    except ChangedElsewhereError:
        raise
    except PostilError:
        edits.append(edit)
        raise
    turned.append(edit)
    return edit
