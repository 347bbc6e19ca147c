"""The commands among all tags."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.TAGS)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next tag."),
    _c("cursor_up", "k  up", "Up", "To the tag before."),
    _c("first", "g g  home", "First", "To the first tag."),
    _c("last", "G  end", "Last", "To the last tag."),
    _c("show_notes", "enter  l", "Its notes", "Show the notes with this tag.", "notes"),
    _c("rename_tag", "r", "Rename", "Rename the tag everywhere; a name in use merges the two.", "rename"),
    _c("merge_tag", "m", "Merge", "Make the tag part of another one, whose name stays.", "merge"),
    _c("remove_tag", "d  x", "Remove", "Take the tag off everything (undo brings it back).", "remove"),
    _c("order", "o", "Order", "By count or by name.", "order"),
)
