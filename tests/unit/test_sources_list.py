"""The rows of the sources pane."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from reader.annotations.store import PutMark
from reader.library import Arrived
from reader.model import ArticleMark, Entry, Feed, FeedState
from reader.model.source import FeedSource, FolderSource, SmartList
from reader.paths import Places
from reader.services.lists.sources import (
    Health,
    SourceRow,
    describe,
    gather,
    health_in_full,
    rows,
    selection_of,
)
from reader.services.notes.annotating import article_ref
from reader.services.session import Session

NOW = datetime.fromisoformat("2025-05-11T12:00:00+00:00")
AT = "2025-05-11T08:00:00.000Z"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, tmp_path, tmp_path)


@pytest.fixture
def session(places: Places) -> Iterator[Session]:
    with closing(Session(places)) as opened:
        yield opened


def follow(session: Session, name: str, *folder: str, **more: object) -> Feed:
    (feed,) = session.library.feeds.follow(
        [replace(Feed(0, f"https://{name}.example/", name, ""), folder=folder, **more)]
    )
    return feed


def take_in(session: Session, feed: Feed, *keys: str, **more: object) -> tuple[str, ...]:
    entries = [replace(Entry(key, key, url=f"https://news.example/{key}"), **more) for key in keys]
    arrived = Arrived(feed.id, AT, feed.title, feed.title, entries, FeedState(feed.id))
    return session.library.arrivals.take_in([arrived])[0].new


def shown(session: Session, *collapsed: tuple[str, ...]) -> list[SourceRow]:
    return rows(gather(session, NOW), collapsed)


def counts(session: Session) -> dict[str, int]:
    return {row.title: row.count for row in shown(session)}


def test_the_lists_that_are_always_there_come_first(session: Session) -> None:
    assert [row.title for row in shown(session)] == [smart.value for smart in SmartList]


def test_folders_come_before_feeds_and_what_is_in_them_is_indented(session: Session) -> None:
    follow(session, "top")
    follow(session, "inner", "Europe", "North")
    follow(session, "outer", "Europe")
    follow(session, "other", "africa")
    found = [(row.depth, row.title) for row in shown(session)[len(SmartList) :]]
    assert found == [
        (0, "africa"),
        (1, "other"),
        (0, "Europe"),
        (1, "North"),
        (2, "inner"),
        (1, "outer"),
        (0, "top"),
    ]


def test_folders_that_differ_in_case_alone_stay_two(session: Session) -> None:
    for name, folder in (("a", "News"), ("b", "news"), ("c", "News")):
        follow(session, name, folder)
    assert [row.title for row in shown(session)[len(SmartList) :]] == ["News", "a", "c", "news", "b"]


def test_what_is_in_a_collapsed_folder_is_left_out(session: Session) -> None:
    follow(session, "inner", "Europe", "North")
    follow(session, "outer", "Europe")
    found = shown(session, ("Europe", "North"))[len(SmartList) :]
    assert [(row.title, row.is_collapsed) for row in found] == [
        ("Europe", False),
        ("North", True),
        ("outer", False),
    ]
    assert len(shown(session, ("Europe",))) == len(SmartList) + 1


def test_an_article_of_two_feeds_counts_once_in_their_folder(session: Session) -> None:
    one, two = follow(session, "one", "Both"), follow(session, "two", "Both")
    take_in(session, one, "a", "b")
    take_in(session, two, "b", "c")
    assert {name: counts(session)[name] for name in ("Both", "one", "two")} == {"Both": 3, "one": 2, "two": 2}


def test_counts_are_of_what_is_unread_but_for_lists_that_are_kept(session: Session) -> None:
    feed = follow(session, "news")
    a, b = take_in(session, feed, "a", "b")
    session.notes.apply([PutMark(ArticleMark(article_ref(session.library.get(a)), AT, starred=True))])
    session.library.set_read([a], True)
    assert counts(session) == {
        "All articles": 2,
        "Unread": 1,
        "Today": 1,
        "Starred": 1,
        "Annotated": 0,
        "Files": 0,
        "news": 1,
    }
    assert session.library.ids(selection_of(session, SmartList.UNREAD, NOW)) == [b]


@pytest.mark.parametrize("row", range(len(SmartList) + 4))
def test_every_row_selects_as_many_articles_as_stand_beside_it(session: Session, row: int) -> None:
    take_in(session, follow(session, "one", "A", "B"), "a", "b")
    take_in(session, follow(session, "two", "A"), "b", "c")
    found = shown(session)[row]
    selection = selection_of(session, found.source, NOW)
    assert session.library.tally(replace(selection, read=False)).articles == found.count


@pytest.mark.parametrize("hours", [-11, -5, 0, 9, 14])
def test_today_is_the_readers_day_and_has_what_is_dated_by_the_day_alone(session: Session, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    now = datetime(2025, 5, 11, 12, tzinfo=zone)
    feed = follow(session, "news")
    midnight = now.replace(hour=0)
    take_in(session, feed, "early", published=midnight.isoformat())
    take_in(session, feed, "undated", published="2025-05-11")
    take_in(session, feed, "before", published=(midnight - timedelta(days=1)).isoformat())
    take_in(session, feed, "day before", published="2025-05-10")
    ids = session.library.ids(selection_of(session, SmartList.TODAY, now))
    assert {session.library.get(id_).title for id_ in ids} == {"early", "undated"}


def test_a_feed_in_trouble_says_which_and_since_when(session: Session) -> None:
    names = ("well", "failing", "gone", "paused")
    well, failing, gone, paused = (follow(session, name, paused=name == "paused") for name in names)
    session.library.feeds.record(
        [
            FeedState(well.id, succeeded=AT),
            FeedState(failing.id, succeeded=AT, failures=2, error="It was not found (404)."),
            FeedState(gone.id, failures=1, error="It is gone (410).", gone=True),
            FeedState(paused.id, failures=1, error="It was not found (404)."),
        ]
    )
    found = {row.title: row for row in shown(session)}
    assert {name: found[name].health for name in names} == {
        "well": Health.WELL,
        "failing": Health.FAILING,
        "gone": Health.GONE,
        "paused": Health.PAUSED,
    }
    assert (found["failing"].reason, found["failing"].fetched) == ("It was not found (404).", AT)
    assert (found["gone"].reason, found["gone"].fetched) == ("It is gone (410).", None)


def test_a_row_says_what_it_stands_for(session: Session) -> None:
    feed = follow(session, "news", "Europe")
    (folder, row) = shown(session)[len(SmartList) :]
    assert (folder.source, folder.folder, folder.feed, folder.feeds) == (
        FolderSource(("Europe",)),
        ("Europe",),
        None,
        (feed,),
    )
    assert (row.source, row.folder, row.feed) == (FeedSource(feed.id), None, feed)


def test_a_row_is_told_in_a_line(session: Session) -> None:
    feed = follow(session, "news", "Europe", "North", tags=("daily", "long"))
    take_in(session, feed, "a")
    error = f"There is nothing at {feed.url} (404)."
    session.library.feeds.record([FeedState(feed.id, error=error, failures=1, fetched=AT, succeeded=AT)])
    unread, inner, row = (shown(session)[place] for place in (1, -2, -1))
    assert describe(unread) == "Unread · 1"
    assert describe(inner) == "Europe / North · 1 feed · 1 unread"
    told = describe(row)
    assert told.startswith(
        "news · 1 unread · #daily #long · error · There is nothing at its address (404). · fetched "
    )


def test_how_a_feed_is_doing_is_told_in_full(session: Session) -> None:
    feed = follow(session, "news")
    state = FeedState(feed.id)
    assert health_in_full(feed, state) == f"{feed.url} was never fetched yet."
    well = replace(state, fetched=AT, succeeded=AT)
    assert health_in_full(feed, well).startswith(f"{feed.url} was fetched well at 11 May 2025")
    failing = replace(well, error="It is broken.", failures=3)
    assert health_in_full(feed, failing).startswith(
        "It is broken. It failed 3 times in a row. Last fetched well: 11 May 2025"
    )
    assert health_in_full(feed, replace(failing, succeeded=None)).endswith("Last fetched well: never.")
