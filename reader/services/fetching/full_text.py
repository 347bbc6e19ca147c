"""The whole text of articles of which a feed gives an excerpt, from their pages."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from reader.library import Settled
from reader.model import Article, FullText, PostilError
from reader.services.fetching.answers import ReadAnswer
from reader.services.fetching.pages import capture_of, read_in
from reader.services.fetching.pool import Pool
from reader.services.session import Session
from reader.sources.http.client import WebClient
from reader.sources.http.responses import Response

MAX_PAGE = 20_000_000
"""Bytes of a page, unpacked."""
MAX_PAGES = 30
"""Pages that are fetched of one feed at a time, those of its newest articles; the others' when they are opened."""
EXCERPT = 250
"""Words from which on what a feed calls a summary counts as the whole text."""


@dataclass(frozen=True, slots=True)
class GivenText:
    """What came of fetching a page: whether the article has its whole text now, else why not."""

    is_whole: bool
    why_not: str = ""


def is_wanted(session: Session, article: Article) -> bool:
    """Whether the article's page is to be fetched when it is opened: its feeds give excerpts, and do not forbid it."""
    if not (article.is_excerpt and article.url and article.words < EXCERPT):
        return False
    return all(feed.full_text is not FullText.NEVER for feed in session.library.feeds.of_article(article.id))


async def fetch_full_text(session: Session, article: Article) -> GivenText:
    """Have the article's whole text from its page, as another revision of it; what goes wrong is in what this gives."""
    async with WebClient() as client, Pool(1) as pool:
        return await _fetch(session, article, client, pool)


async def fetch_full_texts(
    session: Session, article_ids: Sequence[str], client: WebClient, pool: Pool
) -> list[str]:
    """Have the whole texts of new articles of a feed; gives a sentence for each that is not to be had."""
    articles = [article for article in session.library.list(ids=article_ids) if article.url][:MAX_PAGES]
    given = await asyncio.gather(*(_fetch(session, article, client, pool) for article in articles))
    return [
        f"{article.title}: {each.why_not}" for article, each in zip(articles, given, strict=True) if each.why_not
    ]


async def _fetch(session: Session, article: Article, client: WebClient, pool: Pool) -> GivenText:
    assert article.url is not None
    try:
        response = await client.get(
            article.url,
            limit=MAX_PAGE,
            accept="text/html, */*;q=0.5",
            allowed_hosts=session.settings.private_hosts,
        )
        read = await read_in(response, pool, title=article.title)
    except PostilError as error:
        return GivenText(False, str(error))
    if read.is_partial or len(read.parts) != 1 or read.parts[0][0].words <= article.words:
        return GivenText(False, f"On {article.url} there is no more of its text to be found.")
    await asyncio.to_thread(_keep, session, article, response, read)
    return GivenText(True)


def _keep(session: Session, article: Article, response: Response, read: ReadAnswer) -> None:
    ((new, document),) = read.parts
    settled = Settled(article.id, new.words, new.original, document)
    session.library.give_text(settled, capture_of(response, document.sha256))
