"""The commands in the help."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.HELP)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next command."),
    _c("cursor_up", "k  up", "Up", "To the command before."),
    _c("first", "g g  home", "First", "To the first command."),
    _c("last", "G  end", "Last", "To the last command."),
    _c("page_down", "space  pagedown  ctrl+f", "Page down", "A page down."),
    _c("page_up", "b  pageup  ctrl+b", "Page up", "A page up."),
    _c("close", "escape  q", "Close", "Close the help.", "close"),
)
