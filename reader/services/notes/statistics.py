"""What the reader's notes come to: how many a week, which tags are used most, who is quoted most."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reader.model import Annotation, ArticleMark
from reader.services.dates import LocalDays
from reader.services.pace import Pace

MOST_WEEKS = 52
"""How many weeks are told one by one, the last of them the present one."""
MOST_RANKED = 15
"""How many tags and people are named."""

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Week:
    """How many notes were made in the week that begins on the Monday `start`."""

    start: date
    count: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A tag or a person, and how many notes have that."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many notes there are, in how many articles, and how many of them have words of the reader's, and tags.

    `weeks` are those from the first note on, at most `MOST_WEEKS`, also those without a note. `tags` and `people` come
    with the greatest count first, at most `MOST_RANKED`; people are those who say the passages.
    """

    notes: int
    articles: int
    with_words: int
    tagged: int
    weeks: tuple[Week, ...]
    tags: tuple[Ranked, ...]
    people: tuple[Ranked, ...]


def statistics(
    annotations: Iterable[Annotation], marks: Iterable[ArticleMark], *, today: date, pace: Pace = iter
) -> Statistics:
    """The statistics of these notes. `today` is the reader's day; days are local.

    Tags on whole articles count as well. The annotations are gone through at that pace.
    """
    days, weeks = LocalDays(), Counter[date]()
    tags, people = Counter[str](), Counter[str]()
    articles: set[str] = set()
    notes = with_words = tagged = 0
    for annotation in pace(annotations):
        notes += 1
        articles.add(annotation.article.id)
        with_words += bool(annotation.note.strip())
        tagged += bool(annotation.tags)
        tags.update(annotation.tags)
        if annotation.speaker:
            people[annotation.speaker] += 1
        day = days.day(annotation.created)
        if day is not None:
            weeks[_monday(day)] += 1
    for mark in marks:
        tags.update(mark.tags)
    return Statistics(
        notes, len(articles), with_words, tagged, _weeks(weeks, today), _ranked(tags), _ranked(people)
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(counts: Counter[date], today: date) -> tuple[Week, ...]:
    last = _monday(today)
    first = min((start for start in counts if start <= last), default=None)
    if first is None:
        return ()
    number = min(MOST_WEEKS, (last - first) // _WEEK + 1)
    starts = [last - _WEEK * back for back in reversed(range(number))]
    return tuple(Week(start, counts[start]) for start in starts)


def _ranked(counts: Counter[str]) -> tuple[Ranked, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Ranked(name, count) for name, count in ordered[:MOST_RANKED])
