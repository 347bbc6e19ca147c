"""Lists of the articles of a source: a feed, a folder, the day."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Feed
from reader.model.source import FeedSource, FolderSource, SmartList, Source
from reader.paths import Places
from reader.services.lists.articles import Choice, Listing, Show, describe
from reader.services.session import Session
from tests.fakes.feeds import follow, give


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


@pytest.fixture
def feeds(session: Session) -> tuple[Feed, Feed]:
    """One with the articles a and b in the folder "In", one with b and c outside of it."""
    inside, outside = follow(session, "inside", "In", "Deeper"), follow(session, "outside")
    give(session, inside, "a", "b")
    give(session, outside, "c")
    return inside, outside


def titles(session: Session, **choice: object) -> list[str]:
    listed = Listing(session).find(Choice(**choice))  # type: ignore[arg-type]
    return sorted(session.library.get(article_id).title for article_id in listed.ids)


def article_id(library: Library, title: str) -> str:
    return next(article.id for article in library.list() if article.title == title)


def test_a_source_has_its_own_articles(session: Session, feeds: tuple[Feed, Feed]) -> None:
    inside, outside = feeds
    expected: dict[Source, list[str]] = {
        SmartList.ALL: ["a", "b", "c"],
        SmartList.FILES: [],
        FolderSource(("In",)): ["a", "b"],
        FolderSource(("In", "Deeper")): ["a", "b"],
        FolderSource(("Gone",)): [],
        FeedSource(inside.id): ["a", "b"],
        FeedSource(outside.id): ["c"],
    }
    assert {source: titles(session, source=source) for source in expected} == expected


def test_what_is_read_of_a_source_is_left_out_but_for_what_is_open(
    session: Session, feeds: tuple[Feed, Feed]
) -> None:
    source = FeedSource(feeds[0].id)
    a, c = article_id(session.library, "a"), article_id(session.library, "c")
    session.library.set_read([a, c], True)
    assert titles(session, source=source, show=Show.UNREAD) == ["b"]
    assert titles(session, source=source, show=Show.UNREAD, keep=a) == ["a", "b"]
    assert titles(session, source=source, show=Show.UNREAD, keep=c) == ["b"]


def test_the_files_that_were_named_are_meant_among_all_articles_alone(
    session: Session, feeds: tuple[Feed, Feed]
) -> None:
    scope = (article_id(session.library, "a"),)
    assert titles(session, scope=scope) == ["a"]
    assert titles(session, scope=scope, source=FeedSource(feeds[1].id)) == ["c"]


def test_a_list_of_today_is_another_one_tomorrow(
    session: Session, feeds: tuple[Feed, Feed], monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, found = Listing(session), []
    for day in (11, 12):
        noon = datetime(2026, 5, day, 12).astimezone()
        monkeypatch.setattr("reader.services.lists.articles._now", lambda noon=noon: noon)
        found.append(len(listing.find(Choice(source=SmartList.TODAY)).ids))
    assert found == [3, 0]


def test_a_list_is_told_by_the_name_of_its_source() -> None:
    assert describe(14, 3, Choice(name="Le Monde")) == "Le Monde 14 · 3 unread"
    assert describe(3, 3, Choice(Show.UNREAD, name="Le Monde")) == "Le Monde, unread 3"
