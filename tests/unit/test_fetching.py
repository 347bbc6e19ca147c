"""Fetching feeds from a server on loopback into a library."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Feed, FeedState
from reader.paths import Places
from reader.services.fetching import keeper
from reader.services.fetching.engine import fetch, spread, wanted
from reader.services.fetching.parsing import MAX_AT_ONCE, Unreadable
from reader.services.fetching.pool import Pool
from reader.services.fetching.reports import Report
from reader.services.session import Session
from tests.fakes.server import FakeServer, conditional, redirect, reply, silence

RSS = "application/rss+xml"


def rss(*items: str, title: str = "The Lantern") -> str:
    entries = "".join(
        f"<item><title>{item}</title><link>https://lantern.example/{item}</link><guid>{item}</guid>"
        f"<description>About {item}.</description></item>"
        for item in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{entries}</channel></rss>'


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


def follow(session: Session, *urls: str, **more: object) -> list[Feed]:
    return session.library.feeds.follow([replace(Feed(0, url, "", "", trusted=True), **more) for url in urls])


def run(session: Session, feeds: list[Feed] | None = None) -> Report:
    return asyncio.run(fetch(session, wanted(session, feeds)))


def titles(session: Session) -> list[str]:
    return [article.title for article in session.library.list()]


def test_what_feeds_have_is_in_the_library_with_how_they_are_doing(session: Session, server: FakeServer) -> None:
    url = server.add("/feed", conditional(reply(rss("b", "a"), RSS, etag='"1"')))
    (feed,) = follow(session, url)
    report = run(session)
    assert (report.new, report.changed, report.failures) == (2, 0, [])
    assert report.fetched[0].feed.title == "The Lantern"
    assert titles(session) == ["b", "a"]
    assert session.library.feeds.get(feed.id).title == "The Lantern"
    state = session.library.feeds.state(feed.id)
    assert (state.etag, state.failures, state.error) == ('"1"', 0, None)
    assert state.due is not None
    again = run(session)
    assert (again.new, len(again.fetched)) == (0, 1)
    assert server.requests[-1].headers["if-none-match"] == '"1"'


def test_the_same_bytes_are_not_read_again(
    session: Session, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(session, server.add("/feed", reply(rss("a"), RSS)))
    run(session)
    monkeypatch.setattr("reader.services.fetching.looking.read_feed", None)
    assert run(session).failures == []


def test_a_feed_that_fails_says_why_and_stops_no_other(session: Session, server: FakeServer) -> None:
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hi</body></html>'
    )
    urls = [
        server.add("/feed", reply(rss("a"), RSS)),
        server.add("/gone", reply("", status=410)),
        server.add("/page", reply(page, "text/html")),
        f"{server.url('/nothing')}",
        "http://127.0.0.1:1/feed",
    ]
    feeds = follow(session, *urls)
    progress: list[tuple[int, int]] = []
    report = asyncio.run(fetch(session, wanted(session), lambda done, total: progress.append((done, total))))
    assert titles(session) == ["a"]
    assert progress[-1] == (5, 5)
    errors = {feed.url: session.library.feeds.state(feed.id).error or "" for feed in feeds}
    assert errors[urls[0]] == ""
    assert "gone for good" in errors[urls[1]]
    assert "web page" in errors[urls[2]]
    assert "404" in errors[urls[3]]
    assert "cannot be reached" in errors[urls[4]]
    assert {each.failure for each in report.failures} == set(errors.values()) - {""}
    assert feeds[1].id not in [feed.id for feed in wanted(session)]
    assert feeds[1].id in [feed.id for feed in wanted(session, [feeds[1]])]


def test_a_feed_that_has_moved_for_good_is_asked_for_there_from_now_on(
    session: Session, server: FakeServer
) -> None:
    new = server.add("/new", reply(rss("a"), RSS))
    (feed,) = follow(session, server.add("/old", redirect(new, 301)))
    (fetched,) = run(session).fetched
    assert session.library.feeds.get(feed.id).url == new
    assert "moved" in fetched.notices[-1]


def test_a_server_that_asks_for_time_is_left_alone(session: Session, server: FakeServer) -> None:
    url = server.add("/feed", reply("", status=429, retry_after="3600"))
    (feed,) = follow(session, url)
    run(session)
    assert session.library.feeds.state(feed.id).not_before is not None
    asked = len(server.requests)
    assert run(session, [session.library.feeds.get(feed.id)]).fetched == []
    assert len(server.requests) == asked


def test_paused_feeds_and_those_whose_time_has_not_come_are_left_out(session: Session) -> None:
    first, paused, later = follow(session, "https://a.example", "https://b.example", "https://c.example")
    session.library.feeds.change([replace(paused, paused=True)])
    session.library.feeds.record([FeedState(later.id, due="2999-01-01T00:00:00.000Z")])
    assert [feed.id for feed in wanted(session)] == [first.id, later.id]
    assert [feed.id for feed in wanted(session, due_only=True)] == [first.id]


def test_an_address_inside_the_network_is_fetched_only_if_the_reader_added_it(
    session: Session, server: FakeServer
) -> None:
    (feed,) = follow(session, server.add("/feed", reply(rss("a"), RSS)), trusted=False)
    run(session)
    assert "public internet" in (session.library.feeds.state(feed.id).error or "")
    assert server.requests == []


def test_hosts_that_the_settings_name_may_be_inside_the_network(tmp_path: Path, server: FakeServer) -> None:
    (tmp_path / "settings.toml").write_text('private_hosts = ["127.0.0.1"]')
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    follow(opened, server.add("/feed", reply(rss("a"), RSS)), trusted=False)
    assert run(opened).new == 1
    opened.close()


def test_what_breaks_while_articles_are_kept_ends_the_fetch_and_is_told(
    session: Session, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(session, server.add("/feed", reply(rss("a"), RSS)))

    def broken(*_: object) -> None:
        raise OSError("no more")

    monkeypatch.setattr(keeper.Keeper, "keep", broken)
    with pytest.raises(OSError, match="no more"):
        run(session)


def test_many_feeds_of_many_articles_come_in_whole(session: Session, server: FakeServer) -> None:
    urls = [server.add(f"/{n}", reply(rss(*(f"{n}-{m}" for m in range(20))), RSS)) for n in range(60)]
    follow(session, *urls)
    report = run(session)
    assert report.new == session.library.count() == 1_200
    assert sorted(report.new_ids) == sorted(session.library.ids())


def test_small_and_common_feeds_need_no_other_process(
    session: Session, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def run_elsewhere(_pool: Pool, _work: object, *_given: object, name: str) -> Unreadable:
        asked.append(name)
        return Unreadable("Not read here.")

    monkeypatch.setattr(Pool, "run", run_elsewhere)
    large = server.add("/large", reply(rss("a" * MAX_AT_ONCE), RSS))
    unusual = server.add("/unusual", reply("<!DOCTYPE rss>" + rss("b"), RSS))
    follow(session, server.add("/feed", reply(rss("c"), RSS)), large, unusual)
    run(session)
    assert titles(session) == ["c"]
    assert sorted(asked) == [large, unusual]


def test_what_is_told_as_done_is_in_the_library(session: Session, server: FakeServer) -> None:
    follow(session, *(server.add(f"/{n}", reply(rss(str(n)), RSS)) for n in range(100)))
    kept: list[tuple[int, int]] = []
    asyncio.run(fetch(session, wanted(session), lambda done, _: kept.append((done, session.library.count()))))
    assert kept[-1] == (100, 100)
    assert all(done == count for done, count in kept)


def test_a_fetch_that_is_cancelled_keeps_what_it_has_told_of(session: Session, server: FakeServer) -> None:
    follow(session, server.add("/feed", reply(rss("a"), RSS)), server.add("/slow", silence()))

    async def cancelled() -> None:
        told = asyncio.Event()
        task = asyncio.create_task(fetch(session, wanted(session), lambda *_: told.set()))
        await told.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert titles(session) == ["a"]
    assert [feed.url for feed in wanted(session, due_only=True)] == [server.url("/slow")]


def test_feeds_of_one_host_are_asked_for_far_from_each_other() -> None:
    urls = [
        "https://a.example/1",
        "https://a.example/2",
        "https://a.example/3",
        "https://b.example/1",
        "http://[",
    ]
    feeds = [Feed(number, url, url, "") for number, url in enumerate(urls)]
    assert [feed.id for feed in spread(feeds)] == [0, 3, 4, 1, 2]
    assert spread([]) == []
