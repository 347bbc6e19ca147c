"""What the reader does, as edits that know their way back."""

from dataclasses import dataclass
from typing import Protocol

from reader.annotations.overlaid import OverlaidStore, Replacement
from reader.annotations.store import Replace, ReplaceCorrection, ReplaceMark, ReplaceTagMark
from reader.library import Library
from reader.model import Annotation, ArticleMark, EntityCorrection, TagMark


class Editable(Protocol):
    """What edits change: the open notes and the open library."""

    @property
    def notes(self) -> OverlaidStore:
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
    """Annotations, marks on articles and tags, corrections of entities, before and after; None where there is none."""

    label: str
    annotations: tuple[tuple[Annotation | None, Annotation | None], ...] = ()
    marks: tuple[tuple[ArticleMark | None, ArticleMark | None], ...] = ()
    tag_marks: tuple[tuple[TagMark | None, TagMark | None], ...] = ()
    corrections: tuple[tuple[EntityCorrection | None, EntityCorrection | None], ...] = ()

    @property
    def uids(self) -> set[str]:
        """The annotations it changes."""
        return {annotation.uid for change in self.annotations for annotation in change if annotation}

    def changes(self) -> list[Replacement]:
        """What it does to the notes."""
        return [
            *(Replace(before, after) for before, after in self.annotations),
            *(ReplaceMark(before, after) for before, after in self.marks),
            *(ReplaceTagMark(before, after) for before, after in self.tag_marks),
            *(ReplaceCorrection(before, after) for before, after in self.corrections),
        ]

    def apply(self, session: Editable) -> None:
        """Save what comes after, unless what was before is no longer what the notes hold. Raises `NotesError`."""
        session.notes.apply(self.changes())

    def revert(self, session: Editable) -> None:
        """Save what was before, unless what comes after is no longer what the notes hold. Raises `NotesError`."""
        self.inverse().apply(session)

    def inverse(self) -> "NotesEdit":
        """The edit that puts back what was before."""
        return NotesEdit(
            self.label,
            tuple((after, before) for before, after in self.annotations),
            tuple((after, before) for before, after in self.marks),
            tuple((after, before) for before, after in self.tag_marks),
            tuple((after, before) for before, after in self.corrections),
        )


@dataclass(frozen=True, slots=True)
class ReadEdit:
    """Articles marked read or unread; `article_ids` are those that were not so before."""

    label: str
    article_ids: tuple[str, ...]
    read: bool

    def apply(self, session: Editable) -> None:
        """Mark them. Raises `LibraryError`."""
        session.library.set_read(self.article_ids, self.read)

    def revert(self, session: Editable) -> None:
        """Mark them as they were. Raises `LibraryError`."""
        session.library.set_read(self.article_ids, not self.read)


@dataclass(frozen=True, slots=True)
class HiddenEdit:
    """Articles kept out of the lists, or shown again; `article_ids` are those that were not so before."""

    label: str
    article_ids: tuple[str, ...]
    hidden: bool

    def apply(self, session: Editable) -> None:
        """Hide them, or show them. Raises `LibraryError`."""
        session.library.set_hidden(self.article_ids, self.hidden)

    def revert(self, session: Editable) -> None:
        """Do the opposite. Raises `LibraryError`."""
        session.library.set_hidden(self.article_ids, not self.hidden)
