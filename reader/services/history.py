"""Undo and redo: every change the reader makes is an edit that knows its way back."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.annotations.store import AnnotationStore, Change, Put, PutMark, Remove, RemoveMark
from reader.library import Library
from reader.model import Annotation, ArticleMark, PostilError

UNDO_LEVELS = 500


class ChangedElsewhereError(PostilError):
    """An edit cannot be undone or redone because another program changed the same thing meanwhile."""


class Editable(Protocol):
    """What edits change: the open notes and the open library."""

    @property
    def notes(self) -> AnnotationStore:
        """What the reader wrote."""

    @property
    def library(self) -> Library:
        """The articles, with their read states."""


class Edit(Protocol):
    """One step that can be done, undone and done again."""

    @property
    def label(self) -> str:
        """Its name in the status line: "tag"."""

    def apply(self, session: Editable) -> None:
        """Do it, durably. Raises `PostilError` if it cannot be saved."""

    def revert(self, session: Editable) -> None:
        """Put back what was there before, durably."""


@dataclass(frozen=True, slots=True)
class NotesEdit:
    """Annotations and marks on articles before and after; None where there is none."""

    label: str
    annotations: tuple[tuple[Annotation | None, Annotation | None], ...] = ()
    marks: tuple[tuple[ArticleMark | None, ArticleMark | None], ...] = ()

    @property
    def uids(self) -> set[str]:
        """The annotations it changes."""
        return {annotation.uid for change in self.annotations for annotation in change if annotation}

    def apply(self, session: Editable) -> None:
        """Write what comes after."""
        _write(session.notes, self.annotations, self.marks)

    def revert(self, session: Editable) -> None:
        """Write what was before."""
        _write(
            session.notes,
            tuple((after, before) for before, after in self.annotations),
            tuple((after, before) for before, after in self.marks),
        )


def _write(
    notes: AnnotationStore,
    annotations: Sequence[tuple[Annotation | None, Annotation | None]],
    marks: Sequence[tuple[ArticleMark | None, ArticleMark | None]],
) -> None:
    """Turn each first value into the second, unless the first is no longer what the notes hold."""
    notes.refresh()
    batch: list[Change] = []
    for old, new in annotations:
        if old is not None:
            _check_unchanged(notes.get(old.uid), old)
        if new is not None:
            batch.append(Put(new))
        elif old is not None:
            batch.append(Remove(old.uid))
    for old_mark, new_mark in marks:
        if old_mark is not None:
            _check_unchanged(notes.mark(old_mark.article.id), old_mark)
        if new_mark is not None:
            batch.append(PutMark(new_mark))
        elif old_mark is not None:
            batch.append(RemoveMark(old_mark.article.id))
    if batch:
        notes.apply(batch)


def _check_unchanged(found: object, expected: object) -> None:
    if found != expected:
        raise ChangedElsewhereError("Another program changed this meanwhile; nothing was done to it here.")


@dataclass(frozen=True, slots=True)
class ReadEdit:
    """Articles marked read or unread; `article_ids` are those that were not so before."""

    label: str
    article_ids: tuple[str, ...]
    read: bool

    def apply(self, session: Editable) -> None:
        """Mark them."""
        session.library.set_read(self.article_ids, self.read)

    def revert(self, session: Editable) -> None:
        """Mark them as they were."""
        session.library.set_read(self.article_ids, not self.read)


class History:
    """The edits of one run, in order. Safe to call from any thread; edits happen one after another."""

    def __init__(self, session: Editable) -> None:
        self._session = session
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._lock = threading.Lock()

    def do(self, edit: Edit) -> None:
        """Apply an edit and remember it; when it cannot be saved it raises and is not remembered."""
        with self._lock:
            edit.apply(self._session)
            self._done.append(edit)
            del self._done[:-UNDO_LEVELS]
            self._undone.clear()

    def undo(self) -> Edit | None:
        """Revert the last edit and return it; None when there is none."""
        with self._lock:
            if not self._done:
                return None
            edit = self._done[-1]
            edit.revert(self._session)
            self._undone.append(self._done.pop())
            return edit

    def redo(self) -> Edit | None:
        """Apply the edit that was undone last and return it; None when there is none."""
        with self._lock:
            if not self._undone:
                return None
            edit = self._undone[-1]
            edit.apply(self._session)
            self._done.append(self._undone.pop())
            return edit
