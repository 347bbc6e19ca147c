"""Feeds, what they give, and what becomes of their articles when they go."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.document.html import from_html
from reader.library import (
    Arrived,
    ArticleSource,
    FeedAmbiguousError,
    FeedNotFoundError,
    Library,
    Selection,
    Settled,
    SourceFormat,
    TakenIn,
    Tally,
    TextPendingError,
    check,
)
from reader.model import Enclosure, Entry, Feed, FeedState

AT = "2025-05-11T08:00:00.000Z"
LONG = "<p>The harbour town waits for its ferry. </p>" * 8


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


def follow(library: Library, name: str = "news", **more: object) -> Feed:
    (feed,) = library.feeds.follow([replace(Feed(0, f"https://{name}.example/feed", "", ""), **more)])
    return feed


def entry(key: str, html: str = "<p>Text.</p>", **more: object) -> Entry:
    given = Entry(key, f"Title {key}", url=f"https://news.example/{key}", html=html)
    return replace(given, **more)


def take_in(library: Library, feed: Feed, *entries: Entry) -> TakenIn:
    state = FeedState(feed.id, etag='"1"', fetched=AT, succeeded=AT)
    (taken,) = library.arrivals.take_in([Arrived(feed.id, AT, "The News", "The News", entries, state)])
    return taken


def settle(library: Library) -> None:
    waiting = library.arrivals.waiting(1_000)
    library.arrivals.settle(
        [
            Settled(
                each.id, 1, ArticleSource(each.html, SourceFormat.HTML), from_html(each.html, title=each.title)
            )
            for each in waiting
        ]
    )


def test_entries_are_articles_at_once_newest_first_and_have_their_text_soon_after(library: Library) -> None:
    feed = follow(library)
    taken = take_in(library, feed, entry("b"), entry("a"))
    assert [article.title for article in library.list()] == ["Title b", "Title a"]
    assert [library.get(id_).title for id_ in taken.new] == ["Title b", "Title a"]
    with pytest.raises(TextPendingError, match="has not been read in yet"):
        library.document(taken.new[0])
    assert library.arrivals.waiting_count() == 2
    settle(library)
    assert library.arrivals.waiting_count() == 0
    assert library.document(taken.new[0]).text == "Title b\n\nText."
    assert library.arrivals.waiting_for(taken.new[0]) is None
    assert library.get(taken.new[0]).source == "The News"


def test_what_a_feed_gave_before_is_not_new(library: Library) -> None:
    feed = follow(library)
    take_in(library, feed, entry("a"))
    assert take_in(library, feed, entry("a")) == TakenIn()
    assert library.count() == 1


def test_an_entry_with_another_text_is_a_new_revision_of_its_article(library: Library) -> None:
    feed = follow(library)
    (article_id,) = take_in(library, feed, entry("a")).new
    settle(library)
    assert take_in(library, feed, entry("a", "<p>Corrected.</p>")) == TakenIn((), (article_id,))
    settle(library)
    assert library.document(article_id).text == "Title a\n\nCorrected."
    assert len(library.revisions(article_id)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/a",
        "https://NEWS.example/a/",
        "https://news.example:443/a?utm_source=feed&fbclid=1",
        "https://news.example/a#top",
    ],
)
def test_two_feeds_that_link_to_one_page_give_one_article(library: Library, url: str) -> None:
    first, second = follow(library, "one"), follow(library, "two")
    (article_id,) = take_in(library, first, entry("a")).new
    assert take_in(library, second, entry("other key", url=url)) == TakenIn()
    assert [feed.id for feed in library.feeds.of_article(article_id)] == [first.id, second.id]


def test_a_feed_that_changes_its_ids_does_not_give_its_articles_again(library: Library) -> None:
    feed = follow(library)
    take_in(library, feed, entry("a"))
    assert take_in(library, feed, entry("new id", url="https://news.example/a", title="Title a")) == TakenIn()


def test_entries_that_all_link_to_one_page_stay_articles_of_their_own(library: Library) -> None:
    feed = follow(library)
    front = "https://news.example/"
    taken = take_in(library, feed, entry("a", url=front), entry("b", url=front), entry("c", url=front))
    assert len(set(taken.new)) == 3
    assert (
        take_in(library, feed, entry("a", url=front), entry("b", url=front), entry("c", url=front)) == TakenIn()
    )


def test_one_long_text_under_one_title_is_one_article_wherever_it_stands(library: Library) -> None:
    first, second = follow(library, "one"), follow(library, "two")
    take_in(library, first, entry("a", LONG))
    copy = entry("a", LONG, url="https://elsewhere.example/agency/a")
    assert take_in(library, second, copy) == TakenIn()
    short = entry("a", url="https://elsewhere.example/another")
    assert len(take_in(library, second, replace(short, key="b")).new) == 1


def test_the_whole_text_takes_the_place_of_an_excerpt_and_is_not_given_up_for_one(library: Library) -> None:
    first, second = follow(library, "one"), follow(library, "two")
    (article_id,) = take_in(library, first, entry("a", "<p>Begins…</p>", is_excerpt=True)).new
    take_in(library, second, entry("b", "<p>The whole.</p>", url="https://news.example/a"))
    settle(library)
    assert library.document(article_id).text.endswith("The whole.")
    take_in(library, first, entry("a", "<p>Begins differently…</p>", is_excerpt=True))
    assert library.arrivals.waiting_count() == 0


def test_a_text_that_was_fetched_meanwhile_is_not_undone(library: Library) -> None:
    feed = follow(library)
    (article_id,) = take_in(library, feed, entry("a")).new
    (waiting,) = library.arrivals.waiting(1)
    settled = Settled(article_id, 1, ArticleSource("", SourceFormat.HTML), from_html(waiting.html, title="Old"))
    settle(library)
    library.arrivals.settle([settled])
    assert library.document(article_id).text.startswith("Title a")


def test_a_date_far_ahead_does_not_keep_an_article_on_top(library: Library) -> None:
    feed = follow(library)
    take_in(library, feed, entry("ahead", published="2099-01-01T00:00:00+00:00"))
    take_in(library, feed, entry("today", published="2025-05-11T09:00:00+00:00"))
    assert [article.title for article in library.list()] == ["Title today", "Title ahead"]


def test_enclosures_are_kept(library: Library) -> None:
    feed = follow(library)
    given = (Enclosure("https://news.example/a.mp3", "audio/mpeg", 1_000), Enclosure("https://news.example/b"))
    (article_id,) = take_in(library, feed, entry("a", enclosures=given)).new
    assert library.enclosures(article_id) == given


def test_articles_are_chosen_by_feed_state_and_age(library: Library) -> None:
    first, second = follow(library, "one"), follow(library, "two")
    (a,) = take_in(library, first, entry("a", published="2025-05-10T00:00:00+00:00")).new
    (b,) = take_in(library, second, entry("b", published="2025-05-11T00:00:00+00:00")).new
    library.set_read([a], True)
    assert library.ids() == [b, a]
    assert library.ids(Selection(feeds=(first.id,))) == [a]
    assert library.ids(Selection(read=False)) == [b]
    assert library.ids(Selection(since="2025-05-10T12")) == [b]
    assert library.ids(Selection(ids=frozenset({a, "nothing"}))) == [a]
    assert library.ids(Selection(has_feed=False)) == []
    assert library.tally(Selection()) == Tally(2, 1)
    assert library.tally(Selection(feeds=())) == Tally(0, 0)
    assert library.feeds.tallies() == {first.id: Tally(1, 0), second.id: Tally(1, 1)}


def test_a_feed_is_called_what_the_reader_calls_it_else_what_it_calls_itself(library: Library) -> None:
    feed = follow(library)
    assert feed.title == "https://news.example/feed"
    take_in(library, feed)
    assert library.feeds.get(feed.id).title == "The News"
    library.feeds.change([replace(feed, given_title="Mine", folder=("Europe", "North"), tags=("daily",))])
    changed = library.feeds.get(feed.id)
    assert (changed.title, changed.folder, changed.tags) == ("Mine", ("Europe", "North"), ("daily",))


def test_a_feed_is_found_by_id_address_and_title(library: Library) -> None:
    north, south = follow(library, "n", given_title="News North"), follow(library, "s", given_title="News South")
    for reference in (str(north.id), north.url, "news north", "News N"):
        assert library.feeds.find(reference).id == north.id
    with pytest.raises(FeedAmbiguousError, match=f"{north.id} .News North.; {south.id} .News South."):
        library.feeds.find("news")
    for reference in ("", "nothing"):
        with pytest.raises(FeedNotFoundError):
            library.feeds.find(reference)


def test_how_a_feed_is_doing_comes_back_as_it_was(library: Library) -> None:
    feed = follow(library)
    assert library.feeds.state(feed.id) == FeedState(feed.id)
    state = FeedState(feed.id, '"e"', "then", "sha", AT, AT, AT, AT, 3_600, 2, "It was not found.", AT, True)
    library.feeds.record([state])
    assert library.feeds.state(feed.id) == state
    assert library.feeds.states() == {feed.id: state}


def test_a_feed_that_is_left_takes_its_articles_along_and_brings_them_back(library: Library) -> None:
    first, second = follow(library, "one"), follow(library, "two")
    mine, shared, kept = take_in(library, first, entry("mine"), entry("shared"), entry("kept")).new
    take_in(library, second, entry("shared"))
    library.feeds.unfollow([first.id], keep=[kept])
    assert [feed.id for feed in library.feeds.all()] == [second.id]
    assert set(library.ids()) == {shared, kept}
    library.feeds.follow_again([first.id])
    assert set(library.ids()) == {mine, shared, kept}


def test_following_a_feed_that_was_left_goes_on_where_it_was(library: Library) -> None:
    feed = follow(library, given_title="Mine")
    take_in(library, feed, entry("a"))
    library.feeds.unfollow([feed.id])
    again = follow(library)
    assert (again.id, again.title) == (feed.id, "Mine")
    assert take_in(library, feed, entry("a")) == TakenIn()
    assert library.tally(Selection()) == Tally(1, 1)


def test_a_feed_moves_unless_another_is_there(library: Library) -> None:
    first, second = follow(library, "one"), follow(library, "two")
    assert library.feeds.move(first.id, "https://moved.example/feed")
    assert library.feeds.get(first.id).url == "https://moved.example/feed"
    assert not library.feeds.move(first.id, second.url)


def test_old_articles_go_and_do_not_come_again_but_what_is_kept_stays(library: Library) -> None:
    feed, other = follow(library, "one"), follow(library, "two")
    entries = [entry(str(day), published=f"2025-05-{day:02}T00:00:00+00:00") for day in range(9, 0, -1)]
    taken = take_in(library, feed, *entries)
    settle(library)
    take_in(library, other, entries[-1])
    pruned = library.feeds.prune(feed, before="2025-05-03", keep_count=5, keep=[taken.new[-2]])
    titles = [article.title for article in library.list()]
    assert titles == ["Title 9", "Title 8", "Title 7", "Title 6", "Title 5", "Title 2", "Title 1"]
    assert pruned == 2
    assert take_in(library, feed, *entries) == TakenIn()


def test_nothing_is_taken_in_when_something_in_it_cannot_be_kept(library: Library) -> None:
    feed = follow(library)
    with pytest.raises(UnicodeEncodeError):
        take_in(library, feed, entry("a", title="lone \ud800 surrogate"), entry("b"))
    assert library.count() == 0


def test_articles_that_wait_for_their_text_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        take_in(library, follow(library), entry("a"), entry("b"))
    findings = check(path)
    assert {finding.level for finding in findings} == {"ok"}
    assert any("2 articles from feeds yet to be read in" in finding.sentence for finding in findings)


def test_what_the_reader_or_a_rule_hid_stays_so_when_its_feed_comes_back(library: Library) -> None:
    feed = follow(library)
    shown, hidden = take_in(library, feed, entry("shown"), entry("hidden")).new
    library.set_hidden([hidden], True)
    library.feeds.unfollow([feed.id])
    assert set(library.ids(Selection(hidden=True))) == {shown, hidden}
    library.feeds.follow_again([feed.id])
    assert set(library.ids()) == {shown}
    assert set(library.ids(Selection(hidden=True))) == {hidden}


def test_unread_articles_of_groups_of_feeds_count_once_in_each(library: Library) -> None:
    one, two, three = (follow(library, name) for name in ("one", "two", "three"))
    read, _ = take_in(library, one, entry("read"), entry("shared")).new
    take_in(library, two, entry("shared"), entry("own"))
    library.set_read([read], True)
    groups = [{one.id, two.id}, {one.id}, {three.id}, set(), {one.id, two.id, three.id}]
    assert library.feeds.unread_of_groups(groups) == [2, 1, 0, 0, 2]
