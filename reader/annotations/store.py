"""Everything the reader wrote, kept durably in one TinyDB file and answered from memory."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reader.annotations.documents import Document, annotation_document, mark_document
from reader.annotations.errors import NotesReadOnly
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, FORMAT, META, Tables, format_of
from reader.annotations.memory import Counts, Notes
from reader.annotations.storage import AtomicStorage
from reader.model import Annotation, ArticleMark

__all__ = ["AnnotationStore", "Change", "Counts", "Put", "PutMark", "Remove", "RemoveMark"]


@dataclass(frozen=True, slots=True)
class Put:
    """Add an annotation, or replace the one with its uid."""

    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the annotation with this uid, if there is one."""

    uid: str


@dataclass(frozen=True, slots=True)
class PutMark:
    """Add the mark of an article, or replace the one it has."""

    mark: ArticleMark


@dataclass(frozen=True, slots=True)
class RemoveMark:
    """Remove the mark of this article, if it has one."""

    article_id: str


Change = Put | Remove | PutMark | RemoveMark


class _Batch:
    """Changes made to a copy of the tables: which documents they touch, and the tables after them."""

    def __init__(self, tables: Tables, notes: Notes) -> None:
        self.tables = {name: dict(table) for name, table in tables.items()}
        for name in (ANNOTATIONS, ARTICLES):
            self.tables.setdefault(name, {})
        self.tables.setdefault(META, {"1": {"format": FORMAT}})
        self.touched: list[tuple[str, str]] = []
        self._notes = notes
        self._fresh: dict[tuple[str, str], str] = {}

    def add(self, change: Change) -> None:
        match change:
            case Put(annotation):
                identifier = self._annotation_id(annotation.uid) or self._new_id(ANNOTATIONS, annotation.uid)
                before = self.tables[ANNOTATIONS].get(identifier)
                self._set(ANNOTATIONS, identifier, annotation_document(annotation, before))
            case Remove(uid):
                self._remove(ANNOTATIONS, self._annotation_id(uid))
            case PutMark(mark):
                identifier = self._mark_id(mark.article.id) or self._new_id(ARTICLES, mark.article.id)
                self._set(ARTICLES, identifier, mark_document(mark, self.tables[ARTICLES].get(identifier)))
            case RemoveMark(article_id):
                self._remove(ARTICLES, self._mark_id(article_id))

    def _annotation_id(self, uid: str) -> str | None:
        return self._notes.annotation_id(uid) or self._fresh.get((ANNOTATIONS, uid))

    def _mark_id(self, article_id: str) -> str | None:
        return self._notes.mark_id(article_id) or self._fresh.get((ARTICLES, article_id))

    def _new_id(self, table: str, key: str) -> str:
        # An id that this batch freed is not given again: the batch may put its annotation back.
        identifier = str(
            max(map(int, (*self.tables[table], *(known for _, known in self.touched))), default=0) + 1
        )
        self._fresh[table, key] = identifier
        return identifier

    def _set(self, table: str, identifier: str, document: Document) -> None:
        self.touched.append((table, identifier))
        self.tables[table][identifier] = document

    def _remove(self, table: str, identifier: str | None) -> None:
        if identifier is not None:
            self.touched.append((table, identifier))
            self.tables[table].pop(identifier, None)


class AnnotationStore:
    """The notes file at `path`, which comes into being with the first change.

    Reads are answered from memory and never wait for the disk, also while another thread is in `apply`.
    `read_only` is a sentence when nothing can be saved here, `problems` are sentences about documents that were
    skipped (they stay in the file), `version` grows with every change seen. All methods are safe from any thread.

    Raises:
        NotesDamaged: The file is not what it should be; it is left untouched.
        NotesError: The file cannot be read at all.
    """

    def __init__(self, path: Path) -> None:
        self._storage = AtomicStorage(path)
        self.path = self._storage.path
        self._writing = threading.Lock()
        self._reading = threading.RLock()
        self._signature = self._storage.signature()
        self._tables: Tables = self._storage.read() or {}
        self._notes = Notes.of(self._tables)
        self._version = 0
        self.read_only = self._why_read_only()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> int:
        """A number that is greater after every change seen, from here or from another process."""
        return self._version

    @property
    def problems(self) -> list[str]:
        """A sentence for each document in the file that was skipped because it is no annotation or mark."""
        with self._reading:
            return list(self._notes.problems.values())

    def apply(self, changes: Sequence[Change]) -> None:
        """Make all changes or none; return when they are on the disk.

        Raises:
            NotesReadOnly: Nothing can be saved here.
            NotesNotSaved: The disk is full or failed; file and memory are as before.
            NotesDamaged: The file was damaged by another program meanwhile; it is left untouched.
        """
        if self.read_only:
            raise NotesReadOnly(self.read_only)
        if not changes:
            return
        with self._writing, self._storage.locked():
            self._load_if_changed()
            if self.read_only:
                raise NotesReadOnly(self.read_only)
            batch = _Batch(self._tables, self._notes)
            for change in changes:
                batch.add(change)
            self._storage.write(batch.tables)
            self._signature = self._storage.signature()
            with self._reading:
                self._tables = batch.tables
                for table, identifier in batch.touched:
                    self._notes.set(table, identifier, batch.tables[table].get(identifier))
                self._version += 1

    def refresh(self) -> bool:
        """Take in what other processes changed; whether there was anything. Costs one stat when nothing is new.

        Raises:
            NotesDamaged: The file was damaged by another program; what is in memory stays.
        """
        with self._writing:
            return self._load_if_changed()

    def get(self, uid: str) -> Annotation | None:
        """The annotation with this uid."""
        with self._reading:
            return self._notes.annotation(uid)

    def find(self, uid_prefix: str) -> list[Annotation]:
        """The annotations whose uid begins with `uid_prefix`, in any case of letters, oldest first."""
        wanted = uid_prefix.upper()
        with self._reading:
            return [note for note in self._notes.all() if note.uid.upper().startswith(wanted)]

    def all(self) -> list[Annotation]:
        """All annotations, oldest first."""
        with self._reading:
            return self._notes.all()

    def by_article(self, article_id: str) -> list[Annotation]:
        """The annotations of an article, by where they start."""
        with self._reading:
            return self._notes.by_article(article_id)

    def by_tag(self, tag: str) -> list[Annotation]:
        """The annotations with this tag, oldest first."""
        with self._reading:
            return self._notes.by_tag(tag)

    def tags(self) -> dict[str, int]:
        """How many annotations have each tag, the most used first."""
        with self._reading:
            return self._notes.tags()

    def counts(self) -> dict[str, Counts]:
        """What each article with annotations has, by article id."""
        with self._reading:
            return self._notes.counts()

    def mark(self, article_id: str) -> ArticleMark | None:
        """The mark of an article."""
        with self._reading:
            return self._notes.mark(article_id)

    def marks(self) -> list[ArticleMark]:
        """The marks of all articles that have one."""
        with self._reading:
            return self._notes.marks()

    def close(self) -> None:
        """Let go of the file. Idempotent."""
        with self._writing:
            self._storage.close()

    def _load_if_changed(self) -> bool:
        signature = self._storage.signature()
        if signature == self._signature:
            return False
        tables = self._storage.read() or {}
        notes = Notes.of(tables)
        with self._reading:
            self._tables, self._notes, self._signature = tables, notes, signature
            self._version += 1
        self.read_only = self._why_read_only()
        return True

    def _why_read_only(self) -> str | None:
        newer = format_of(self._tables)
        if newer > FORMAT:
            return (
                f"{self.path} was written by a newer postil (format {newer}, this one knows {FORMAT}): "
                "it can be read but not changed. Update postil to write notes again."
            )
        return self._storage.read_only
