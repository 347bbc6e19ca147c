"""The page of an entity as lines: its parts, and what each of them lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reader.library.known import Companion, Counted
from reader.model import Annotation, Article
from reader.services.entities.contexts import Context, InArticle
from reader.services.entities.pages import (
    EntityPage,
    entity_articles,
    entity_page,
    quotations_about,
    quotations_by,
)
from reader.services.quotations.statements import Statement
from reader.services.session import Session

ARTICLES_AT_ONCE = 30
"""How many articles are read at a time: about two screens of them."""
BARS = "▁▂▃▄▅▆▇█"
"""From few to many."""


class Part(StrEnum):
    """A part of the page, in the order in which they are shown."""

    ARTICLES = "articles"
    SAID = "said"
    ABOUT = "about"
    COMPANIONS = "companions"
    NAMES = "names"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A sentence of an article that names the entity; `is_last` of those of the article that are shown."""

    article: Article
    context: Context
    is_last: bool


@dataclass(frozen=True, slots=True)
class Name:
    """What articles call the entity; `is_role` says that it is no name but a role."""

    counted: Counted
    is_role: bool


PageLine = InArticle | Mentioned | Statement | Companion | Name | Annotation
"""A line of a page. An `InArticle` stands over the sentences of the article."""


def article_lines(articles: Iterable[InArticle]) -> Iterator[PageLine]:
    """Each article with the sentences in which it names the entity."""
    for each in articles:
        yield each
        for context in each.contexts:
            yield Mentioned(each.article, context, context is each.contexts[-1])


def name_lines(page: EntityPage) -> list[PageLine]:
    """What it is called, and what it is called beside that."""
    names = (Name(each, is_role=False) for each in page.aliases)
    roles = (Name(each, is_role=True) for each in page.roles)
    return [*names, *roles]


def counts(page: EntityPage) -> dict[Part, int]:
    """How many things each part has, as far as that is known without looking them up."""
    return {
        Part.ARTICLES: page.entity.articles,
        Part.SAID: page.quotations_by,
        Part.ABOUT: page.quotations_about,
        Part.COMPANIONS: len(page.companions),
        Part.NAMES: len(page.aliases) + len(page.roles),
        Part.NOTES: len(page.notes),
    }


def bar_line(numbers: Iterable[int], width: int) -> str:
    """Numbers over time as a line of bars at most `width` cells long; a blank is none at all.

    Where there are more numbers than cells, several next to one another are added up.
    """
    values = list(numbers)
    if not values or width < 1:
        return ""
    each = -(-len(values) // width)
    sums = [sum(values[at : at + each]) for at in range(0, len(values), each)]
    most = max(sums)
    return "".join(BARS[-(-number * len(BARS) // most) - 1] if number else " " for number in sums)


class PageReader:
    """Reads the page of an entity: its parts when they are asked for, its articles some at a time.

    Nothing here is for the screen's thread. Raises `EntityNotFoundError` if no article names it, or the reader hid it.
    """

    def __init__(self, session: Session, key: str) -> None:
        self.page = entity_page(session, key)
        self._session = session
        self._articles: list[InArticle] = []
        self._asked_for = 0
        self._read: dict[Part, list[PageLine]] = {}

    def lines(self, part: Part, at_least: int = 1) -> list[PageLine]:
        """The lines of a part; of the articles those that were read by now, and so many that there are `at_least`."""
        while part is Part.ARTICLES and self.has_more_articles and len(self._read.get(part, ())) < at_least:
            self.read_on()
        if part not in self._read:
            self._read[part] = self._lines(part)
        return self._read[part]

    def read_on(self) -> None:
        """Read the next articles."""
        start, self._asked_for = self._asked_for, self._asked_for + ARTICLES_AT_ONCE
        self._articles += entity_articles(self._session, self.page.entity.key, start, self._asked_for)
        self._read[Part.ARTICLES] = [*article_lines(self._articles)]

    def _lines(self, part: Part) -> list[PageLine]:
        key = self.page.entity.key
        match part:
            case Part.ARTICLES:
                return [*article_lines(self._articles)]
            case Part.SAID:
                return [*quotations_by(self._session, key).statements]
            case Part.ABOUT:
                return [*quotations_about(self._session, key).statements]
            case Part.COMPANIONS:
                return [*self.page.companions]
            case Part.NAMES:
                return name_lines(self.page)
            case Part.NOTES:
                return [*self.page.notes]

    @property
    def has_more_articles(self) -> bool:
        """Whether there are articles that were not read yet."""
        return self._asked_for < self.page.entity.articles
