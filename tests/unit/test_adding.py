"""Adding what a reader names, from a server on loopback."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.exit_codes import Exit
from reader.model import PostilError
from reader.paths import Places
from reader.services.fetching.adding import Added, NoFeedError, NothingAddedError, Wanted, Wish, add
from reader.services.fetching.verifying import verify
from reader.services.session import Session
from tests.command_line import CommandLine
from tests.fakes.server import FakeServer, redirect, reply

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} of the story says what happened in the harbour town when the ferry came in late.</p>"
    for n in range(8)
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title>'
    "<item><title>One</title><guid>1</guid><link>https://lantern.example/1</link><description>First.</description></item>"
    "</channel></rss>"
)


def page(*links: str, body: str = PARAGRAPHS) -> str:
    found = "".join(f'<link rel="alternate" type="application/rss+xml" title="{n}" href="{n}">' for n in links)
    return (
        f'<html lang="en"><head><title>Ferry late</title><meta name="author" content="Ann Nouncer">{found}</head>'
        f'<body><nav><a href="/">Home</a></nav><article><h1>Ferry late</h1>{body}</article></body></html>'
    )


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


def added(session: Session, what: str, wish: Wish | None = None) -> Added:
    return asyncio.run(add(session, what, wish or Wish()))


def test_a_page_is_kept_with_its_text_and_what_is_known_of_it(session: Session, server: FakeServer) -> None:
    url = server.add("/story", reply(page()))
    (article,) = added(session, url).articles
    assert (article.title, article.author, article.url, article.language) == (
        "Ferry late",
        "Ann Nouncer",
        url,
        "en",
    )
    text = session.library.document(article.id).text
    assert text.startswith("Ferry late\n\nParagraph 0 of the story")
    assert "Home" not in text
    assert added(session, url).articles == (session.library.get(article.id),)
    assert session.library.count() == 1


def test_what_was_answered_is_kept_as_evidence(session: Session, server: FakeServer) -> None:
    server.add("/story", reply(page()))
    url = server.add("/short", redirect(server.url("/story")))
    (article,) = added(session, url).articles
    (evidence,) = verify(session, article)
    assert (evidence.capture.url, evidence.capture.final_url) == (url, server.url("/story"))
    assert evidence.capture.status == 200
    assert evidence.capture.body == page().encode()
    assert (evidence.answer_is_whole, evidence.text_is_whole, evidence.is_reproduced) == (True, True, True)


def test_a_feed_is_followed_in_its_folder(session: Session, server: FakeServer) -> None:
    url = server.add("/feed", reply(FEED, "application/rss+xml"))
    found = added(session, url, Wish(folder=("News",), tags=("daily",)))
    assert found.feed is not None
    assert (found.feed.title, found.feed.folder, found.feed.tags, found.new) == (
        "The Lantern",
        ("News",),
        ("daily",),
        1,
    )
    (article_id,) = session.library.ids()
    assert session.library.document(article_id).text == "One\n\nFirst."


def test_the_feed_of_a_page_is_followed_where_that_is_wanted(session: Session, server: FakeServer) -> None:
    server.add("/feed", reply(FEED, "application/rss+xml"))
    url = server.add("/", reply(page("/feed")))
    followed = added(session, url, Wish(Wanted.FEED)).feed
    assert followed is not None
    assert followed.url == server.url("/feed")


def test_of_several_feeds_the_reader_chooses(session: Session, server: FakeServer) -> None:
    url = server.add("/", reply(page("/a", "/b")))
    found = added(session, url, Wish(Wanted.FEED))
    assert [choice.what for choice in found.choices] == [server.url("/a"), server.url("/b")]
    assert session.library.feeds.all() == []


def test_a_page_with_feeds_may_be_meant_itself(session: Session, server: FakeServer) -> None:
    url = server.add("/", reply(page("/feed")))
    choices = added(session, url, Wish(offers_page=True)).choices
    assert [choice.what for choice in choices] == [f"page:{url}", server.url("/feed")]
    assert added(session, choices[0].what).articles[0].title == "Ferry late"
    kept = added(session, url)
    assert server.url("/feed") in kept.notices[-1]


def test_a_page_without_a_feed_cannot_be_followed(session: Session, server: FakeServer) -> None:
    url = server.add("/", reply(page()))
    with pytest.raises(NoFeedError, match="web page"):
        added(session, url, Wish(Wanted.FEED))


def test_a_page_does_not_lead_to_a_feed_inside_the_network(session: Session) -> None:
    with FakeServer() as outside, FakeServer() as inside:
        inside.add("/feed", reply(FEED, "application/rss+xml"))
        url = outside.add("/", reply(page(inside.url("/feed"))))
        with pytest.raises(PostilError, match="public internet"):
            added(session, url, Wish(Wanted.FEED))
        assert inside.requests == []


def test_a_page_without_text_says_so_and_is_kept(session: Session, server: FakeServer) -> None:
    url = server.add(
        "/", reply("<html><head><title>An app</title></head><body><script>go()</script></body></html>")
    )
    kept = added(session, url)
    assert kept.articles[0].title == "An app"
    assert "no text on the page" in kept.notices[0]


def test_a_file_is_added_and_a_missing_one_is_a_sentence(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text("# A story\n\nText.")
    assert added(session, str(file)).sentence == "Kept A story."
    with pytest.raises(NothingAddedError, match=r"nothing\.md"):
        added(session, str(tmp_path / "nothing.md"))


def test_pages_and_feeds_are_added_and_verified_from_the_command_line(
    postil: CommandLine, server: FakeServer
) -> None:
    url = server.add("/story", reply(page()))
    ran = postil("add", url)
    assert ran.code == Exit.DONE
    assert ran.out.endswith("Ferry late\n")
    shown = postil("verify", url)
    assert (shown.code, shown.out.count("is as it")) == (Exit.DONE, 2)
    (evidence,) = postil("verify", url, "--json").json
    assert (evidence["status"], evidence["body_is_whole"], evidence["reproduced"]) == (200, True, True)
    feed = postil("feeds", "add", server.add("/feed", reply(FEED, "application/rss+xml")), "--json")
    assert json.loads(feed.out)[0]["feed"]["title"] == "The Lantern"
    assert postil("add", server.url("/nothing")).code == Exit.TROUBLE


def test_a_choice_is_told_and_is_no_success(postil: CommandLine, server: FakeServer) -> None:
    url = server.add("/", reply(page("/a", "/b")))
    ran = postil("feeds", "add", url)
    assert ran.code == Exit.MISUSE
    assert server.url("/a") in ran.out


def test_an_article_that_came_from_no_page_has_no_evidence(postil: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text("# A story\n\nText.")
    ran = postil("verify", file)
    assert ran.code == Exit.NOT_FOUND
    assert "no evidence" in ran.err
