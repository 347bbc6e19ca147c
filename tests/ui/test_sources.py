"""The sources pane on screen: what it shows, where it is, and how it leads to articles."""

from contextlib import closing
from pathlib import Path

import pytest

from reader.model.source import FeedSource, SmartList
from reader.services.session import Session
from tests.composed import Reader, places_in, reading
from tests.fakes.feeds import LAST_WEEK, follow, follow_some, give
from tests.key_checks.sources import begin, feed, go_to, source

WIDE, MIDDLE, NARROW = (160, 40), (120, 40), (80, 24)


@pytest.fixture
def fed_home(home: Path) -> Path:
    with closing(Session(places_in(home))) as session:
        follow_some(session)
    return home


def pane(reader: Reader) -> list[str]:
    """The lines of the pane, where it is beside others."""
    return [line.split("│")[1].strip() for line in reader.screen.splitlines() if line.startswith("│")]


def count(reader: Reader, title: str) -> str:
    """What stands beside a title in the pane."""
    line = next(each for each in pane(reader) if title in each)
    return line.rpartition(title)[2].strip()


async def test_it_is_at_the_left_where_there_is_room(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await reader.until(lambda: "Old weblog" in reader.screen)
        assert reader.app.focused is reader.app.reading.articles
        assert (count(reader, "Coast"), count(reader, "Harbour Post")) == ("3", "2")


async def test_it_takes_the_place_of_the_list_where_there_is_less(fed_home: Path) -> None:
    async with reading(fed_home, size=MIDDLE) as reader:
        assert "Annotated" not in reader.screen
        await reader.press("g", "s")
        assert "Annotated" in reader.screen
        assert not reader.app.reading.articles.display
        assert reader.app.reading.desk.view.display
        await reader.press("q")
        assert reader.app.focused is reader.app.reading.articles
        assert "Annotated" not in reader.screen


async def test_it_is_alone_where_there_is_room_for_one_pane(fed_home: Path) -> None:
    async with reading(fed_home, size=NARROW) as reader:
        await reader.press("h")
        assert reader.screen.splitlines()[0].startswith("›  All articles")
        assert not reader.app.reading.articles.display
        assert not reader.app.reading.desk.view.display


async def test_what_is_wrong_stands_below_the_feed_with_the_last_success(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await reader.until(lambda: "Old weblog" in reader.screen)
        lines = pane(reader)
        at = next(index for index, row in enumerate(lines) if "The Lantern" in row)
        assert lines[at] == "! The Lantern  error 1"
        assert lines[at + 1 : at + 3] == ["There is nothing at…", "worked 4 May 2026"]
        at = next(index for index, row in enumerate(lines) if "Old weblog" in row)
        assert lines[at].split() == ["✕", "Old", "weblog", "gone"]
        assert lines[at + 2] == "never worked yet"
        await reader.resize(*NARROW)
        await reader.press("h")
        detail = next(line for line in reader.screen.splitlines() if "at its address (404)." in line)
        assert detail.rstrip().endswith("worked 4 May 2026")


async def test_the_status_line_says_what_the_cursor_is_on(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await begin_again(reader)
        go_to(reader, "The Lantern")
        await reader.settle()
        assert reader.status.startswith("The Lantern · 1 unread · error · There is nothing at its address (404).")
        assert "fetched 4 May 2026" in reader.status


async def click(reader: Reader, words: str) -> None:
    """Click where the words begin in the pane."""
    row = next(y for y, line in enumerate(pane(reader)) if words in line)
    line = reader.screen.splitlines()[row + 1]
    await reader.pilot.click(offset=(line.index(words), row + 1))
    await reader.settle()


async def begin_again(reader: Reader) -> None:
    await reader.press("g", "s")
    await reader.until(lambda: "Old weblog" in reader.screen)


async def test_titles_from_outside_are_drawn_as_text(home: Path) -> None:
    with closing(Session(places_in(home))) as session:
        follow(session, "[red]loud[/red] \x1b[31m[@click=app.bell]x[/] \u202eright to left", "[/]\x07")
    async with reading(home, size=NARROW) as reader:
        await reader.press("g", "s")
        assert "[red]loud[/red] [@click=app.bell]x[/] right to left" in reader.screen
        assert "▾ [/]" in reader.screen
        assert not {"\x1b", "\u202e", "\x07"} & {*reader.screen}


async def test_without_feeds_it_says_how_to_add_one(home: Path) -> None:
    async with reading(home, size=NARROW) as reader:
        await reader.press("g", "s")
        await reader.until(lambda: "No feeds yet. a adds one" in reader.screen)
        await reader.press("G")
        assert source(reader) is SmartList.FILES


async def test_counts_follow_what_is_read_and_starred(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await begin_again(reader)
        go_to(reader, "Harbour Post")
        await reader.press("l", "s", "space")
        await reader.until(lambda: count(reader, "Harbour Post") == "1")
        await reader.until(lambda: count(reader, "Starred") == "1")


async def test_a_row_that_is_clicked_shows_its_articles(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await reader.until(lambda: "Old weblog" in reader.screen)
        await click(reader, "Harbour Post")
        assert sorted(reader.listed) == ["Ferry is late", "Ferry is on time"]
        assert reader.app.focused is reader.app.reading.articles
        await reader.press("g", "s", "g", "g")
        assert any(line.startswith("┃") and "Harbour Post" in line for line in pane(reader))


async def test_a_folders_sign_that_is_clicked_closes_it_and_opens_it(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await reader.until(lambda: "▾ Coast" in reader.screen)
        listed = reader.listed
        await click(reader, "▾ Coast")
        assert "▸ Coast" in reader.screen
        assert reader.listed == listed
        await click(reader, "▸ Coast")
        assert "The Lantern" in reader.screen


async def test_a_folder_stays_closed_the_next_time(fed_home: Path) -> None:
    async with reading(fed_home, size=NARROW) as reader:
        await begin_again(reader)
        go_to(reader, "Coast")
        await reader.press("space")
    async with reading(fed_home, size=NARROW) as reader:
        await begin_again(reader)
        assert "▸ Coast" in reader.screen
        assert "The Lantern" not in reader.screen


async def test_a_feed_is_found_by_its_name_in_a_closed_folder_too(fed_home: Path) -> None:
    async with reading(fed_home, size=NARROW) as reader:
        await begin_again(reader)
        go_to(reader, "Coast")
        await reader.press("space", "slash")
        await reader.type("lant")
        await reader.press("enter")
        assert source(reader) == FeedSource(feed(reader, "The Lantern").id)
        await reader.press("slash")
        await reader.type("zeppelin")
        await reader.press("enter")
        await reader.until(lambda: "No list, folder or feed is called that." in reader.screen)


async def test_leaving_the_feed_that_is_listed_leads_back_to_all_articles(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        before = len(reader.listed)
        await begin_again(reader)
        go_to(reader, "Harbour Post")
        await reader.press("l", "g", "s", "d")
        await reader.until(lambda: len(reader.listed) == before - 2)
        await reader.press("u")
        await reader.until(lambda: len(reader.listed) == before)


async def test_what_another_program_brings_in_appears(fed_home: Path) -> None:
    async with reading(fed_home, size=WIDE) as reader:
        await begin_again(reader)
        with closing(Session(places_in(fed_home))) as other:
            known = next(each for each in other.library.feeds.all() if each.title == "Harbour Post")
            give(other, known, "Ferry is late", "Ferry is on time", "Ferry sinks", succeeded=LAST_WEEK)
        await reader.until(lambda: "Ferry sinks" in reader.listed)
        await reader.until(lambda: count(reader, "Harbour Post") == "3")


async def test_settings_are_offered_and_take_the_place_of_others(home: Path) -> None:
    async with reading(home, size=NARROW) as reader:
        await begin(reader)
        go_to(reader, "Harbour Post")
        await reader.press(",")
        assert "full text auto, keep all," in reader.screen
        await reader.type("never")
        await reader.press("tab")
        assert "full text never, keep all," in reader.screen
        await reader.type("keep 3 weeks")
        await reader.press("enter")
        await reader.until(lambda: "“keep 3 weeks” is no setting." in reader.screen)
        await reader.press("escape")
        assert feed(reader).full_text == "auto"


@pytest.mark.parametrize("key", ["e", "m", "t", "p", "d", ","])
async def test_lists_that_are_always_there_stay_as_they_are(key: str, fed_home: Path) -> None:
    async with reading(fed_home, size=NARROW) as reader:
        await begin_again(reader)
        await reader.press(key)
        assert "This list is always there" in reader.status


async def test_a_folder_needs_a_name_and_does_not_move_into_itself(home: Path) -> None:
    async with reading(home, size=NARROW) as reader:
        await begin(reader)
        go_to(reader, "Coast")
        await reader.press("e", "ctrl+u")
        await reader.press("enter")
        await reader.until(lambda: "A folder needs a name." in reader.screen)
        await reader.press("escape", "m")
        await reader.type("Coast/North")
        await reader.press("enter")
        assert "cannot be moved into itself" in reader.status
