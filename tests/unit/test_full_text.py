"""Whole texts of what feeds give excerpts of."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Article, Feed, FullText
from reader.paths import Places
from reader.services.articles.intake import settle_all
from reader.services.fetching import full_text
from reader.services.fetching.engine import fetch, wanted
from reader.services.fetching.full_text import GivenText, fetch_full_text, is_wanted
from reader.services.session import Session
from tests.fakes.server import FakeServer, reply

WHOLE = "".join(
    f"<p>Paragraph {n} tells more of what happened in the harbour town that night.</p>" for n in range(9)
)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture
def session(tmp_path: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session for which the server is on the public internet."""
    monkeypatch.setattr("reader.sources.http.dialling.is_public", lambda _: True)
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


def article_of(session: Session, server: FakeServer, setting: FullText, *, whole: str = WHOLE) -> Article:
    link = server.add(
        "/story", reply(f"<html><body><article><h1>Other title</h1>{whole}</article></body></html>")
    )
    feed = server.add(
        "/feed",
        reply(
            f"<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><id>n</id><entry><id>1</id>"
            f"<title>A story</title><link href='{link}'/><summary>It begins…</summary></entry></feed>",
            "application/atom+xml",
        ),
    )
    session.library.feeds.follow([replace(Feed(0, feed, "", ""), full_text=setting)])
    asyncio.run(fetch(session, wanted(session)))
    settle_all(session)
    return session.library.get(session.library.ids()[0])


def test_pages_are_fetched_with_the_feed_where_that_is_always_wanted(
    session: Session, server: FakeServer
) -> None:
    article = article_of(session, server, FullText.ALWAYS)
    assert article.title == "A story"
    assert not article.is_excerpt
    assert "Paragraph 8" in session.library.document(article.id).text
    (capture,) = session.library.captures.of_article(article.id)
    assert capture.final_url == server.url("/story")


def test_an_excerpt_is_made_whole_when_it_is_opened(session: Session, server: FakeServer) -> None:
    article = article_of(session, server, FullText.AUTO)
    assert session.library.document(article.id).text == "A story\n\nIt begins…"
    assert is_wanted(session, article)
    assert asyncio.run(fetch_full_text(session, article)) == GivenText(True)
    whole = session.library.get(article.id)
    assert "Paragraph 8" in session.library.document(article.id).text
    assert len(session.library.revisions(article.id)) == 2
    assert not is_wanted(session, whole)


def test_a_feed_may_forbid_it(session: Session, server: FakeServer) -> None:
    assert not is_wanted(session, article_of(session, server, FullText.NEVER))


def test_a_page_without_more_leaves_the_excerpt_and_says_why(session: Session, server: FakeServer) -> None:
    article = article_of(session, server, FullText.AUTO, whole="")
    given = asyncio.run(fetch_full_text(session, article))
    assert not given.is_whole
    assert given.why_not
    assert session.library.document(article.id).text == "A story\n\nIt begins…"
    server.add("/story", reply("", status=404))
    assert "404" in asyncio.run(fetch_full_text(session, article)).why_not


def test_no_more_pages_of_a_feed_are_fetched_at_a_time_than_is_said(
    session: Session, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "MAX_PAGES", 0)
    assert article_of(session, server, FullText.ALWAYS).is_excerpt
