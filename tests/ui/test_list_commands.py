"""What is done to whole articles, in the list and from the open one."""

import json
from pathlib import Path

from tests.composed import HARBOUR, TALKS, annotate, find_article, mark_article, reading


async def test_reading_an_article_makes_it_read_and_it_stays_where_it_is(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("2")
        await reader.press("enter")
        await reader.until(lambda: reader.title == HARBOUR)
        await reader.press("h")
        assert reader.listed[0] == HARBOUR
        assert reader.screen.splitlines()[0].startswith(f"›  {HARBOUR}")
        await reader.open(reader.listed[1])
        assert HARBOUR not in reader.listed


async def test_what_was_read_is_read_the_next_time(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("s")
    async with reading(home) as reader:
        assert reader.screen.splitlines()[0].startswith(f"›  ★ {HARBOUR}")
        assert "14 unread" in reader.status


async def test_marking_all_read_is_one_step_to_undo(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "space", "A")
        assert [row.article.read for row in reader.app.reading.articles.items] == [True] * len(reader.listed)
        await reader.press("u")
        assert [row.article.read for row in reader.app.reading.articles.items].count(True) == 1
        await reader.press("u", "ctrl+r", "ctrl+r")
        assert all(row.article.read for row in reader.app.reading.articles.items)


async def test_stars_and_tags_of_articles_can_be_undone(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("s", "t", *"weekly", "enter", "t", *", ferry", "enter")
        assert "★" in reader.screen
        assert "#weekly #ferry" in reader.screen
        await reader.press("u")
        assert "#weekly" in reader.screen
        assert "#ferry" not in reader.screen
        await reader.press("u", "u")
        assert reader.session.notes.marks() == []
        assert "★" not in reader.screen
        await reader.press("ctrl+r", "ctrl+r", "ctrl+r")
        assert "#weekly #ferry" in reader.screen


async def test_highlights_and_notes_are_counted_in_the_list(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("m", ")", "a", *"note", "ctrl+s")
        await reader.press("h")
        await reader.until(lambda: "▎2 ✎1" in reader.screen.splitlines()[1])


async def test_the_choices_tell_what_they_show(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "not ruling out anything", title=TALKS)
        mark_article(reader.session, HARBOUR, starred=True)
        reader.app.notes_changed()
        await reader.settle()
        for key, title, place in (("3", TALKS, "Annotated 1"), ("4", HARBOUR, "Starred 1")):
            await reader.press(key)
            assert [each.startswith(title) for each in reader.listed] == [True]
            assert reader.status.startswith(place)


async def test_an_article_without_an_address_says_so(home: Path, browsed: list[str]) -> None:
    async with reading(home) as reader:
        index = next(i for i, row in enumerate(reader.app.reading.articles.items) if not row.article.url)
        reader.app.reading.articles.move_to(index)
        await reader.press("o")
        assert reader.status.startswith("This article has no address to open.")
        assert browsed == []


async def test_the_neighbours_of_the_open_article_are_those_of_the_list(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("slash", *"lantern", "enter")
        shown = reader.listed
        await reader.open(shown[0])
        await reader.press("J")
        assert reader.title == shown[1]
        for _ in shown:
            await reader.press("J")
        assert reader.title == shown[-1]
        assert reader.status.startswith("There is no other article that way.")


async def test_of_two_articles_asked_for_quickly_the_last_one_wins(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        reader.send("J", "J", "J")
        await reader.settle()
        assert reader.title == reader.listed[3]
        assert reader.app.reading.articles.cursor == 3


async def test_the_neighbours_after_a_note_was_opened_are_its_articles(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "not ruling out anything", title=TALKS)
        await reader.press("g", "n", "enter")
        await reader.until(lambda: reader.title.startswith(TALKS))
        at = reader.listed.index(reader.title)
        await reader.press("[", "[")
        assert reader.title == reader.listed[at - 1]


async def test_an_article_that_is_gone_is_told_and_its_notes_stay(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "not ruling out anything", title=TALKS)
    notes = json.loads((home / "notes.json").read_text(encoding="utf-8"))
    (document,) = notes["annotations"].values()
    document["article"]["id"] = "0" * 16
    (home / "notes.json").write_text(json.dumps(notes), encoding="utf-8")
    async with reading(home) as reader:
        await reader.press("g", "n", "enter")
        assert reader.status.startswith("! ")
        assert "0000" in reader.status
        assert len(reader.notes) == 1
        assert find_article(reader.session, TALKS)
