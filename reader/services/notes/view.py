"""All notes as a reader looks at them: in an order, under headings, and searched while a query is typed."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from reader.model import Annotation
from reader.query.predicates import predicate
from reader.query.tree import Everything, Node
from reader.services.notes.finding import NoteFinder
from reader.services.notes.narrowing import narrows
from reader.services.notes.ordering import Group, Heading, NoteGroup, NoteOrder, NoteRow, NotesView, grouped
from reader.services.notes.subjects import NoteSubject
from reader.services.pace import Pace

FIRST_ROWS = 100
"""From so many rows on they are shown while the others are looked for: more than a screen has."""

_CHUNK = 200
"""About how many notes are looked at between two chances to stop, or to rest."""
_RESULTS_KEPT = 8

Question = Callable[[NoteSubject], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and how it is to be shown; `orphans` are the uids of the notes that are some."""

    wanted: Node
    view: NotesView
    orphans: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of it: `count` notes of `total`; of more that there may be, if it is not complete.

    `headings` are the indexes of the headings among the `rows`, `at` that of the note at the cursor, if it is there.
    """

    asked: Asked
    rows: Sequence[NoteRow]
    headings: Sequence[int]
    at: int | None
    count: int
    total: int
    is_complete: bool = True


class NoteSearch:
    """Searches the notes that a finder takes in. Safe to call from any thread; one search waits for another.

    What was found is kept, so that a query that goes on from one before it is asked of less.
    """

    def __init__(self, finder: NoteFinder) -> None:
        self._finder = finder
        self._arranged_for: tuple[object, ...] = ()
        self._arranged: list[Group] = []
        self._results: dict[Node, list[Group]] = {}
        self._turn = threading.Lock()

    @property
    def expected(self) -> int:
        """About how many notes a search looks at."""
        return self._finder.expected

    def read(self, query: str, *, typing: bool = False) -> Node:
        """What a query asks for; with `typing` it need not be finished. Raises `QueryError`."""
        return self._finder.read(query, typing=typing)

    def look(
        self,
        asked: Asked,
        *,
        pace: Pace = iter,
        first: Callable[[Found], None] = lambda _: None,
    ) -> Found:
        """What is asked for.

        Work is done at that `pace`, which may give it up. `first` is given what there is as soon as it fills a
        screen, unless the note at the cursor comes later.
        """
        with self._turn:
            return self._look(asked, pace, first)

    def _look(self, asked: Asked, pace: Pace, first: Callable[[Found], None]) -> Found:
        if self._finder.total == 0 and _begins_with_newest(asked):
            first(_newest(asked, self._finder.newest(FIRST_ROWS), self._finder.colours))
        self._arrange(asked.view, pace)
        question, current = _question(asked), self._finder.subject(asked.view.uid or "")
        coming = _Coming(asked, self._finder.total, current)
        waits_for_current = current is not None and (question is None or question(current))
        is_told = False
        known = self._results.get(asked.wanted)
        groups = self._narrowest(asked.wanted) if known is None else known
        for chunk in pace(_chunks(groups)):
            coming.take(chunk, question if known is None or asked.view.only_orphans else None)
            if (
                not is_told
                and len(coming.rows) >= FIRST_ROWS
                and (coming.at is not None or not waits_for_current)
            ):
                first(coming.so_far())
                is_told = True
        if not asked.view.only_orphans:
            self._keep(asked.wanted, coming.groups)
        return coming.complete()

    @property
    def notes(self) -> list[Annotation]:
        """All notes that were taken in last."""
        return [note.annotation for note in self._finder.taken_in]

    def get_ready(self, pace: Pace) -> None:
        """Work out now what the first query would have to of the notes that were taken in."""
        for note in pace(self._finder.taken_in):
            _ = note.folded

    def _arrange(self, view: NotesView, pace: Pace) -> None:
        notes = self._finder.all(pace)
        today = datetime.now().astimezone().date()
        key = (self._finder.version, view.order, view.group, today)
        if key != self._arranged_for:
            self._arranged = grouped(notes, view.order, view.group, today=today, colours=self._finder.colours)
            self._arranged_for = key
            self._results.clear()

    def _narrowest(self, wanted: Node) -> list[Group]:
        """The fewest notes that all that is wanted is among."""
        wider = [groups for other, groups in self._results.items() if narrows(wanted, other)]
        return min(wider, key=_size, default=self._arranged)

    def _keep(self, wanted: Node, groups: list[Group]) -> None:
        self._results[wanted] = groups
        while len(self._results) > _RESULTS_KEPT:
            del self._results[next(iter(self._results))]


class _Piece(NamedTuple):
    """Some of the notes of a group, the last ones or not."""

    title: str
    notes: Sequence[NoteSubject]
    is_last: bool


class _Coming:
    """What was asked for, as it comes together; `current` is the note at the cursor."""

    def __init__(self, asked: Asked, total: int, current: NoteSubject | None) -> None:
        self.groups: list[Group] = []
        self.rows: list[NoteRow] = []
        self.headings: list[int] = []
        self.at: int | None = None
        self._asked = asked
        self._total = total
        self._current = current
        self._members: list[NoteSubject] = []

    def take(self, chunk: Iterable[_Piece], question: Question | None) -> None:
        """Take in those of the notes of which the answer is yes."""
        for title, notes, is_last in chunk:
            passed = notes if question is None else [*filter(question, notes)]
            if self._members or not is_last:
                self._members += passed
                if title and not is_last:
                    continue
                passed, self._members = self._members, []
            if passed:
                self._close(title, passed)

    def _close(self, title: str, notes: Sequence[NoteSubject]) -> None:
        rows = self.rows
        if title:
            self.headings.append(len(rows))
            rows.append(Heading(title, len(notes)))
        if self.at is None and self._current is not None and self._current in notes:
            self.at = len(rows) + notes.index(self._current)
        rows += notes
        self.groups.append(Group(title, notes))

    def so_far(self) -> Found:
        """What there is by now."""
        return Found(
            self._asked, tuple(self.rows), tuple(self.headings), self.at, self._count(), self._total, False
        )

    def complete(self) -> Found:
        """All of it."""
        return Found(self._asked, self.rows, self.headings, self.at, self._count(), self._total)

    def _count(self) -> int:
        if self._asked.view.group is NoteGroup.TAG:
            return len({id(note) for group in self.groups for note in group.notes})
        return _size(self.groups)


def _size(groups: Iterable[Group]) -> int:
    return sum(len(group.notes) for group in groups)


def _chunks(groups: Iterable[Group]) -> Iterator[list[_Piece]]:
    """The groups in chunks of about as many notes; a large one in pieces."""
    chunk: list[_Piece] = []
    room = _CHUNK
    for title, notes in groups:
        for start in range(0, len(notes), _CHUNK):
            piece = notes[start : start + _CHUNK] if len(notes) > _CHUNK else notes
            chunk.append(_Piece(title, piece, start + _CHUNK >= len(notes)))
            room -= len(piece)
            if room <= 0:
                yield chunk
                chunk, room = [], _CHUNK
    yield chunk


def _question(asked: Asked) -> Question | None:
    """Whether a note is what is asked for; None if every note is."""
    is_wanted = None if isinstance(asked.wanted, Everything) else predicate(asked.wanted)
    if not asked.view.only_orphans:
        return is_wanted
    orphans = frozenset(asked.orphans)
    return lambda note: note.annotation.uid in orphans and (is_wanted is None or is_wanted(note))


def _begins_with_newest(asked: Asked) -> bool:
    view = asked.view
    return isinstance(asked.wanted, Everything) and view.order is NoteOrder.NEWEST and not view.only_orphans


def _newest(asked: Asked, notes: Sequence[NoteSubject], colours: Sequence[str]) -> Found:
    """What the newest notes begin the list with, before the others are known, or how many there are under a title."""
    coming = _Coming(asked, 0, None)
    for chunk in _chunks(grouped(notes, asked.view.order, asked.view.group, colours=colours)):
        coming.take(chunk, None)
    rows = [Heading(row.title, None) if isinstance(row, Heading) else row for row in coming.rows]
    return replace(coming.so_far(), rows=rows)
