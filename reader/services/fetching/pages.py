"""Keeping what was answered as an article, with the answer as evidence."""

from dataclasses import dataclass

from reader.library import Capture
from reader.model import Article, PostilError
from reader.services.fetching.answers import ReadAnswer, read_answer
from reader.services.fetching.pool import Pool
from reader.services.session import Session
from reader.sources.http.responses import Response


@dataclass(frozen=True, slots=True)
class Kept:
    """The articles that an answer was kept as, and sentences about what was noticed."""

    articles: tuple[Article, ...]
    notices: tuple[str, ...]


class UnreadablePageError(PostilError):
    """What was answered cannot be read as an article."""


async def keep_page(session: Session, response: Response, pool: Pool) -> Kept:
    """Keep what was answered: the main text of a page, or a file's. Raises `PostilError` when it cannot be read."""
    read = await read_in(response, pool)
    articles = []
    for new, document in read.parts:
        capture = capture_of(response, document.sha256)
        articles.append(session.library.add(new, document, capture=capture))
    return Kept(tuple(articles), read.notices)


async def read_in(response: Response, pool: Pool, *, title: str | None = None) -> ReadAnswer:
    """What is in an answer, under `title` if that is given. Raises `UnreadablePageError` or `ReadingFailedError`."""
    read = await pool.run(
        read_answer,
        response.body,
        response.final_url,
        response.media_type,
        response.charset,
        title,
        name=response.url,
    )
    if isinstance(read, str):
        raise UnreadablePageError(read)
    return read


def capture_of(response: Response, text_sha256: str) -> Capture:
    """What was answered, as evidence of where a text came from."""
    return Capture(
        text_sha256=text_sha256,
        url=response.url,
        final_url=response.final_url,
        captured=response.fetched_at,
        status=response.status,
        media_type=response.media_type,
        charset=response.charset,
        body_sha256=response.body_sha256,
        body=response.body,
    )
