"""Making the indexes of words: what is not in them yet, or all of them anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.services.session import Session

AT_A_TIME = 100
"""How many articles are indexed as one."""
MANY = 5_000
"""From so many articles on, the index is made small and quick after them."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many notes and articles were indexed."""

    notes: int
    articles: int


def index_missing(session: Session, progress: Progress | None = None) -> Indexed:
    """Index what has changed or was never indexed; `progress` is told how much of how much is done.

    Raises `LibraryError` if an index cannot be written; what was indexed until then stays.
    """
    due = session.search.indexing.due()
    articles = session.library.words.missing_count()
    total = due.count + articles

    def tell(done: int, _of: int) -> None:
        if progress:
            progress(done, total)

    session.search.indexing.catch_up(due, progress=tell)
    for done in _take_missing(session):
        tell(due.count + done, total)
    if articles >= MANY:
        session.library.words.settle()
    return Indexed(due.count, articles)


def index_anew(session: Session, progress: Progress | None = None) -> Indexed:
    """Throw the indexes away and index everything. Raises `LibraryError` as `index_missing` does.

    Quotations are found by their words again once articles have been analysed again, which is left to who does that.
    """
    session.search.indexing.begin_anew()
    session.library.words.begin_anew()
    session.library.findings.begin_anew()
    return index_missing(session, progress)


def _take_missing(session: Session) -> Iterator[int]:
    """Index articles, some at a time; how many those were so far."""
    done = 0
    while taken := session.library.words.take_missing(AT_A_TIME):
        done += taken
        yield done
