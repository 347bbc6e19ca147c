"""Making documents of what feeds gave: one at once when it is opened, the others soon after they came in."""

from collections.abc import Callable, Iterable

from reader.document.blocks import Document
from reader.library import Settled, TextPendingError, Waiting
from reader.services.session import Session

AT_A_TIME = 100
"""How many are made and kept together."""

Progress = Callable[[int, int], None]


def settled(waiting: Waiting) -> Settled:
    """The document of what has come in."""
    from reader.sources.pages.content import content_document
    from reader.text.segment import words

    made = content_document(waiting.html, title=waiting.title, base_url=waiting.url)
    count = sum(len(words(block.text)) for block in made.document.blocks)
    return Settled(waiting.id, count, made.original, made.document)


def settle(session: Session, ids: Iterable[str]) -> None:
    """Make the documents of those of the articles that wait for theirs. Raises `LibraryError`."""
    arrivals = session.library.arrivals
    waiting = [found for article_id in ids if (found := arrivals.waiting_for(article_id))]
    if waiting:
        arrivals.settle([settled(each) for each in waiting])


def document_of(session: Session, article_id: str) -> Document:
    """The document of an article, made now if that is yet to be done. Raises `LibraryError`."""
    try:
        return session.library.document(article_id)
    except TextPendingError:
        settle(session, [article_id])
        return session.library.document(article_id)


def settle_all(session: Session, progress: Progress | None = None) -> int:
    """Make the documents of all that waits, the latest first, and give how many that were."""
    done = 0
    while waiting := session.library.arrivals.waiting(AT_A_TIME):
        if progress:
            progress(done, done + session.library.arrivals.waiting_count())
        session.library.arrivals.settle([settled(each) for each in waiting])
        done += len(waiting)
    return done
