"""What a reader does to feeds, and how it is taken back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.store import PutMark
from reader.library import Arrived
from reader.model import ArticleMark, ChangedElsewhereError, Entry, Feed, FeedState, FullText
from reader.paths import Places
from reader.services.feeds import subscriptions
from reader.services.feeds.folders import NAME_LENGTH, UnusableFolderError, folders_of, label
from reader.services.feeds.folders import parse as parse_folder
from reader.services.feeds.settings import (
    MOST_DAYS,
    OFFERED,
    FeedSettings,
    UnusableSettingError,
    describe,
    parse,
    settings_of,
)
from reader.services.feeds.subscriptions import TITLE_LENGTH, UnusableTitleError
from reader.services.notes.annotating import article_ref
from reader.services.session import Session
from reader.sources.list_limits import MAX_FOLDERS

AT = "2025-05-11T08:00:00.000Z"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


def follow(session: Session, *names: str, **more: object) -> list[Feed]:
    new = [replace(Feed(0, f"https://{name}.example/feed", name, ""), **more) for name in names]
    return session.library.feeds.follow(new)


def feeds(session: Session) -> dict[str, Feed]:
    return {feed.url[8:].partition(".")[0]: feed for feed in session.library.feeds.all()}


def take_in(session: Session, feed: Feed, *keys: str) -> tuple[str, ...]:
    entries = [Entry(key, key, url=f"https://news.example/{key}") for key in keys]
    arrived = Arrived(feed.id, AT, feed.title, feed.title, entries, FeedState(feed.id))
    return session.library.arrivals.take_in([arrived])[0].new


def test_a_feed_has_the_readers_title_and_its_own_again(session: Session) -> None:
    (feed,) = follow(session, "news")
    session.history.do(subscriptions.rename(feed, "  My\tnews "))
    (named,) = session.library.feeds.all()
    assert named.title == "My news"
    session.history.do(subscriptions.rename(named, ""))
    assert feeds(session)["news"].title == "news"
    session.history.undo()
    session.history.undo()
    assert session.library.feeds.all() == [feed]


def test_a_title_too_long_is_refused(session: Session) -> None:
    (feed,) = follow(session, "news")
    with pytest.raises(UnusableTitleError, match=f"may have {TITLE_LENGTH} characters"):
        subscriptions.rename(feed, "x" * (TITLE_LENGTH + 1))


def test_feeds_move_and_come_back_each_to_where_it_was(session: Session) -> None:
    (one,) = follow(session, "one", folder=("A",))
    (two,) = follow(session, "two")
    session.history.do(subscriptions.move([one, two], ("B", "C")))
    assert {feed.folder for feed in session.library.feeds.all()} == {("B", "C")}
    session.history.undo()
    assert (feeds(session)["one"].folder, feeds(session)["two"].folder) == (("A",), ())
    session.history.redo()
    assert {feed.folder for feed in session.library.feeds.all()} == {("B", "C")}


def test_a_folder_moves_with_all_that_is_in_it(session: Session) -> None:
    follow(session, "deep", folder=("A", "B", "C"))
    follow(session, "flat", folder=("A", "B"))
    follow(session, "other", folder=("A",))
    session.history.do(subscriptions.move_folder(session.library.feeds.all(), ("A", "B"), ("X",)))
    found = {name: feed.folder for name, feed in feeds(session).items()}
    assert found == {"deep": ("X", "C"), "flat": ("X",), "other": ("A",)}


def test_a_folder_moves_neither_into_itself_nor_too_deep(session: Session) -> None:
    follow(session, "deep", folder=("A", "B"))
    with pytest.raises(UnusableFolderError, match="cannot be moved into itself"):
        subscriptions.move_folder(session.library.feeds.all(), ("A",), ("A", "C"))
    deepest = tuple(map(str, range(MAX_FOLDERS)))
    with pytest.raises(UnusableFolderError, match=f"{MAX_FOLDERS} deep at most"):
        subscriptions.move_folder(session.library.feeds.all(), ("A",), deepest)


def test_tags_that_only_some_of_the_feeds_have_stay(session: Session) -> None:
    (one,) = follow(session, "one", tags=("daily", "north"))
    (two,) = follow(session, "two", tags=("daily",))
    assert subscriptions.common_tags([one, two]) == ("daily",)
    session.history.do(subscriptions.retag([one, two], ["weekly"]))
    assert feeds(session)["one"].tags == ("weekly", "north")
    assert feeds(session)["two"].tags == ("weekly",)
    assert subscriptions.tags_in_use(session.library.feeds.all()) == {"weekly": 2, "north": 1}


def test_feeds_are_paused_and_go_on(session: Session) -> None:
    followed = follow(session, "one", "two")
    session.history.do(subscriptions.pause(followed, paused=True))
    assert all(feed.paused for feed in session.library.feeds.all())
    session.history.undo()
    assert not any(feed.paused for feed in session.library.feeds.all())


def test_unsubscribing_takes_articles_along_but_not_those_the_reader_made_their_own(session: Session) -> None:
    (feed,) = follow(session, "news")
    plain, starred = take_in(session, feed, "plain", "starred")
    mark = ArticleMark(article_ref(session.library.get(starred)), AT, starred=True)
    session.notes.apply([PutMark(mark)])
    session.history.do(subscriptions.unsubscribe([feed]))
    assert session.library.feeds.all() == []
    assert session.library.ids() == [starred]
    session.history.undo()
    assert session.library.feeds.all() == [feed]
    assert set(session.library.ids()) == {plain, starred}


def test_subscribing_is_taken_back_and_done_again(session: Session) -> None:
    followed = follow(session, "one", "two")
    edit = subscriptions.subscribed(followed)
    assert edit.label == "subscribe to 2 feeds"
    session.history.do(edit)
    session.history.undo()
    assert session.library.feeds.all() == []
    session.history.redo()
    assert len(session.library.feeds.all()) == 2


def test_what_a_fetch_changed_meanwhile_stays_when_an_edit_is_undone(session: Session) -> None:
    (feed,) = follow(session, "news")
    session.history.do(subscriptions.rename(feed, "Mine"))
    session.library.feeds.move(feed.id, "https://moved.example/feed")
    session.history.undo()
    (found,) = session.library.feeds.all()
    assert (found.url, found.title) == ("https://moved.example/feed", "news")


def test_what_was_decided_elsewhere_meanwhile_is_not_overwritten(session: Session) -> None:
    (feed,) = follow(session, "news")
    session.history.do(subscriptions.rename(feed, "Mine"))
    session.library.feeds.change([replace(feed, given_title="Theirs")])
    with pytest.raises(ChangedElsewhereError, match="“Theirs” was changed elsewhere"):
        session.history.undo()
    session.library.feeds.unfollow([feed.id])
    with pytest.raises(ChangedElsewhereError):
        session.history.do(subscriptions.pause([feed], paused=True))


def test_settings_are_kept_for_each_feed(session: Session) -> None:
    followed = follow(session, "one", "two")
    session.history.do(subscriptions.set_settings(followed, FeedSettings(FullText.NEVER, 30, 500)))
    assert {settings_of(feed) for feed in session.library.feeds.all()} == {FeedSettings(FullText.NEVER, 30, 500)}


@pytest.mark.parametrize(
    "settings",
    [
        FeedSettings(),
        FeedSettings(FullText.ALWAYS, 1),
        FeedSettings(FullText.NEVER, None, 1),
        FeedSettings(FullText.AUTO, 30, 500),
    ],
)
def test_settings_are_read_as_they_are_written(settings: FeedSettings) -> None:
    assert parse(describe(settings)) == settings


def test_settings_are_read_in_any_order_and_case() -> None:
    assert parse("Keep 1000 Articles, TEXT never, ") == FeedSettings(FullText.NEVER, None, 1_000)
    assert parse("") == FeedSettings()
    for offered, _ in OFFERED:
        parse(offered)


@pytest.mark.parametrize("line", ["keep 30 weeks", "full text sometimes", "keep", "keep all of it"])
def test_what_is_no_setting_is_named(line: str) -> None:
    with pytest.raises(UnusableSettingError, match=f"“{line}” is no setting"):
        parse(f"full text auto, {line}")


@pytest.mark.parametrize("number", ["0", f"{MOST_DAYS + 1}", "9" * 5_000, "٣" * 20])
def test_a_number_out_of_range_is_refused(number: str) -> None:
    with pytest.raises(UnusableSettingError, match="from 1 to"):
        parse(f"keep {number} days")


def test_a_folder_is_typed_with_slashes_and_known_by_its_label() -> None:
    assert parse_folder(" Europe/ North ", []) == ("Europe", "North")
    assert parse_folder("TCP/IP", [("TCP/IP",)]) == ("TCP/IP",)
    assert parse_folder("", []) == ()
    assert parse_folder("//", []) == ()
    assert label(("Europe", "North")) == "Europe / North"


def test_a_folder_too_long_or_too_deep_is_refused() -> None:
    with pytest.raises(UnusableFolderError, match=f"{NAME_LENGTH} characters"):
        parse_folder("x" * (NAME_LENGTH + 1), [])
    with pytest.raises(UnusableFolderError, match=f"{MAX_FOLDERS} deep at most"):
        parse_folder("/".join("x" * (MAX_FOLDERS + 1)), [])


def test_folders_are_known_with_those_around_them(session: Session) -> None:
    follow(session, "one", folder=("b", "C"))
    follow(session, "two", folder=("A",))
    assert folders_of(session.library.feeds.all()) == [("A",), ("b",), ("b", "C")]
