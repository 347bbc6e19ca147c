"""From keys to commands: sequences, contexts, the reader's own keys."""

import pytest

from reader.ui.commands import COMMANDS, Command, Where, in_context, with_colour_names
from reader.ui.keys.keymap import Keymap, Pending, rebind, shown


def typed(keymap: Keymap, keys: str, *contexts: Where) -> list[str | Pending]:
    found = [keymap.press(key, contexts) for key in keys.split()]
    return [answer.id if isinstance(answer, Command) else answer for answer in found]


def test_a_key_means_its_command() -> None:
    assert typed(Keymap(), "m", Where.ARTICLE, Where.EVERYWHERE) == ["mark"]


def test_a_sequence_is_a_command_with_its_last_key() -> None:
    keymap = Keymap()
    assert typed(keymap, "g g", Where.LIST) == [Pending.MORE, "first"]
    assert keymap.typed == ()


def test_the_keys_of_an_unfinished_sequence_are_remembered() -> None:
    keymap = Keymap()
    keymap.press("]", (Where.ARTICLE,))
    assert keymap.typed == ("]",)


def test_a_sequence_that_leads_nowhere_is_forgotten() -> None:
    keymap = Keymap()
    assert typed(keymap, "g 9 m", Where.ARTICLE) == [Pending.MORE, Pending.NOTHING, "mark"]


def test_the_nearest_context_that_knows_a_key_has_it() -> None:
    assert typed(Keymap(), "n", Where.EVERYWHERE) == ["find_next"]
    assert typed(Keymap(), "m", Where.SELECTION, Where.ARTICLE) == ["select_mark"]


def test_a_sequence_begun_in_one_context_can_end_in_another() -> None:
    assert typed(Keymap(), "g n", Where.LIST, Where.EVERYWHERE) == [Pending.MORE, "notes"]


def test_without_a_context_no_key_means_anything() -> None:
    assert typed(Keymap(), "m q") == [Pending.NOTHING, Pending.NOTHING]


def test_every_command_is_reached_by_each_of_its_keys() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            assert typed(Keymap(), keys, command.where)[-1] == command.id


def test_own_keys_take_the_place_of_the_tables() -> None:
    keymap = Keymap(rebind({"mark": "ctrl+y  Z Z"}).commands)
    assert typed(keymap, "m", Where.ARTICLE) == [Pending.NOTHING]
    assert typed(keymap, "ctrl+y Z Z", Where.ARTICLE) == ["mark", Pending.MORE, "mark"]


def test_a_context_before_the_name_binds_there_alone() -> None:
    commands = rebind({"article.star": "S"}).commands
    assert typed(Keymap(commands), "S", Where.ARTICLE) == ["star"]
    assert typed(Keymap(commands), "S", Where.LIST) == [Pending.NOTHING]
    assert typed(Keymap(commands), "s", Where.LIST) == ["star"]


@pytest.mark.parametrize("name", ["article_list.open", "note_editor.save"])
def test_contexts_of_two_words_are_written_with_an_underscore(name: str) -> None:
    assert rebind({name: "ctrl+y"}).problems == ()


def test_a_command_that_there_is_not_is_told() -> None:
    rebinding = rebind({"makr": "m"})
    assert rebinding.problems == ("The settings bind 'makr', but there is no such command.",)
    assert rebinding.commands == COMMANDS


@pytest.mark.parametrize("key", ["ctrl+i", "ctrl+m", "ctrl+h"])
def test_a_key_that_terminals_confuse_with_another_is_told_and_not_bound(key: str) -> None:
    rebinding = rebind({"mark": f"M  {key}"})
    assert key in rebinding.problems[0]
    assert next(c.keys for c in rebinding.commands if c.id == "mark") == ("M",)


def test_keys_are_shown_as_readers_know_them() -> None:
    assert [shown(keys) for keys in ("g g", "pagedown", "shift+tab", "ctrl+d", "left")] == [
        "gg",
        "PgDn",
        "Shift+Tab",
        "ctrl+d",
        "←",
    ]


def test_an_argument_stands_behind_the_dot_of_an_id() -> None:
    (colour,) = (command for command in in_context(Where.ARTICLE) if command.id == "colour.3")
    assert (colour.action, colour.arguments) == ("colour", ("3",))
    (mark,) = (command for command in in_context(Where.ARTICLE) if command.id == "mark")
    assert (mark.action, mark.arguments) == ("mark", ())


def test_commands_that_give_a_colour_tell_what_the_reader_calls_it() -> None:
    names = ("one", "claim", "three", "four", "five", "six")
    titles = {command.id: command.title for command in with_colour_names(COMMANDS, names)}
    assert titles["colour.2"] == titles["select_colour.2"] == titles["recolour.2"] == "Colour 2: claim"
    assert titles["mark"] == "Highlight"
