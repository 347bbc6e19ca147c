"""What the reader did and could not be saved: it is shown as if it were, kept in files, and tried again."""

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from reader.annotations.errors import NotesChanged, NotesError
from reader.annotations.failures import changed_elsewhere
from reader.annotations.overlaid import OverlaidStore
from reader.services.saving.drafts import DraftError, Drafts
from reader.services.saving.edits import NotesEdit
from reader.services.saving.kept_edits import KeptEdits

Value = TypeVar("Value")

FIRST_WAIT = 1.0
"""Seconds until what could not be saved is tried again; twice as many after each attempt that fails."""
LONGEST_WAIT = 30.0
"""The most seconds between two attempts."""

_UID, _ARTICLE, _TAG, _ID = map(attrgetter, ("uid", "article.id", "tag", "id"))


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What is not saved yet: how many edits, and why, in a few words.

    `is_kept` says whether all of them are in files meanwhile, for the next run to save.
    """

    count: int
    why: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class News:
    """What became of edits that waited: labels of those that are saved now, sentences about those that cannot be."""

    saved: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An edit, the name it is kept under if it could be kept, and whether an earlier run left it."""

    edit: NotesEdit
    name: str | None = None
    is_inherited: bool = False


class Backlog:
    """The edits that wait, in the order they were made. For one thread at a time; `unsaved` may be read by any.

    They are kept in `folder`, where the drafts are. What is taken up there from another run that still goes on is saved
    by whichever comes first.
    """

    def __init__(
        self, notes: OverlaidStore, folder: Path, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._notes = notes
        self._kept = KeptEdits(folder)
        self._drafts = Drafts(folder)
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._saved: list[str] = []
        self._refused: list[str] = []
        self._why = ""
        self._wait = FIRST_WAIT
        self._next_attempt = 0.0
        self.unsaved: Unsaved | None = None

    def take_up(self) -> None:
        """Go on with what earlier runs left."""
        known = {waiting.name for waiting in self._waiting}
        left = [_Waiting(edit, name, True) for name, edit in self._kept.all().items() if name not in known]
        self._waiting = left + self._waiting
        self._show()
        self.try_again(at_once=True)

    def carry_out(self, edit: NotesEdit) -> None:
        """Save an edit, after those that wait; where that cannot be done now, it waits, too.

        An edit that takes back the last one that waits makes both superfluous.

        Raises:
            NotesChanged: Another program changed the same; nothing was done.
            DraftError: What is taken back cannot be taken out of its file.
        """
        if self._waiting and self._waiting[-1].edit == edit.inverse():
            self._discard(self._waiting[-1])
            del self._waiting[-1]
            self._show()
            return
        self.try_again(at_once=True)
        if not self._waiting:
            try:
                self._notes.apply(edit.changes())
            except NotesChanged:
                raise
            except NotesError as error:
                self._put_off(error.why)
            else:
                return
        elif not self._is_shown(edit.inverse()):
            raise changed_elsewhere()
        self._waiting.append(self._in_file(_Waiting(edit)))
        self._show()

    def try_again(self, *, at_once: bool = False) -> None:
        """Save what waits, as far as that can be done, if it is time for another attempt."""
        if not self._waiting or not (at_once or self._clock() >= self._next_attempt):
            return
        before = len(self._waiting)
        try:
            while self._waiting:
                self._save_first()
            self._wait = FIRST_WAIT
        except NotesError as error:
            self._put_off(error.why)
        except DraftError:
            self._put_off("the place for drafts cannot be written")
        self._waiting = [self._in_file(waiting) for waiting in self._waiting]
        if len(self._waiting) != before:
            self._show()
        else:
            self._sum_up()

    def take_news(self) -> News:
        """What became of edits that waited, since this was asked last."""
        news = News(tuple(self._saved), tuple(self._refused))
        self._saved, self._refused = [], []
        return news

    # -- saving

    def _save_first(self) -> None:
        first = self._waiting[0]
        if not self._is_somebody_elses(first):
            self._save(first.edit)
        with contextlib.suppress(DraftError):  # whoever takes it up finds that it is saved
            self._discard(first)
        del self._waiting[0]

    def _is_somebody_elses(self, waiting: _Waiting) -> bool:
        """Whether the run that left it goes on, and has saved it or taken it back."""
        return waiting.is_inherited and waiting.name is not None and not self._kept.has(waiting.name)

    def _save(self, edit: NotesEdit) -> None:
        """Save an edit; what another program changed meanwhile stays, and what the reader wrote becomes a draft."""
        try:
            self._save_over_deletions(edit)
        except NotesChanged as error:
            if not self._is_saved(edit):
                kept = " What you wrote is kept as a draft." if self._keep_as_drafts(edit) else ""
                self._refused.append(f"{edit.label}: {error}{kept}")
        else:
            self._saved.append(edit.label)

    def _save_over_deletions(self, edit: NotesEdit) -> None:
        try:
            self._notes.apply(edit.changes())
        except NotesChanged:
            self._notes.apply(self._over_deletions(edit).changes())

    def _over_deletions(self, edit: NotesEdit) -> NotesEdit:
        """The edit where another program deleted what it changes: to have written something counts for more."""
        saved, saved_mark, saved_tag_mark = self._notes.saved, self._notes.saved_mark, self._notes.saved_tag_mark
        return replace(
            edit,
            annotations=tuple(
                (saved(before.uid) and before if before else None, after) for before, after in edit.annotations
            ),
            marks=tuple(
                (saved_mark(before.article.id) and before if before else None, after)
                for before, after in edit.marks
            ),
            tag_marks=tuple(
                (saved_tag_mark(before.tag) and before if before else None, after)
                for before, after in edit.tag_marks
            ),
            corrections=tuple(
                (self._notes.saved_correction(before.id) and before if before else None, after)
                for before, after in edit.corrections
            ),
        )

    def _keep_as_drafts(self, edit: NotesEdit) -> bool:
        """Keep the notes that were written in the edit; whether there are any."""
        written = [
            after
            for before, after in edit.annotations
            if after is not None and after.note and (before is None or before.note != after.note)
        ]
        for annotation in written:
            self._drafts.keep(annotation.uid, annotation.note)
        return bool(written)

    def _put_off(self, why: str) -> None:
        """The next attempt is later."""
        self._why = why
        self._next_attempt = self._clock() + self._wait
        self._wait = min(2 * self._wait, LONGEST_WAIT)

    # -- what is on the disk, and what is shown

    def _is_saved(self, edit: NotesEdit) -> bool:
        notes = self._notes
        return (
            _have_come_about(edit.annotations, _UID, notes.saved)
            and _have_come_about(edit.marks, _ARTICLE, notes.saved_mark)
            and _have_come_about(edit.tag_marks, _TAG, notes.saved_tag_mark)
            and _have_come_about(edit.corrections, _ID, notes.saved_correction)
        )

    def _is_shown(self, edit: NotesEdit) -> bool:
        notes = self._notes
        return (
            _have_come_about(edit.annotations, _UID, notes.get)
            and _have_come_about(edit.marks, _ARTICLE, notes.mark)
            and _have_come_about(edit.tag_marks, _TAG, notes.tag_mark)
            and _have_come_about(edit.corrections, _ID, notes.correction)
        )

    def _show(self) -> None:
        self._notes.show(change for waiting in self._waiting for change in waiting.edit.changes())
        self._sum_up()

    def _sum_up(self) -> None:
        is_kept = all(waiting.name is not None for waiting in self._waiting)
        self.unsaved = Unsaved(len(self._waiting), self._why, is_kept) if self._waiting else None

    # -- files

    def _in_file(self, waiting: _Waiting) -> _Waiting:
        """The same, in a file if it can be."""
        if waiting.name is not None:
            return waiting
        try:
            return replace(waiting, name=self._kept.keep(waiting.edit))
        except DraftError:
            return waiting

    def _discard(self, waiting: _Waiting) -> None:
        if waiting.name is not None:
            self._kept.discard(waiting.name)


def _have_come_about(
    pairs: Iterable[tuple[Value | None, Value | None]],
    key_of: Callable[[Value], str],
    present: Callable[[str], Value | None],
) -> bool:
    """Whether of each pair what comes after is what there is."""
    changed = ((before or after, after) for before, after in pairs)
    return all(one is None or present(key_of(one)) == after for one, after in changed)
