"""The commands where text is typed: in a line to type in, and in a note."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_prompt = partial(command, Where.PROMPT)
_editor = partial(command, Where.EDITOR)

COMMANDS: tuple[Command, ...] = (
    _prompt("accept", "enter", "Accept", "Take what is typed.", "accept"),
    _prompt("complete", "tab", "Complete", "Complete to the suggestion that is marked.", "complete"),
    _prompt("suggestion_down", "down  ctrl+n", "Next suggestion", "Mark the next suggestion."),
    _prompt("suggestion_up", "up  ctrl+p", "Previous suggestion", "Mark the suggestion before."),
    _prompt("cancel", "escape  ctrl+g", "Cancel", "Leave without a change.", "cancel"),
    _editor("save", "ctrl+s", "Save", "Save the note and close.", "save"),
    _editor("external_editor", "ctrl+e", "$EDITOR", "Write the note in your own editor.", "editor"),
    _editor("cancel", "escape  ctrl+g", "Leave", "Close; what you typed is kept as a draft.", "leave"),
)
