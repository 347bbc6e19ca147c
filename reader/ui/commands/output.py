"""The commands while what a program wrote is read."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.OUTPUT)

COMMANDS: tuple[Command, ...] = (
    _c("line_down", "j  down", "Line down", "A line down."),
    _c("line_up", "k  up", "Line up", "A line up."),
    _c("page_down", "space  pagedown  ctrl+f  ctrl+d", "Page down", "A page down.", "page"),
    _c("page_up", "b  pageup  ctrl+b  ctrl+u", "Page up", "A page up."),
    _c("top", "g g  home", "Top", "To the beginning."),
    _c("bottom", "G  end", "Bottom", "To the end."),
    _c(
        "keep_output",
        "a  s",
        "Keep as a note",
        "Put what was written under the note there is.",
        "note",
    ),
    _c("copy_output", "y", "Copy", "Copy what was written.", "copy"),
    _c("close_output", "escape  ctrl+g  h", "Close", "Close; a program that still works is ended.", "close"),
)
