"""In which order and under which headings annotations are listed, and what is said of each tag."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter

from reader.model import Annotation, ArticleMark
from reader.services.dates import day_name, local_day
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
    DATE = "by date"
    NONE = "not grouped"


class TagOrder(StrEnum):
    """How tags are listed."""

    COUNT = "by count"
    NAME = "by name"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the `count` annotations after it have in common."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag, how many annotations and articles have it, and the instant one of them last changed."""

    tag: str
    count: int
    last_used: str


NoteRow = Heading | Annotation


def arrange(
    annotations: Iterable[Annotation], order: NoteOrder, group: NoteGroup, *, today: date | None = None
) -> list[NoteRow]:
    """The annotations in this order, each group under its heading.

    Articles and dates come in the order of their first annotation (articles by title when the order is by
    place), tags by name. An annotation with several tags is listed under each. `today` is for "Today" and
    "Yesterday" among the headings; dates are local.
    """
    ordered = _in_order(annotations, order)
    match group:
        case NoteGroup.NONE:
            return list(ordered)
        case NoteGroup.ARTICLE:
            return _under_headings(ordered, lambda a: a.article.id, _article_heading)
        case NoteGroup.DATE:
            names = _DateNames(today or datetime.now().astimezone().date())
            return _under_headings(ordered, lambda a: names.day(a.created), lambda a: names.name(a.created))
        case NoteGroup.TAG:
            return _under_tags(ordered)


def _in_order(annotations: Iterable[Annotation], order: NoteOrder) -> list[Annotation]:
    # Keys are plain strings where they can be: of what a store gives, ordered as it is, a sort is then one pass.
    match order:
        case NoteOrder.NEWEST:
            return sorted(annotations, key=attrgetter("created"), reverse=True)
        case NoteOrder.OLDEST:
            return sorted(annotations, key=attrgetter("created"))
        case NoteOrder.PLACE:
            return sorted(annotations, key=lambda a: (a.article.title, a.article.id, a.target.start, a.uid))


def _article_heading(annotation: Annotation) -> str:
    return annotation.article.title or "Untitled"


def _under_headings(
    ordered: Sequence[Annotation],
    key: Callable[[Annotation], object],
    title: Callable[[Annotation], str],
) -> list[NoteRow]:
    groups: dict[object, list[Annotation]] = {}
    for annotation in ordered:
        groups.setdefault(key(annotation), []).append(annotation)
    rows: list[NoteRow] = []
    for members in groups.values():
        rows.append(Heading(title(members[0]), len(members)))
        rows.extend(members)
    return rows


def _under_tags(ordered: Sequence[Annotation]) -> list[NoteRow]:
    groups: dict[str, list[Annotation]] = {}
    for annotation in ordered:
        for tag in annotation.tags or ("",):
            groups.setdefault(tag, []).append(annotation)
    rows: list[NoteRow] = []
    for tag in sorted(groups, key=lambda tag: (not tag, fold(tag), tag)):
        rows.append(Heading(tag or "No tags", len(groups[tag])))
        rows.extend(groups[tag])
    return rows


class _DateNames:
    """The local days of instants; neighbours share the ten minutes that are worked out once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._days: dict[str, date | None] = {}

    def day(self, instant: str) -> date | None:
        start = instant[:15]
        if start not in self._days:
            self._days[start] = local_day(instant)
        return self._days[start]

    def name(self, instant: str) -> str:
        day = self.day(instant)
        return day_name(day, self._today) if day else "No date"


def tag_uses(annotations: Iterable[Annotation], marks: Iterable[ArticleMark], order: TagOrder) -> list[TagUse]:
    """Every tag in use, in this order."""
    counts: dict[str, int] = {}
    last: dict[str, str] = {}
    tagged: tuple[Iterable[Annotation], Iterable[ArticleMark]] = (annotations, marks)
    for things in tagged:
        for thing in things:
            for tag in thing.tags:
                counts[tag] = counts.get(tag, 0) + 1
                last[tag] = max(last.get(tag, ""), thing.updated)
    uses = [TagUse(tag, count, last[tag]) for tag, count in counts.items()]
    uses.sort(key=lambda use: (fold(use.tag), use.tag))
    if order is TagOrder.COUNT:
        uses.sort(key=lambda use: use.count, reverse=True)
    return uses


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
