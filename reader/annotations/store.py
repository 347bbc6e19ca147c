"""Everything the reader wrote, kept durably in one TinyDB file and answered from memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Self

from reader.annotations.batch import (
    Carry,
    Change,
    Put,
    PutMark,
    Remove,
    RemoveMark,
    Replace,
    ReplaceCorrection,
    ReplaceMark,
    ReplaceTagMark,
    operations_for,
)
from reader.annotations.corrections import read_correction
from reader.annotations.documents import read_annotation, read_mark, read_tag_mark
from reader.annotations.identifiers import go_on_from
from reader.annotations.indexes import Ids, Index, numbers_in
from reader.annotations.jsonbytes import loads
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, ENTITY_CORRECTIONS, TAG_MARKS
from reader.annotations.saved_searches import SavedSearches
from reader.annotations.schema import ARTICLE, CARRIED, CORRECTION, KEYS, NOTED, PROBLEM, SPECS, TAG, TAGS, UID
from reader.annotations.table import NotesDatabase
from reader.annotations.tables import Operation, TableData
from reader.model import Annotation, ArticleMark, EntityCorrection, How, TagMark

__all__ = [
    "AnnotationStore",
    "Carry",
    "Change",
    "Counts",
    "Put",
    "PutMark",
    "Remove",
    "RemoveMark",
    "Replace",
    "ReplaceCorrection",
    "ReplaceMark",
    "ReplaceTagMark",
]

_by_place = attrgetter("target.start", "target.end", "uid")
_by_age = attrgetter("uid")

_CACHED = 50_000
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations an article has (`highlights`), and how many of them have a note (`notes`)."""

    highlights: int
    notes: int


@dataclass(frozen=True, slots=True)
class Seen:
    """All annotations as they were at a moment, for the store to tell later which have changed since."""

    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    hidden: frozenset[str] = frozenset()
    over: Mapping[str, Annotation | None] = field(default_factory=dict, repr=False)


class AnnotationStore:
    """The notes file at `path`; its folder `notes.json.d` beside it holds the journal and the backups.

    Reads are answered from memory and never wait for the disk, also while another thread is in `apply`. All
    methods are safe from any thread. Until the next checkpoint, at the latest until `close`, what was applied is
    in the journal and not yet in the notes file.

    Raises:
        NotesDamaged: The file is not what it should be; it is left untouched.
        NotesError: The file cannot be read at all.
    """

    def __init__(self, path: Path) -> None:
        self._database = NotesDatabase(path, SPECS)
        self._storage = self._database.journal
        self.searches = SavedSearches(self._storage)
        self._annotations: dict[str, Annotation] = {}
        self._empty = {name: TableData(specs) for name, specs in SPECS.items()}
        self._storage.listener = self._forget
        self.path = self._storage.layout.main
        self._go_on_from_newest_uid()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in a sentence; None if it can."""
        return self._storage.read_only

    @property
    def version(self) -> int:
        """A number that is greater after every change seen, from here or from another process."""
        return self._storage.version

    @property
    def problems(self) -> list[str]:
        """Sentences about what is wrong with the files and about documents that were skipped (and kept)."""
        with self._storage.memory:
            found = list(self._storage.problems)
            if self._database.checkpointer.failure is not None:
                found.append(self._database.checkpointer.failure)
            for name, key in KEYS.items():
                for reason, identifiers in self._index(name, PROBLEM).buckets.items():
                    found += [
                        f'Document {identifier} of "{name}" was skipped: {reason}.'
                        for identifier in numbers_in(identifiers)
                    ]
                found += [
                    f'Document {identifier} of "{name}" was skipped: its {key} is also that of document {first}.'
                    for first, identifier in self._twins(name)
                ]
            return found

    def apply(self, changes: Sequence[Change]) -> None:
        """Make all changes or none; return when they are on the disk.

        Raises:
            NotesReadOnly: Nothing can be saved here.
            NotesNotSaved: The disk is full or failed; file and memory are as before.
            NotesDamaged: The file was damaged by another program meanwhile; it is left untouched.
            NotesGone: The disk that held the notes is not there any more.
            NotesChanged: What a `Replace` is to replace is not there like that.
        """
        with self._storage.writing():
            self._storage.commit(operations_for(self._storage, changes) if changes else [])

    def refresh(self) -> bool:
        """Take in what other processes changed; whether there was anything. Costs two stats when nothing is new.

        Raises:
            NotesDamaged: The file was damaged by another program; what is in memory stays.
        """
        return self._storage.refresh()

    def get(self, uid: str) -> Annotation | None:
        """The annotation with this uid."""
        with self._storage.memory:
            found = self._read(self._index(ANNOTATIONS, UID).find(uid))
            return found[0] if found else None

    def count(self) -> int:
        """How many annotations there are, with those that cannot be read; takes no time."""
        with self._storage.memory:
            return len(self._index(ANNOTATIONS, UID).buckets)

    def find(self, uid_prefix: str) -> list[Annotation]:
        """The annotations whose uid begins with `uid_prefix`, in any case of letters, oldest first."""
        wanted = uid_prefix.upper()
        with self._storage.memory:
            uids = [uid for uid in self._index(ANNOTATIONS, UID).buckets if isinstance(uid, str)]
            identifiers = [
                identifier
                for uid in uids
                if uid.upper().startswith(wanted)
                for identifier in self._index(ANNOTATIONS, UID).find(uid)
            ]
            return sorted(self._read(identifiers), key=_by_age)

    def all(self) -> list[Annotation]:
        """All annotations, oldest first."""
        with self._storage.memory:
            return sorted(self._read(self._table(ANNOTATIONS).contents), key=_by_age)

    def newest(self, count: int) -> list[Annotation]:
        """The annotations that were made last, at most `count` of them, newest first; few of many."""
        with self._storage.memory:
            uids = [uid for uid in self._index(ANNOTATIONS, UID).buckets if isinstance(uid, str)]
        return list(self.each(nlargest(count, uids)))

    def changed_since(self, seen: Seen) -> tuple[Seen, set[str]]:
        """How things are now, and the uids of all annotations that have come, gone or changed since.

        Some 10 ms for 100,000. What the machine found out about an annotation is a change, too.
        """
        with self._storage.memory:
            now = Seen(self._table(ANNOTATIONS).contents.copy(), frozenset(self._hidden(ANNOTATIONS)))
            uids = list(self._index(ANNOTATIONS, UID).buckets)
        before = seen.contents
        if not before:
            return now, {uid for uid in uids if isinstance(uid, str)}
        differing = [
            content
            for identifier, content in now.contents.items()
            if (old := before.get(identifier)) is not content and old != content
        ]
        differing += [old for identifier, old in before.items() if now.contents.get(identifier) != old]
        differing += [
            table[identifier]
            for identifier in seen.hidden ^ now.hidden
            for table in (before, now.contents)
            if identifier in table
        ]
        return now, {uid for content in differing if isinstance(uid := loads(content).get("uid"), str)}

    def each(self, uids: Iterable[str]) -> Iterator[Annotation]:
        """The annotations with these uids, as far as there are any, in that order; for very many of them."""
        rest = iter(uids)
        while chunk := list(islice(rest, _CHUNK)):
            with self._storage.memory:
                buckets = self._index(ANNOTATIONS, UID).buckets
                found = self._read(str(numbers[0]) for uid in chunk if (numbers := numbers_in(buckets.get(uid))))
            yield from found

    def by_article(self, article_id: str) -> list[Annotation]:
        """The annotations of an article, by where they start."""
        with self._storage.memory:
            return sorted(self._read(self._index(ANNOTATIONS, ARTICLE).find(article_id)), key=_by_place)

    def by_tag(self, tag: str) -> list[Annotation]:
        """The annotations with this tag, oldest first."""
        with self._storage.memory:
            return sorted(self._read(self._index(ANNOTATIONS, TAGS).find(tag)), key=_by_age)

    def articles_by_tag(self, tag: str) -> set[str]:
        """The ids of the articles with annotations that have this tag: a fraction of the time of `by_tag`."""
        with self._storage.memory:
            contents, hidden = self._table(ANNOTATIONS).contents, self._hidden(ANNOTATIONS)
            found = (each for each in self._index(ANNOTATIONS, TAGS).find(tag) if each not in hidden)
            return {loads(contents[identifier])["article"]["id"] for identifier in found}

    def by_carrying(self, how: How) -> list[Annotation]:
        """The annotations whose passage came through a change of its text like that, oldest first.

        That is as it was written down last; the article may have changed again since.
        """
        with self._storage.memory:
            return sorted(self._read(self._index(ANNOTATIONS, CARRIED).find(how)), key=_by_age)

    def tags(self) -> dict[str, int]:
        """How many annotations have each tag, the most used first."""
        with self._storage.memory:
            hidden = self._hidden(ANNOTATIONS)
            found = {
                tag: _count(identifiers, hidden)
                for tag, identifiers in self._index(ANNOTATIONS, TAGS).buckets.items()
                if isinstance(tag, str)
            }
        return {tag: number for tag, number in sorted(found.items(), key=lambda item: -item[1]) if number}

    def counts(self) -> dict[str, Counts]:
        """What each article with annotations has, by article id."""
        with self._storage.memory:
            hidden = self._hidden(ANNOTATIONS)
            noted = self._index(ANNOTATIONS, NOTED).buckets
            found = {
                article: Counts(_count(identifiers, hidden), _count(noted.get(article), hidden))
                for article, identifiers in self._index(ANNOTATIONS, ARTICLE).buckets.items()
                if isinstance(article, str)
            }
        return {article: counts for article, counts in found.items() if counts.highlights}

    def mark(self, article_id: str) -> ArticleMark | None:
        """The mark of an article."""
        with self._storage.memory:
            found = self._read_marks(self._index(ARTICLES, ARTICLE).find(article_id))
            return found[0] if found else None

    def marks(self) -> list[ArticleMark]:
        """The marks of all articles that have one."""
        with self._storage.memory:
            return self._read_marks(self._table(ARTICLES).contents)

    def tag_mark(self, tag: str) -> TagMark | None:
        """What the reader says of a tag."""
        with self._storage.memory:
            found = self._read_tag_marks(self._index(TAG_MARKS, TAG).find(tag))
            return found[0] if found else None

    def tag_marks(self) -> list[TagMark]:
        """What the reader says of tags, of each about which there is something."""
        with self._storage.memory:
            return self._read_tag_marks(self._table(TAG_MARKS).contents)

    def correction(self, correction_id: str) -> EntityCorrection | None:
        """The reader's correction of an entity that has this id."""
        with self._storage.memory:
            found = self._read_corrections(self._index(ENTITY_CORRECTIONS, CORRECTION).find(correction_id))
            return found[0] if found else None

    def corrections(self) -> list[EntityCorrection]:
        """All corrections of entities, by their ids."""
        with self._storage.memory:
            found = self._read_corrections(self._table(ENTITY_CORRECTIONS).contents)
        return sorted(found, key=attrgetter("id"))

    def close(self) -> None:
        """Fold the journal into the notes file and let go of both. Idempotent."""
        self._database.close()

    def _go_on_from_newest_uid(self) -> None:
        """Notes are ordered by uid: new ones come last also where the clock went back since the last run."""
        go_on_from(uid for uid in self._index(ANNOTATIONS, UID).buckets if isinstance(uid, str))

    def _table(self, name: str) -> TableData:
        return self._storage.tables.get(name) or self._empty[name]

    def _index(self, table: str, name: str) -> Index:
        return self._table(table).index(name)

    def _read(self, identifiers: Iterable[str]) -> list[Annotation]:
        """The annotations in documents; malformed ones and twins of others are left out."""
        contents, cache = self._table(ANNOTATIONS).contents, self._annotations
        hidden = self._hidden(ANNOTATIONS)
        found = []
        for identifier in identifiers:
            annotation = cache.get(identifier)
            if annotation is None:
                if identifier in hidden:
                    continue
                annotation = read_annotation(loads(contents[identifier]))
                if len(cache) < _CACHED:
                    cache[identifier] = annotation
            found.append(annotation)
        return found

    def _read_marks(self, identifiers: Iterable[str]) -> list[ArticleMark]:
        hidden = self._hidden(ARTICLES)
        table = self._table(ARTICLES)
        return [read_mark(table.document(identifier)) for identifier in identifiers if identifier not in hidden]

    def _read_tag_marks(self, identifiers: Iterable[str]) -> list[TagMark]:
        hidden, table = self._hidden(TAG_MARKS), self._table(TAG_MARKS)
        return [read_tag_mark(table.document(each)) for each in identifiers if each not in hidden]

    def _read_corrections(self, identifiers: Iterable[str]) -> list[EntityCorrection]:
        hidden, table = self._hidden(ENTITY_CORRECTIONS), self._table(ENTITY_CORRECTIONS)
        return [read_correction(table.document(each)) for each in identifiers if each not in hidden]

    def _hidden(self, table: str) -> set[str]:
        """The documents that are malformed or twins of others."""
        return self._malformed(table) | {twin for _, twin in self._twins(table)}

    def _malformed(self, table: str) -> set[str]:
        buckets = self._index(table, PROBLEM).buckets.values()
        return {str(number) for ids in buckets for number in numbers_in(ids)}

    def _twins(self, table: str) -> list[tuple[str, str]]:
        """Documents with the key of another, each after the one that counts."""
        index = self._index(table, KEYS[table])
        twins: list[tuple[str, str]] = []
        if index.repeated:
            malformed = self._malformed(table)
            for value in index.repeated:
                first, *others = sorted(set(index.find(value)) - malformed, key=int) or [""]
                twins += [(first, other) for other in others]
        return twins

    def _forget(self, operations: Sequence[Operation] | None) -> None:
        if operations is None:
            self._annotations.clear()
        else:
            for operation in operations:
                if operation.identifier is None:
                    self._annotations.clear()
                elif operation.table == ANNOTATIONS:
                    self._annotations.pop(operation.identifier, None)
            for _, twin in self._twins(ANNOTATIONS):
                self._annotations.pop(twin, None)


def _count(ids: Ids | None, hidden: set[str]) -> int:
    numbers = numbers_in(ids)
    return sum(str(number) not in hidden for number in numbers) if hidden else len(numbers)
