"""The screen of rules beyond its keys: the dry run, mistakes, and what stays as it is."""

from pathlib import Path

from reader.model import Rule
from tests.composed import HARBOUR, reading
from tests.key_checks.rules import begin, kept


async def test_what_a_rule_would_have_caught_is_told_for_the_one_at_the_cursor(home: Path) -> None:
    async with reading(home) as reader:
        await begin(reader)
        await reader.until(lambda: "It would have caught 1 of 15 articles that are here." in reader.screen)
        await reader.press("G")
        await reader.until(lambda: "It would have caught 0 of 15 articles that are here." in reader.screen)
        assert HARBOUR not in reader.screen


async def test_what_a_query_would_catch_is_told_while_it_is_typed(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "r", "a")
        await reader.type("title:fer")
        await reader.until(lambda: HARBOUR in reader.screen)
        await reader.press("escape")
        await reader.until(lambda: HARBOUR not in reader.screen)
        assert not kept(reader)


async def test_more_articles_than_there_is_room_for_are_counted(home: Path) -> None:
    async with reading(home) as reader:
        reader.session.library.rules.replace([Rule(0, "All", "is:unread", stars=True)])
        await reader.press("g", "r")
        await reader.until(lambda: "and 9 more" in reader.screen)


async def test_a_mistake_in_a_query_is_pointed_at_and_not_kept(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "r", "a")
        await reader.type("(ferry")
        await reader.press("enter")
        await reader.until(lambda: "The query of the rule “(ferry” cannot be used" in reader.screen)
        assert not kept(reader)


async def test_a_rule_needs_a_query_and_something_to_do(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "r", "a", "enter")
        await reader.until(lambda: "A rule needs a query" in reader.screen)
        await reader.type("ferry")
        await reader.press("enter", "enter")
        await reader.until(lambda: "does nothing: have it mark read" in reader.screen)
        await reader.type("fly")
        await reader.press("enter")
        await reader.until(lambda: "“fly” is nothing a rule can do" in reader.screen)
        await reader.press("escape")
        assert not kept(reader)


async def test_a_name_that_was_the_query_follows_it(home: Path) -> None:
    async with reading(home) as reader:
        await begin(reader)
        await reader.press("G", "e")
        await reader.type("x")
        await reader.press("enter")
        assert kept(reader)[-1].name == kept(reader)[-1].query == "author:nobodyx"
        await reader.press("c", "ctrl+u", "enter")
        assert kept(reader)[-1].name == "author:nobodyx"


async def test_without_rules_it_says_how_to_make_one(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "r")
        assert "There are no rules yet. a makes one" in reader.screen
        await reader.press("e", "t", "c", "space", "d", "J")
        assert "0 rules" in reader.screen or "There is no other rule" in reader.status


async def test_a_click_on_the_rule_at_the_cursor_edits_it(home: Path) -> None:
    async with reading(home) as reader:
        await begin(reader)
        await reader.click("● Rust")
        await reader.click("● Rust")
        assert "Articles like rust" in reader.screen
        await reader.press("escape", "q")
        assert reader.app.screen is reader.app.reading


async def test_names_and_queries_are_drawn_as_text(home: Path) -> None:
    async with reading(home) as reader:
        hostile = "[@click=app.bell]x[/] \x1b[31m\u202e[/"
        reader.session.library.rules.replace([Rule(0, hostile, "ferry", tags=(hostile,))])
        await reader.press("g", "r")
        assert "[@click=app.bell]x[/]" in reader.screen
        assert not {"\x1b", "\u202e"} & {*reader.screen}
