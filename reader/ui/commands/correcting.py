"""The commands that say of a name that it was taken for something else; the same wherever names are shown."""

from functools import partial

from reader.ui.commands.command import Command, Where, command


def corrections(where: Where) -> tuple[Command, ...]:
    """The commands for one place."""
    c = partial(command, where)
    return (
        c("rename_entity", "r", "Rename", "Give who or what that is another name, in every article."),
        c("join_entity", "m", "Join", "Say that it is the same as another one, whose name stays."),
        c("split_entity", "S", "Split off a name", "Say that one of its names is somebody or something else."),
        c("retype_entity", "t", "Change its type", "Say whether it is a person, a place or something else."),
        c("hide_entity", "d  x", "Hide", "Have it marked nowhere any more (undo brings it back)."),
    )
