"""The commands of the search over everything."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.SEARCH)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next result."),
    _c("cursor_up", "k  up", "Up", "To the result before."),
    _c("first", "g g  home", "First", "To the first result."),
    _c("last", "G  end", "Last", "To the last result."),
    _c("half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _c("half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _c("page_down", "space  pagedown  ctrl+f", "Page down", "A page down."),
    _c("page_up", "b  pageup  ctrl+b", "Page up", "A page up."),
    _c("open_result", "enter  l", "Open", "Open the article at the very passage.", "open"),
    _c("next_kind", "tab  }", "Next kind", "To the next kind of results: notes, quotations, articles.", "next"),
    _c("previous_kind", "shift+tab  {", "Previous kind", "To the kind of results before."),
    _c("copy_result", "y  Y", "Copy with citation", "Copy the passage with its citation."),
    _c("save_search", "ctrl+s  S", "Save the search", "Keep the search as a list among the sources.", "save"),
    _c("clear_query", "escape  c", "Clear the search", "Look for something else."),
)
