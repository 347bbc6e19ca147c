"""The commands in the margin."""

from functools import partial

from reader.ui.commands.command import Command, Where, command
from reader.ui.commands.correcting import corrections

_c = partial(command, Where.MARGIN)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next line of the margin."),
    _c("cursor_up", "k  up", "Up", "To the line before."),
    _c("first", "g g  home", "First", "To the first line."),
    _c("last", "G  end", "Last", "To the last line."),
    _c("jump", "enter  l", "Jump", "To the place in the article; again to the next one there.", "jump"),
    _c("entity", "K", "Who or what that is", "Open the page of who or what the line is about.", "who"),
    *corrections(Where.MARGIN),
    _c("close_margin", "h  left  escape", "Back to the article", "Back to the article.", "back"),
)
