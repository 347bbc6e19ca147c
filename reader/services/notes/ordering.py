"""In which order and under which headings annotations are listed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from reader.config import DEFAULT_COLOUR_NAMES
from reader.model import Annotation
from reader.services.dates import LocalDays, day_name
from reader.services.notes.subjects import NoteSubject
from reader.text.fold import fold


class NoteOrder(StrEnum):
    """What comes first: what was made last, what was made first, or what stands first in its article."""

    NEWEST = "newest first"
    OLDEST = "oldest first"
    PLACE = "by place"


class NoteGroup(StrEnum):
    """What annotations stand together under a heading."""

    ARTICLE = "by article"
    TAG = "by tag"
    COLOUR = "by colour"
    SPEAKER = "by speaker"
    DATE = "by date"
    NONE = "not grouped"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the `count` annotations after it have in common; None while they are not counted yet."""

    title: str
    count: int | None


NoteRow = Heading | NoteSubject


class Group(NamedTuple):
    """Notes that stand together under a title; "" for no heading."""

    title: str
    notes: Sequence[NoteSubject]


def grouped(
    notes: Iterable[NoteSubject],
    order: NoteOrder,
    group: NoteGroup,
    *,
    today: date | None = None,
    colours: Sequence[str] = DEFAULT_COLOUR_NAMES,
) -> list[Group]:
    """The notes in this order, each with those that it stands under a heading with.

    Articles and dates come in the order of their first note (articles by title when the order is by place), tags and
    speakers by name, colours by number. A note with several tags is in the group of each. `today` is for "Today" and
    "Yesterday" among the titles, dates being local; `colours` are the names of the colours from 1 on.
    """
    ordered = _in_order(notes, order)
    match group:
        case NoteGroup.NONE:
            return [Group("", ordered)] if ordered else []
        case NoteGroup.ARTICLE:
            return _by(ordered, lambda note: note.annotation.article.id, _article_heading)
        case NoteGroup.DATE:
            days, now = LocalDays(), today or datetime.now().astimezone().date()

            def day_of(note: NoteSubject) -> date | None:
                return days.day(note.annotation.created)

            return _by(ordered, day_of, lambda note: day_name(day, now) if (day := day_of(note)) else "No date")
        case NoteGroup.TAG:
            return _by_names(ordered, lambda annotation: annotation.tags, "No tags")
        case NoteGroup.COLOUR:
            groups = _by(
                ordered, lambda note: note.annotation.colour, lambda note: colours[note.annotation.colour - 1]
            )
            return sorted(groups, key=lambda each: each.notes[0].annotation.colour)
        case NoteGroup.SPEAKER:
            return _by_names(ordered, lambda annotation: (annotation.speaker or "",), "No speaker")


def _in_order(notes: Iterable[NoteSubject], order: NoteOrder) -> list[NoteSubject]:
    # Keys are plain strings where they can be: of what a store gives, ordered as it is, a sort is then one pass.
    match order:
        case NoteOrder.NEWEST:
            return sorted(notes, key=attrgetter("annotation.created"), reverse=True)
        case NoteOrder.OLDEST:
            return sorted(notes, key=attrgetter("annotation.created"))
        case NoteOrder.PLACE:
            return sorted(notes, key=_place)


def _place(note: NoteSubject) -> tuple[str, str, int, str]:
    annotation = note.annotation
    return annotation.article.title, annotation.article.id, annotation.target.start, annotation.uid


def _article_heading(note: NoteSubject) -> str:
    return note.annotation.article.title or "Untitled"


def _by(
    ordered: Sequence[NoteSubject], key: Callable[[NoteSubject], object], title: Callable[[NoteSubject], str]
) -> list[Group]:
    groups: dict[object, list[NoteSubject]] = {}
    for note in ordered:
        groups.setdefault(key(note), []).append(note)
    return [Group(title(members[0]), members) for members in groups.values()]


def _by_names(
    ordered: Sequence[NoteSubject], names_of: Callable[[Annotation], tuple[str, ...]], without: str
) -> list[Group]:
    """A group for each name; at the end, under the title `without`, the notes that have none."""
    groups: dict[str, list[NoteSubject]] = {}
    for note in ordered:
        for name in names_of(note.annotation) or ("",):
            groups.setdefault(name, []).append(note)
    names = sorted(groups, key=lambda name: (not name, fold(name), name))
    return [Group(name or without, groups[name]) for name in names]


@dataclass(frozen=True, slots=True)
class NotesView:
    """What a notes screen shows: the query, the order, the groups, and the uid of the annotation at the cursor.

    `only_orphans` leaves out the notes whose passage is in its article.
    """

    query: str = ""
    order: NoteOrder = NoteOrder.NEWEST
    group: NoteGroup = NoteGroup.ARTICLE
    uid: str | None = None
    only_orphans: bool = False
