"""Making documents of what feeds gave: one at once when it is opened, the others soon after they came in."""

from collections.abc import Callable, Iterable

from reader.document.errors import SourceTooLongError
from reader.document.plain import from_plain
from reader.library import ArticleSource, Settled, SourceFormat, Waiting
from reader.model import Article
from reader.services.session import Session

AT_A_TIME = 100
"""How many are made and kept together."""

Progress = Callable[[int, int], None]


def settled(waiting: Waiting) -> Settled:
    """The document of what has come in; of what is too long to be read, one that says so."""
    from reader.sources.pages.content import content_document
    from reader.text.segment import words

    try:
        made = content_document(waiting.html, title=waiting.title, base_url=waiting.url)
        original, document = made.original, made.document
    except SourceTooLongError as error:
        original = ArticleSource(str(error), SourceFormat.PLAIN)
        document = from_plain(original.text, title=waiting.title)
    return Settled(waiting.id, sum(len(words(block.text)) for block in document.blocks), original, document)


def settle(session: Session, ids: Iterable[str]) -> None:
    """Make the documents of those of the articles that wait for theirs. Raises `LibraryError`."""
    arrivals = session.library.arrivals
    waiting = [found for article_id in ids if (found := arrivals.waiting_for(article_id))]
    if waiting:
        arrivals.settle([settled(each) for each in waiting])


def with_text(session: Session, article: Article) -> Article:
    """The article as it is once its text has been made a document, now if that is yet to be done."""
    if article.text_sha256:
        return article
    settle(session, [article.id])
    return session.library.get(article.id)


def settle_all(session: Session, progress: Progress | None = None) -> int:
    """Make the documents of all that waits, the latest first, and give how many that were.

    Articles that cannot be found by their words yet can be afterwards.
    """
    done = 0
    while waiting := session.library.arrivals.waiting(AT_A_TIME):
        if progress:
            progress(done, done + session.library.arrivals.waiting_count())
        session.library.arrivals.settle([settled(each) for each in waiting])
        done += len(waiting)
    while session.library.words.take_missing(AT_A_TIME):
        pass
    return done
