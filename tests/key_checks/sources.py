"""Commands of the sources pane, and those that lead there and fetch from everywhere.

A folder “Coast” holds the “Harbour Post”, which does well, and “The Lantern”, which fails; outside of it “Old weblog”
is gone.
"""

from functools import partial
from typing import Any

from reader.annotations.identifiers import new_uid
from reader.model import FullText
from reader.model.saved_search import SavedSearch
from reader.model.source import FeedSource, FolderSource, SmartList, Source
from reader.ui.commands import Where
from reader.ui.prompts.prompt import LinePrompt
from tests.composed import Reader
from tests.fakes.feeds import FakeBackground, added, fetched, follow, follow_some, give
from tests.key_checks import Press, seen_after

everywhere = partial(seen_after, Where.EVERYWHERE)
in_list = partial(seen_after, Where.LIST)
in_sources = partial(seen_after, Where.SOURCES)


TALKS = SavedSearch(new_uid(), "Talks", "macron")
COAST = SavedSearch(new_uid(), "The coast", "ferry")
SEARCHES = (TALKS, COAST)


async def begin(reader: Reader) -> None:
    """Go to the pane, with feeds in it."""
    follow_some(reader.session)
    await reader.press("g", "s")
    await reader.until(lambda: "Old weblog" in reader.screen)


def go_to(reader: Reader, title: str) -> None:
    pane = reader.app.reading.sourcing.pane
    pane.move_to(next(index for index, row in enumerate(pane.items) if getattr(row, "title", "") == title))


def source(reader: Reader) -> Source:
    row = reader.app.reading.sourcing.pane.row
    assert row is not None
    return row.source


def feed(reader: Reader, title: str = "Harbour Post") -> Any:
    return next(each for each in reader.session.library.feeds.all() if each.url == url(title))


def url(title: str) -> str:
    return f"https://{'-'.join(title.casefold().split())}.example/feed"


def background(reader: Reader, name: str, **answers: Any) -> FakeBackground:
    fake = FakeBackground({do: [answer] for do, answer in answers.items()})
    setattr(reader.app.processes, name, fake)
    return fake


# -- from everywhere


@everywhere("sources")
async def sources_have_the_keys(reader: Reader, press: Press) -> None:
    await reader.press("g", "n")
    await press()
    assert reader.app.screen is reader.app.reading
    assert reader.app.focused is reader.app.reading.sourcing.pane
    assert "Annotated" in reader.screen


@everywhere("stop_fetching")
async def fetch_stops(reader: Reader, press: Press) -> None:
    await press()
    assert "Nothing is being fetched." in reader.status
    follow(reader.session, "Harbour Post")
    fake = background(reader, "fetching", fetch=fetched())
    fake.hold()
    reader.send("R")
    await reader.until(lambda: fake.asked)
    await press()
    await reader.until(lambda: "Stopped fetching" in reader.status)


# -- from the list of articles


@in_list("sources")
async def list_leads_to_the_sources_and_they_back(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.focused is reader.app.reading.sourcing.pane
    await reader.press("l")
    assert reader.app.focused is reader.app.reading.articles


@in_list("fetch_source")
async def feed_of_the_article_is_fetched(reader: Reader, press: Press) -> None:
    await press()
    assert "There is no feed here to fetch." in reader.status
    known = follow(reader.session, "Harbour Post")
    (article_id,) = give(reader.session, known, "Ferry is late")
    await reader.app.reading.shelf.load()
    reader.app.reading.articles.go_to(article_id)
    fake = background(reader, "fetching", fetch=fetched(feeds=1))
    await press()
    assert fake.asked == [("fetch", {"feeds": [known.id], "force": True})]


@in_list("fetch_all")
@in_sources("fetch_all")
async def every_feed_is_fetched(reader: Reader, press: Press) -> None:
    follow(reader.session, "One more")
    fake = background(reader, "fetching", fetch=fetched(feeds=4, new=2, failed=1))
    await press()
    assert fake.asked == [("fetch", {"feeds": None, "force": True})]
    assert "fetched 4 feeds · 2 new · 1 failed" in reader.status


@in_list("add_source")
@in_sources("add_source")
async def address_is_added(reader: Reader, press: Press) -> None:
    fake = background(reader, "importing", add=added("You follow News now."))
    await press()
    await reader.type("news.example")
    await reader.press("enter")
    assert fake.asked == [("add", {"what": "news.example", "folder": ()})]
    assert "You follow News now." in reader.status


# -- in the pane


@in_sources("next_trouble", "previous_trouble")
async def feeds_in_trouble_are_gone_through(reader: Reader, press: Press) -> None:
    backwards = press.command.id == "previous_trouble"
    go_to(reader, "Old weblog" if backwards else "Coast")
    await press()
    assert source(reader) == FeedSource(feed(reader, "The Lantern").id)
    go_to(reader, "The Lantern" if backwards else "Old weblog")
    await press()
    assert "There is no other feed in trouble that way." in reader.status


@in_sources("show_source")
async def articles_of_the_feed_are_listed(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    assert reader.app.focused is reader.app.reading.articles
    assert sorted(reader.listed) == ["Ferry is late", "Ferry is on time"]
    assert "Harbour Post" in reader.status


@in_sources("collapse")
async def folder_is_gone_to_and_closed(reader: Reader, press: Press) -> None:
    go_to(reader, "The Lantern")
    await press()
    assert source(reader) == FolderSource(("Coast",))
    assert "▾ Coast" in reader.screen
    await press()
    assert "▸ Coast" in reader.screen
    assert "The Lantern" not in reader.screen


@in_sources("toggle_folder")
async def folder_closes_and_opens(reader: Reader, press: Press) -> None:
    go_to(reader, "Coast")
    await press()
    assert "The Lantern" not in reader.screen
    await press()
    assert "The Lantern" in reader.screen


@in_sources("fetch_source")
async def feed_or_folder_is_fetched(reader: Reader, press: Press) -> None:
    fake = background(reader, "fetching", fetch=fetched(feeds=2, new=3))
    go_to(reader, "Unread")
    await press()
    assert "There is no feed here to fetch." in reader.status
    go_to(reader, "Coast")
    await press()
    coast = [feed(reader, "Harbour Post").id, feed(reader, "The Lantern").id]
    assert fake.asked == [("fetch", {"feeds": coast, "force": True})]
    assert "fetched 2 feeds · 3 new" in reader.status


@in_sources("mark_source_read")
async def articles_of_the_folder_are_read(reader: Reader, press: Press) -> None:
    before = len(reader.session.library.ids())
    go_to(reader, "Coast")
    await press()
    read = [article.title for article in reader.session.library.list() if article.read]
    assert sorted(read) == ["Ferry is late", "Ferry is on time", "Shutters up"]
    await reader.press("u")
    assert not any(article.read for article in reader.session.library.list())
    assert len(reader.session.library.ids()) == before


@in_sources("rename_source")
async def feed_and_folder_are_renamed(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    await reader.press("ctrl+u")
    await reader.type("The Post")
    await reader.press("enter")
    assert "The Post" in reader.screen
    go_to(reader, "Coast")
    await press()
    await reader.press("ctrl+u")
    await reader.type("Sea")
    await reader.press("enter")
    assert feed(reader).folder == ("Sea",)
    assert source(reader) == FolderSource(("Sea",))
    await reader.press("u", "u")
    assert (feed(reader).title, feed(reader).folder) == ("Harbour Post", ("Coast",))
    await begin_with_searches(reader)
    await press()
    await reader.press("ctrl+u")
    await reader.type("Minsk")
    await reader.press("enter")
    assert kept(reader)[0] == ("Minsk", "macron")


@in_sources("move_source")
async def feed_and_folder_are_moved(reader: Reader, press: Press) -> None:
    go_to(reader, "Old weblog")
    await press()
    await reader.type("coa")
    await reader.press("tab", "enter")
    assert feed(reader, "Old weblog").folder == ("Coast",)
    go_to(reader, "Coast")
    await press()
    await reader.type("Europe/West")
    await reader.press("enter")
    assert {each.folder for each in reader.session.library.feeds.all()} == {("Europe", "West", "Coast")}


@in_sources("tag_source")
async def feed_is_tagged(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    await reader.type("daily")
    await reader.press("enter")
    assert feed(reader).tags == ("daily",)
    assert "#daily" in reader.app.reading.sourcing.describe_place()


@in_sources("pause_source")
async def feed_is_paused_and_goes_on(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    assert "paused" in next(line for line in reader.screen.splitlines() if "Harbour Post" in line)
    await press()
    assert not feed(reader).paused


@in_sources("unsubscribe")
async def feed_is_left_and_taken_back(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    assert "Harbour Post" not in reader.screen.partition("unsubscribe")[0]
    assert "unsubscribe from “Harbour Post”" in reader.status
    await reader.press("u")
    assert "Harbour Post" in reader.screen
    await begin_with_searches(reader)
    await press()
    assert kept(reader) == [("The coast", "ferry")]
    await reader.press("u")
    assert len(kept(reader)) == 2


@in_sources("source_settings")
async def feed_has_other_settings(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    assert isinstance(reader.app.screen, LinePrompt)
    await reader.type("full text always, keep 30 days")
    await reader.press("enter")
    assert (feed(reader).full_text, feed(reader).keep_days) == (FullText.ALWAYS, 30)


@in_sources("show_trouble")
async def reason_is_told_in_full(reader: Reader, press: Press) -> None:
    go_to(reader, "The Lantern")
    await press()
    assert f"There is nothing at {url('The Lantern')} (404). Last fetched well: 4 May 2026" in reader.status


@in_sources("open_site")
async def site_is_opened(reader: Reader, press: Press) -> None:
    go_to(reader, "Harbour Post")
    await press()
    assert reader.browsed == ["https://harbour-post.example"]
    go_to(reader, SmartList.ALL.value)
    await press()
    assert "The cursor is on no feed." in reader.status


# -- saved searches


def keep_searches(reader: Reader) -> None:
    reader.session.notes.searches.replace((), SEARCHES)


def kept(reader: Reader) -> list[tuple[str, str]]:
    return [(search.name, search.query) for search in reader.session.notes.searches.all()]


async def begin_with_searches(reader: Reader) -> None:
    """Have two saved searches in the pane."""
    keep_searches(reader)
    reader.app.notes_changed()
    await reader.until(lambda: "/ The coast" in reader.screen)
    go_to(reader, "Talks")


@in_sources("edit_search")
async def saved_search_looks_for_something_else(reader: Reader, press: Press) -> None:
    await press()
    assert "The cursor is on no saved search." in reader.status
    await begin_with_searches(reader)
    await press()
    await reader.type(" minsk")
    await reader.press("enter")
    assert kept(reader)[0] == ("Talks", "macron minsk")
    await reader.press("u")
    assert kept(reader)[0] == ("Talks", "macron")


@in_sources("search_down", "search_up")
async def saved_search_has_another_place(reader: Reader, press: Press) -> None:
    await begin_with_searches(reader)
    if press.command.id == "search_up":
        go_to(reader, "The coast")
    await press()
    assert [name for name, _ in kept(reader)] == ["The coast", "Talks"]
    await press()
    assert [name for name, _ in kept(reader)] == ["The coast", "Talks"]
