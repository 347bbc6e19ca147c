"""Every command of the table, by each of its keys, does what can be seen."""

from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.services.session import Session
from reader.ui.commands import COMMANDS, Command, Where, in_context
from reader.ui.keys.keymap import FORBIDDEN_KEYS
from reader.ui.screens.revisions import RevisionRows
from tests.composed import TALKS, Reader, annotate, annotate_as_it_was, came_before, places_in, reading
from tests.key_checks import (  # noqa: F401
    CHECKS,
    Press,
    article,
    carrying,
    everywhere,
    figures,
    lists,
    naming,
    output,
    rules,
    searching,
    selection,
    sources,
    taking_out,
    typing,
)

SIZES = {Where.MARGIN: (120, 40)}


async def _nothing(reader: Reader) -> None:
    pass


async def _opened(reader: Reader) -> None:
    await reader.open()


async def _selecting(reader: Reader) -> None:
    await reader.open()
    await reader.go_to("The boat can be late")
    await reader.press("v")
    assert reader.selected == "The"


async def _in_margin(reader: Reader) -> None:
    await reader.open()
    await reader.press("tab")
    assert reader.app.focused is reader.app.reading.desk.margin


async def _asked_for_tags(reader: Reader) -> None:
    await reader.open()
    await reader.press("t")


async def _writing(reader: Reader) -> None:
    await reader.open()
    await reader.press("a")


async def _comparing(reader: Reader) -> None:
    """A long passage, marked when it began with other words."""
    await reader.open()
    start = reader.text.index("On the quay")
    words = reader.text[start : start + 1800]
    annotate_as_it_was(reader.session, "Near" + words[2:], words)
    reader.app.notes_changed()
    await reader.go_to("On the quay")
    await reader.press("=")


async def _in_history(reader: Reader) -> None:
    """Of an article that has had two other texts, in one of which much was different."""
    came_before(reader.session, "thé", "the")
    came_before(reader.session, "At the quay", "On the quay")
    await reader.open()
    await reader.press("g", "h")
    assert isinstance(reader.app.focused, RevisionRows)


def _typed(*keys: str) -> Callable[[Reader], Awaitable[None]]:
    async def go(reader: Reader) -> None:
        await reader.press(*keys)

    return go


BEGIN: dict[Where, Callable[[Reader], Awaitable[None]]] = {
    Where.EVERYWHERE: _nothing,
    Where.SOURCES: sources.begin,
    Where.LIST: _nothing,
    Where.ARTICLE: _opened,
    Where.SELECTION: _selecting,
    Where.MARGIN: _in_margin,
    Where.COMPARISON: _comparing,
    Where.REVISIONS: _in_history,
    Where.QUOTATIONS: _typed("g", "q"),
    Where.ENTITIES: _typed("g", "e"),
    Where.ENTITY: naming.begin_entity,
    Where.NOTES: _typed("g", "n"),
    Where.SEARCH: searching.begin,
    Where.TAGS: _typed("g", "t"),
    Where.PAIRS: figures.among_pairs,
    Where.STATISTICS: figures.in_statistics,
    Where.OUTPUT: output.begin,
    Where.RULES: rules.begin,
    Where.HELP: _typed("question_mark"),
    Where.PROMPT: _asked_for_tags,
    Where.EDITOR: _writing,
}


@pytest.fixture
def annotated_home(home: Path) -> Path:
    with closing(Session(places_in(home))) as session:
        annotate(session, "You watch the shutter", tags=("claim",))
        annotate(
            session, "Rust doesn’t happen in an afternoon.", tags=("evidence", "claim"), note="Ask her again."
        )
        annotate(session, "he is not ruling out anything", title=TALKS, tags=("economy",))
    return home


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        pytest.param(command, keys, id=f"{command.where.value} {command.id} {keys}")
        for command in COMMANDS
        for keys in command.keys
    ],
)
async def test_the_key_does_what_the_table_says(
    command: Command, keys: str, annotated_home: Path, copied: list[str], browsed: list[str]
) -> None:
    async with reading(annotated_home, size=SIZES.get(command.where, (80, 24))) as reader:
        reader.copied, reader.browsed = copied, browsed
        await BEGIN[command.where](reader)
        await CHECKS[command.where, command.id](reader, Press(reader, command, keys))


def test_every_command_is_checked() -> None:
    assert CHECKS.keys() == {(command.where, command.id) for command in COMMANDS}


@pytest.mark.parametrize("where", Where)
async def test_every_command_is_carried_out_by_somebody_there(where: Where, home: Path) -> None:
    async with reading(home, size=SIZES.get(where, (80, 24))) as reader:
        await BEGIN[where](reader)
        start = reader.app.focused or reader.app.screen
        actors = [a for node in start.ancestors_with_self for a in (node, *getattr(node, "controllers", ()))]
        for command in in_context(where):
            assert any(hasattr(actor, f"action_{command.action}") for actor in actors), command.id


@pytest.mark.parametrize("where", Where)
def test_no_two_commands_of_a_context_share_keys(where: Where) -> None:
    sequences = [tuple(keys.split()) for command in in_context(where) for keys in command.keys]
    assert len(set(sequences)) == len(sequences)
    for one in sequences:
        assert not any(other != one and other[: len(one)] == one for other in sequences), one


def test_no_command_needs_keys_that_terminals_cannot_tell_apart() -> None:
    typed = {key for command in COMMANDS for keys in command.keys for key in keys.split()}
    assert not typed & FORBIDDEN_KEYS


def test_whatever_escape_does_another_key_does_too() -> None:
    assert all(len(command.keys) > 1 for command in COMMANDS if "escape" in command.keys)


def test_every_command_has_a_key_a_title_and_a_help_that_is_a_sentence() -> None:
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.title, command.id
        assert command.help.endswith((".", ")")), command.id
