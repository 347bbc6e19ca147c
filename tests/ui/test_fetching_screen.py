"""Fetching and adding from the screen, which stays free meanwhile."""

from pathlib import Path
from typing import Any

from reader.library import Arrived
from reader.model import Entry, FeedState
from reader.services.background import BackgroundError
from tests.composed import Reader, reading
from tests.fakes.feeds import AT, FakeBackground, added, fetched, follow, follow_some, give
from tests.key_checks.sources import background, feed, go_to


async def begin_fetch(reader: Reader, **answers: Any) -> FakeBackground:
    """Have a fetch of all feeds running."""
    follow_some(reader.session)
    fake = background(reader, "fetching", **answers)
    fake.hold()
    reader.send("R")
    await reader.until(lambda: fake.asked)
    return fake


async def end_fetch(reader: Reader, fake: FakeBackground) -> None:
    fake.let_go()
    await reader.until(lambda: not reader.app.reading.fetching.is_running)


def come_in(reader: Reader) -> None:
    """Have an article come in of which no document is made yet."""
    known = follow(reader.session, "News")
    entry = Entry("a", "A", url="https://news.example/a", html="<p>Text.</p>")
    arrived = Arrived(known.id, AT, "News", "News", [entry], FeedState(known.id))
    reader.session.library.arrivals.take_in([arrived])


async def test_a_fetch_tells_how_far_it_is_and_what_came_of_it(home: Path) -> None:
    async with reading(home) as reader:
        fake = await begin_fetch(reader, fetch=fetched(feeds=3, new=1, changed=2))
        await reader.until(lambda: "Fetching; ctrl+g stops it." in reader.status)
        assert fake.progress is not None
        fake.progress(1, 3)
        await reader.until(lambda: "fetching 1/3" in reader.status)
        give(reader.session, feed(reader), "Ferry is late", "Ferry is on time", "Ferry sinks")
        await reader.until(lambda: "fetching 1/3 · 1 new" in reader.status)
        await end_fetch(reader, fake)
        await reader.until(lambda: "fetched 3 feeds · 1 new · 2 changed" in reader.status)
        assert "fetching" not in reader.status


async def test_the_reader_goes_on_while_feeds_are_fetched(home: Path) -> None:
    async with reading(home) as reader:
        fake = await begin_fetch(reader, fetch=fetched())
        reader.send("j", "j", "enter")
        await reader.until(lambda: reader.title)
        assert reader.app.focused is reader.app.reading.desk.view
        await end_fetch(reader, fake)


async def test_what_comes_in_leaves_the_cursor_on_its_article(home: Path) -> None:
    async with reading(home) as reader:
        fake = await begin_fetch(reader, fetch=fetched())
        reader.app.reading.articles.move_to(4)
        here = reader.listed[4]
        give(reader.session, feed(reader), "Ferry is late", "Ferry is on time", "Ferry sinks")
        await reader.until(lambda: "Ferry sinks" in reader.listed)
        current = reader.app.reading.articles.current
        assert current is not None
        assert current.article.title == here
        await end_fetch(reader, fake)


async def test_one_fetch_runs_at_a_time(home: Path) -> None:
    async with reading(home) as reader:
        fake = await begin_fetch(reader, fetch=fetched())
        reader.send("R")
        await reader.until(lambda: "A fetch is running already. ctrl+g stops it." in reader.status)
        assert len(fake.asked) == 1
        await end_fetch(reader, fake)


async def test_why_the_one_feed_failed_is_told(home: Path) -> None:
    async with reading(home) as reader:
        follow_some(reader.session)
        sentence = "There is nothing at https://the-lantern.example/feed (404)."
        background(reader, "fetching", fetch=fetched(feeds=1, failed=1, sentences=[sentence]))
        await reader.press("g", "s")
        go_to(reader, "The Lantern")
        await reader.press("r")
        assert sentence in reader.status


async def test_a_fetch_that_breaks_says_so_and_can_be_begun_again(home: Path) -> None:
    async with reading(home) as reader:
        follow_some(reader.session)
        fake = background(reader, "fetching", fetch=BackgroundError("The background process stopped."))
        fake.answers["fetch"].append(fetched())
        await reader.press("R")
        assert "The background process stopped." in reader.status
        await reader.press("R")
        assert "fetched 3 feeds" in reader.status


async def test_documents_are_made_of_what_came_in(home: Path) -> None:
    async with reading(home) as reader:
        fake = background(reader, "fetching", fetch=fetched(feeds=1, new=1), settle={"settled": 1})
        come_in(reader)
        await reader.press("R")
        assert ("settle", {}) in fake.asked
        assert "fetched 1 feed · 1 new" in reader.status


async def test_what_came_in_otherwise_is_made_into_documents_once(home: Path) -> None:
    async with reading(home) as reader:
        fake = background(reader, "fetching", settle={"settled": 1})
        come_in(reader)
        await reader.until(lambda: fake.asked)
        for _ in range(3):
            await reader.app.reading.fetching.follow()
        assert fake.asked == [("settle", {})]


async def test_making_documents_can_be_stopped(home: Path) -> None:
    async with reading(home) as reader:
        fake = background(reader, "fetching", settle={"settled": 1})
        fake.hold()
        come_in(reader)
        await reader.until(lambda: fake.progress)
        assert fake.progress is not None
        fake.progress(100, 2_500)
        await reader.until(lambda: "reading in 100/2,500" in reader.status)
        reader.send("ctrl+g")
        await reader.until(lambda: "Stopped; what has come in is made ready" in reader.status)


async def test_when_no_server_wants_a_visit_that_is_told(home: Path) -> None:
    async with reading(home) as reader:
        follow(reader.session, "News")
        background(reader, "fetching", fetch=fetched(feeds=0))
        await reader.press("R")
        assert "Nothing to fetch: what is not paused or gone asks to be left alone for now." in reader.status


async def test_without_feeds_there_is_nothing_to_fetch(home: Path) -> None:
    async with reading(home) as reader:
        fake = background(reader, "fetching")
        await reader.press("R")
        assert "There are no feeds yet. a adds one." in reader.status
        assert not fake.asked


async def test_of_several_feeds_of_a_page_the_reader_chooses_one(home: Path) -> None:
    async with reading(home) as reader:
        choices = [
            {"url": "https://news.example/a", "title": "All news"},
            {"url": "https://news.example/s", "title": "Sport [b]"},
        ]
        fake = background(reader, "importing", add=added("", choices=choices))
        fake.answers["add"].append(added("You follow Sport now."))
        await reader.press("a")
        await reader.type("news.example")
        await reader.press("enter")
        assert "Sport [b]" in reader.screen
        await reader.press("enter")
        await reader.until(lambda: "The page has several feeds" in reader.screen)
        await reader.type("sport")
        await reader.press("enter")
        assert [arguments["what"] for _, arguments in fake.asked] == ["news.example", "https://news.example/s"]
        assert "You follow Sport now." in reader.status


async def test_what_was_added_goes_into_the_folder_and_is_taken_back_by_undo(home: Path) -> None:
    class Following(FakeBackground):
        async def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
            follow(reader.session, "News", *arguments["folder"])
            return await super().ask(do, **arguments)

    async with reading(home) as reader:
        follow_some(reader.session)
        reader.app.processes.importing = Following({"add": [added("You follow News now.")]})  # type: ignore[assignment]
        await reader.press("g", "s")
        go_to(reader, "The Lantern")
        await reader.press("a")
        assert "Add to Coast: address or file" in reader.screen
        await reader.type("https://news.example/feed")
        await reader.press("enter")
        assert feed(reader, "News").folder == ("Coast",)
        await reader.until(lambda: "News" in reader.screen)
        await reader.press("u")
        assert "News" not in {each.title for each in reader.session.library.feeds.all()}


async def test_why_something_cannot_be_added_is_told(home: Path) -> None:
    async with reading(home) as reader:
        sentence = "There is no host “nowhere.example”, or this machine is offline."
        background(reader, "importing", add=BackgroundError(sentence))
        await reader.press("a")
        await reader.type("nowhere.example")
        await reader.press("enter")
        assert sentence in reader.status


async def test_nothing_typed_adds_nothing(home: Path) -> None:
    async with reading(home) as reader:
        fake = background(reader, "importing")
        await reader.press("a", "enter", "a", "escape")
        assert not fake.asked
