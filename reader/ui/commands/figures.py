"""The commands among pairs of tags, and in the statistics."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_pairs = partial(command, Where.PAIRS)
_statistics = partial(command, Where.STATISTICS)

COMMANDS: tuple[Command, ...] = (
    _pairs("cursor_down", "j  down", "Down", "To the next pair."),
    _pairs("cursor_up", "k  up", "Up", "To the pair before."),
    _pairs("first", "g g  home", "First", "To the first pair."),
    _pairs("last", "G  end", "Last", "To the last pair."),
    _pairs("page_down", "space  pagedown  ctrl+f  ctrl+d", "Page down", "A page down."),
    _pairs("page_up", "b  pageup  ctrl+b  ctrl+u", "Page up", "A page up."),
    _pairs("show_notes", "enter  l", "Their notes", "Show the notes with both tags.", "notes"),
    _statistics("line_down", "j  down", "Line down", "A line down."),
    _statistics("line_up", "k  up", "Line up", "A line up."),
    _statistics("page_down", "space  pagedown  ctrl+f  ctrl+d", "Page down", "A page down.", "page"),
    _statistics("page_up", "b  pageup  ctrl+b  ctrl+u", "Page up", "A page up."),
)
