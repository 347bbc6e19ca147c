"""Commands of the screen of rules: two of them, “Ferries”, which stars and tags, and “Rust”, which hides."""

from functools import partial

from reader.model import Rule
from reader.ui.commands import Where
from reader.ui.screens.rules import RulesScreen
from tests.composed import HARBOUR, Reader
from tests.key_checks import Press, seen_after

everywhere = partial(seen_after, Where.EVERYWHERE)
in_rules = partial(seen_after, Where.RULES)

RULES = (
    Rule(0, "Ferries", "title:ferry", stars=True, tags=("coast",)),
    Rule(0, "Rust", "rust", hides=True),
    Rule(0, "author:nobody", "author:nobody", marks_read=True),
)


async def begin(reader: Reader) -> None:
    """Go to the rules, with some there."""
    reader.session.library.rules.replace(RULES)
    await reader.press("g", "r")


def kept(reader: Reader) -> tuple[Rule, ...]:
    return reader.session.library.rules.all()


def names(reader: Reader) -> list[str]:
    return [rule.name for rule in kept(reader)]


@everywhere("rules")
async def rules_are_listed(reader: Reader, press: Press) -> None:
    reader.session.library.rules.replace(RULES)
    await press()
    assert isinstance(reader.app.screen, RulesScreen)
    assert "title:ferry → star, tag coast" in reader.screen
    await reader.until(lambda: "It would have caught 1 of" in reader.screen)
    assert HARBOUR in reader.screen


@in_rules("add_rule")
async def rule_is_made(reader: Reader, press: Press) -> None:
    await press()
    await reader.type("boat")
    await reader.press("enter")
    await reader.type("hide, tag sea")
    await reader.press("enter")
    assert names(reader) == ["Ferries", "Rust", "author:nobody", "boat"]
    assert (kept(reader)[-1].hides, kept(reader)[-1].tags) == (True, ("sea",))
    assert "boat → hide, tag sea" in reader.screen
    await reader.press("u")
    assert len(kept(reader)) == len(RULES)


@in_rules("edit_query")
async def query_is_changed(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("ctrl+u")
    await reader.type("boat")
    await reader.press("enter")
    assert (kept(reader)[0].name, kept(reader)[0].query) == ("Ferries", "boat")


@in_rules("edit_actions")
async def actions_are_changed(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("ctrl+u")
    await reader.type("mark")
    await reader.press("tab", "enter")
    changed = kept(reader)[0]
    assert (changed.marks_read, changed.stars, changed.tags) == (True, False, ())


@in_rules("rename_rule")
async def rule_is_renamed(reader: Reader, press: Press) -> None:
    await press()
    await reader.press("ctrl+u")
    await reader.type("Boats")
    await reader.press("enter")
    assert names(reader)[0] == "Boats"


@in_rules("toggle_rule")
async def rule_is_switched_off_and_on(reader: Reader, press: Press) -> None:
    await press()
    assert not kept(reader)[0].enabled
    assert "○ Ferries" in reader.screen
    await press()
    assert kept(reader)[0].enabled


@in_rules("delete_rule")
async def rule_is_deleted(reader: Reader, press: Press) -> None:
    await press()
    assert names(reader) == ["Rust", "author:nobody"]
    await reader.press("u")
    assert names(reader) == [rule.name for rule in RULES]


@in_rules("rule_down", "rule_up")
async def rules_change_places(reader: Reader, press: Press) -> None:
    if press.command.id == "rule_up":
        await reader.press("j")
    await press()
    assert names(reader) == ["Rust", "Ferries", "author:nobody"]
    moved = "Rust" if press.command.id == "rule_up" else "Ferries"
    assert f"›● {moved}" in reader.screen
    await reader.press(*(("k", "K") if press.command.id == "rule_up" else ("G", "J")))
    assert "There is no other rule that way." in reader.status
