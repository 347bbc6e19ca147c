"""Which of the articles the list shows, and what it shows of each: read a few at a time, when they are looked at.

The library and the notes are imported where they are used: the first frame does without most of this.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from reader.model import Article, PostilError
from reader.model.source import SearchSource, SmartList, Source
from reader.services.articles.opening import ArticleRow
from reader.services.session import Session

if TYPE_CHECKING:
    from reader.library import Selection

_NEAR = 500
"""How many of the articles ahead are asked first whether they are unread: one of so many mostly is."""

_GONE = "This article is gone"


class Show(Enum):
    """A choice of articles, with its name on screen."""

    ALL = "All articles"
    UNREAD = "Unread"
    ANNOTATED = "Annotated"
    STARRED = "Starred"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is to show: of the articles of `source`, called `name`, those that `show` and `query` choose.

    All articles are those in `scope`, if it is not None. They have every word of `query` in title, source, author or
    tags. The article with the id `keep` stays even when `show` no longer chooses it: what is being read does not
    vanish from the list because it has been read.
    """

    show: Show = Show.ALL
    query: str = ""
    scope: tuple[str, ...] | None = None
    keep: str | None = None
    source: Source = SmartList.ALL
    name: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The articles of a list: their ids in the order of the list, and how many of them are unread."""

    ids: Sequence[str] = ()
    unread: int = 0


class Listing:
    """Finds the articles of lists; anew only when they may be others. Safe to use from several threads."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: tuple[object, Listed] = (None, Listed())

    def find(self, choice: Choice) -> Listed:
        """The articles of a choice, newest first. Among 100,000 that takes a tenth of a second.

        Raises:
            PostilError: they cannot be read.
        """
        state = (choice, self._state(choice))
        known, listed = self._found
        if known == state:
            return listed
        found = self._listed(choice)
        self._found = (state, found)
        return found

    def next_unread(self, ids: Sequence[str], at: int, step: int) -> int | None:
        """The number of the next unread article after (`step` 1) or before (-1) number `at` of a list, if any."""
        places = range(at + 1, len(ids)) if step > 0 else range(at - 1, -1, -1)
        for part in (places[:_NEAR], places[_NEAR:]):
            unread = set(self.unread([ids[place] for place in part]))
            found = next((place for place in part if ids[place] in unread), None)
            if found is not None:
                return found
        return None

    def unread(self, ids: Sequence[str]) -> list[str]:
        """The ids of those that are unread."""
        from reader.library import Selection

        return self._session.library.ids(Selection(ids=frozenset(ids), read=False, hidden=None))

    def _state(self, choice: Choice) -> tuple[object, ...]:
        """What changes whenever other articles may be chosen."""
        is_search = isinstance(choice.source, SearchSource)
        asks_notes = choice.query or is_search or choice.show in {Show.ANNOTATED, Show.STARRED}
        today = _now().date() if is_search or choice.source is SmartList.TODAY else None
        return self._session.library.version, self._session.notes.version if asks_notes else 0, today

    def _listed(self, choice: Choice) -> Listed:
        library = self._session.library
        every = self._asked(self._every(choice), choice.query)
        chosen = self._chosen(every, choice.show)
        ids, unread = library.ids(chosen), library.tally(chosen).unread
        if choice.keep is not None and choice.keep not in ids:
            wanted = {choice.keep, *ids}
            ids = [article_id for article_id in library.ids(every) if article_id in wanted]
        return Listed(ids, unread)

    def _asked(self, every: "Selection", query: str) -> "Selection":
        from reader.services.asking import also_asked, asked

        if not query.strip():
            return every
        answers = asked(self._session, query, typing=True)
        return also_asked(every, answers)

    def _every(self, choice: Choice) -> "Selection":
        from reader.library import Selection
        from reader.services.lists.sources import selection_of

        if choice.source is SmartList.ALL:
            return Selection(ids=None if choice.scope is None else frozenset(choice.scope))
        return selection_of(self._session, choice.source, _now())

    def _chosen(self, every: "Selection", show: Show) -> "Selection":
        from reader.services.protection import annotated_ids, starred_ids

        match show:
            case Show.ALL:
                return every
            case Show.UNREAD:
                return replace(every, read=False)
            case Show.ANNOTATED:
                return _among(every, annotated_ids(self._session.notes))
            case Show.STARRED:
                return _among(every, starred_ids(self._session.notes))


class ArticleRows:
    """The rows of a list of articles, each read when it is asked for; what then cannot be read is told to `trouble`."""

    def __init__(self, session: Session, ids: Sequence[str], trouble: Callable[[str], object]) -> None:
        self._session = session
        self._ids = ids
        self._trouble = trouble

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ids)

    def rows(self, start: int, stop: int) -> list[ArticleRow]:
        """Those with the numbers from `start` up to `stop`: 60 take a millisecond."""
        ids = self._ids[start:stop]
        try:
            rows = {article.id: self._row(article) for article in self._session.library.list(ids=ids)}
        except PostilError as error:
            self._trouble(str(error))
            rows = {}
        return [rows.get(article_id) or _gone(article_id) for article_id in ids]

    def index_of(self, key: object) -> int | None:
        """The number of the article with that id."""
        try:
            return self._ids.index(key)
        except ValueError:
            return None

    def _row(self, article: Article) -> ArticleRow:
        notes = self._session.notes
        annotations = notes.by_article(article.id)
        noted = sum(bool(annotation.note) for annotation in annotations)
        return ArticleRow(article, len(annotations), noted, notes.mark(article.id))


def describe(count: int, unread: int, choice: Choice) -> str:
    """A list of so many articles in a few words: "All articles 14 · 3 unread", or "Le Monde 14 · 3 unread"."""
    name = choice.show.value
    if choice.name:
        name = choice.name if choice.show is Show.ALL else f"{choice.name}, {name.lower()}"
    parts = [f"{name} {count}"]
    if unread and choice.show is not Show.UNREAD:
        parts.append(f"{unread} unread")
    if choice.query:
        parts.append(f"with “{choice.query}”")
    return " · ".join(parts)


def _now() -> datetime:
    """This moment where the reader is."""
    return datetime.now().astimezone()


def _among(every: "Selection", ids: frozenset[str]) -> "Selection":
    return replace(every, ids=ids if every.ids is None else every.ids & ids)


def _gone(article_id: str) -> ArticleRow:
    """What stands for an article that was there when the list was made."""
    return ArticleRow(Article(article_id, _GONE, "", 0, 0, "", read=True))
