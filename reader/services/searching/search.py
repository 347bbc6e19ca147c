"""Finding notes, quotations and articles, those that fit best first."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain

from reader.library.article_search import ArticleSearch
from reader.library.errors import InterruptedSearchError
from reader.library.note_index import NoteIndex
from reader.library.quotations import QuotationSelection
from reader.library.selections import Query, Selection
from reader.query.predicates import predicate
from reader.query.terms import sought
from reader.query.tree import And, Fact, Field, Is, Leaf, Named, Node, Words
from reader.services import asking
from reader.services.notes.subjects import NoteSubject
from reader.services.opened import Opened
from reader.services.pace import GivenUp, Pace
from reader.services.quotations.statements import statements
from reader.services.searching.article_hits import hit, in_any_case
from reader.services.searching.correcting import corrected
from reader.services.searching.note_indexing import NoteIndexing
from reader.services.searching.results import ArticleHit, Found, Hit, Kind, NoteHit, QuotationHit

FIRST = 8
"""From so many hits on they are shown while others are looked for: about as many as a screen has."""

FEW = 500
"""Up to so many notes that have changed are indexed before a search."""

_AT_A_TIME = 8
"""How many texts are read at once."""
_DEEPER = 10
"""So many times as many articles are looked through where capital letters count."""
_REMEMBERED = 100
"""Of so many terms it is remembered which articles the notes know of."""
_NEVER_TRUE = {
    Kind.NOTES: {
        Fact.ARTICLE, Fact.QUOTATION, Fact.READ, Fact.UNREAD, Fact.STARRED, Fact.HIDDEN, Fact.HAS_QUOTATION,
        Fact.HAS_ENCLOSURE,
    },
    Kind.QUOTATIONS: {Fact.ARTICLE, Fact.HIGHLIGHT, Fact.NOTE},
    Kind.ARTICLES: {Fact.QUOTATION, Fact.HIGHLIGHT, Fact.NOTE},
}  # fmt: skip
_NEVER_NAMED = {Kind.NOTES: {Field.FEED, Field.ENTITY, Field.ABOUT}, Kind.QUOTATIONS: set(), Kind.ARTICLES: set()}
"""What nothing of a kind is, and what it has no names for, as far as searches know."""

Shown = Callable[[Found], None]


class Search:
    """Searches what the reader wrote and what they read. For one thread at a time but for `interrupt`.

    Each search gives at most `limit` hits, and raises `GivenUp` when it was interrupted.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._notes = NoteIndex(opened.places.note_index)
        self._articles = ArticleSearch(opened.places.library)
        self._known: dict[Leaf, Sequence[str]] = {}
        self._known_at = -1
        self.indexing = NoteIndexing(opened.notes, self._notes)

    def close(self) -> None:
        """Close the files."""
        self._notes.close()
        self._articles.close()

    def interrupt(self) -> None:
        """Have the search that another thread is at given up; the next one begins with `get_ready`."""
        self._notes.interrupt()
        self._articles.interrupt()

    def get_ready(self, *, pace: Pace = iter) -> bool:
        """Have notes that have changed indexed, unless they are many; whether there is more to be indexed.

        Raises `LibraryError` if an index cannot be read or written.
        """
        self._articles.resume()
        with _interruptible():
            due = self.indexing.due()
            if due.count > FEW and self._notes.is_kept:
                return True
            self.indexing.catch_up(due, pace=pace)
            return self._articles.lacks_any()

    def notes(self, wanted: Node, limit: int, *, pace: Pace = iter) -> Found:
        """The annotations that are what is wanted. Raises `LibraryError` if their index cannot be read."""
        if not _may_be(wanted, Kind.NOTES):
            return Found(Kind.NOTES, wanted)
        is_wanted, notes = predicate(wanted), self._opened.notes
        with _interruptible():
            unsaved = self.indexing.unsaved
            indexed = (uid for uid in self._notes.candidates(wanted) if uid not in unsaved)
            uids = pace(chain(unsaved, indexed))
            annotations = (annotation for uid in uids if (annotation := notes.get(uid)) is not None)
            hits = (NoteHit(annotation) for annotation in annotations if is_wanted(NoteSubject(annotation)))
            return _found(Found(Kind.NOTES, wanted), hits, limit)

    def quotations(self, wanted: Node, limit: int) -> Found:
        """The quotations that are what is wanted, the newest first. Raises `LibraryError`.

        Of words that are wanted one at least is theirs or their speaker's: an article whose title has all of them is
        found as an article.
        """
        if not _may_be(wanted, Kind.QUOTATIONS):
            return Found(Kind.QUOTATIONS, wanted)
        asked = self._selection(wanted)
        selection = QuotationSelection(asked.query, sought(wanted), hidden=asked.hidden)
        with _interruptible():
            found = statements(self._opened, selection, limit=limit, quotations=self._articles.quotations)
        return Found(Kind.QUOTATIONS, wanted, tuple(map(QuotationHit, found.statements)), found.is_complete)

    def articles(self, wanted: Node, limit: int, *, pace: Pace = iter, first: Shown = lambda _: None) -> Found:
        """The articles that are what is wanted, each with the place that shows it. Raises `LibraryError`.

        `first` is given what there is as soon as it fills a screen.
        """
        if not _may_be(wanted, Kind.ARTICLES):
            return Found(Kind.ARTICLES, wanted)
        with _interruptible():
            hits = self._article_hits(self._article_ids(wanted, limit + 1), wanted)
            return _found(Found(Kind.ARTICLES, wanted), pace(hits), limit, first)

    def meant(self, wanted: Node) -> Node | None:
        """What was probably meant where nothing is what is wanted: words a letter away that stand somewhere.

        Raises `LibraryError`.
        """

        def occurrences(words: Collection[Words]) -> Counter[Words]:
            return Counter(self._articles.occurrences(words)) + Counter(self._notes.occurrences(words))

        with _interruptible():
            return corrected(wanted, occurrences)

    def _article_ids(self, wanted: Node, limit: int) -> list[str]:
        """The ids of articles that are what is wanted but for capital letters, which the index does not know."""
        selection = self._selection(in_any_case(wanted))
        assert selection.query is not None
        # What the reader wrote about whole articles is in no index: there is little of it.
        noted = {article_id for words in sought(wanted) for article_id in selection.query.ids_of(words)}
        told = self._opened.library.ids(replace(selection, ids=frozenset(noted))) if noted else []
        depth = limit * _DEEPER if any(words.heeds_case for words in sought(wanted)) else limit
        return list(dict.fromkeys([*told, *self._articles.best(selection, depth)]))

    def _selection(self, wanted: Node) -> Selection:
        """The articles that are wanted; what the notes know of them is asked once for all kinds."""
        selection = asking.selection_of(self._opened, wanted)
        if selection.query is None:
            return selection
        version, ids_of = self._opened.notes.version, selection.query.ids_of
        if version != self._known_at or len(self._known) >= _REMEMBERED:
            self._known, self._known_at = {}, version

        def known(leaf: Leaf) -> Iterable[str]:
            if leaf not in self._known:
                self._known[leaf] = [*ids_of(leaf)]
            return self._known[leaf]

        return replace(selection, query=Query(selection.query.tree, known))

    def _article_hits(self, ids: list[str], wanted: Node) -> Iterator[ArticleHit]:
        library = self._opened.library
        for start in range(0, len(ids), _AT_A_TIME):
            some = ids[start : start + _AT_A_TIME]
            texts = self._articles.texts(some)
            articles = {article.id: article for article in library.list(ids=some)}
            for article in filter(None, map(articles.get, some)):
                mark = self._opened.notes.mark(article.id)
                found = hit(article, mark, texts.get(article.id, ""), wanted)
                if found is not None:
                    yield found


def _found(found: Found, hits: Iterable[Hit], limit: int, first: Shown = lambda _: None) -> Found:
    """What was found of a kind, with at most `limit` of the hits."""
    kept: list[Hit] = []
    for each in hits:
        if len(kept) == limit:
            return replace(found, hits=tuple(kept), is_all=False)
        kept.append(each)
        if len(kept) == FIRST:
            first(replace(found, hits=tuple(kept), is_all=False))
    return replace(found, hits=tuple(kept))


def _may_be(wanted: Node, kind: Kind) -> bool:
    """Whether what is wanted can be of this kind, as far as that is plain to see."""
    parts = wanted.parts if isinstance(wanted, And) else (wanted,)
    return not any(
        (isinstance(part, Is) and part.fact in _NEVER_TRUE[kind])
        or (isinstance(part, Named) and part.field in _NEVER_NAMED[kind])
        for part in parts
    )


@contextmanager
def _interruptible() -> Iterator[None]:
    """Raises `GivenUp` where a search was interrupted."""
    try:
        yield
    except InterruptedSearchError as error:
        raise GivenUp from error
