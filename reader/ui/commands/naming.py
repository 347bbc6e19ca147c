"""The commands among all names, and on the page of one."""

from functools import partial

from reader.ui.commands.command import Command, Where, command
from reader.ui.commands.correcting import corrections

_list = partial(command, Where.ENTITIES)
_page = partial(command, Where.ENTITY)

COMMANDS: tuple[Command, ...] = (
    _list("cursor_down", "j  down", "Down", "To the next name."),
    _list("cursor_up", "k  up", "Up", "To the name before."),
    _list("first", "g g  home", "First", "To the first name."),
    _list("last", "G  end", "Last", "To the last name."),
    _list("half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _list("half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _list("page_down", "space  pagedown  ctrl+f", "Page down", "A page down."),
    _list("page_up", "b  pageup  ctrl+b", "Page up", "A page up."),
    _list("open_entity", "enter  l  K", "Open", "Open the page of who or what has the name.", "open"),
    _list("show_types.all", "1", "All names", "Show names of every kind."),
    _list("show_types.person", "2", "People", "Show people only."),
    _list("show_types.organisation", "3", "Organisations", "Show organisations only."),
    _list("show_types.place", "4", "Places", "Show places only."),
    *corrections(Where.ENTITIES),
    _list("clear_query", "c  escape", "Clear the filter", "Show all names again."),
    _page("cursor_down", "j  down", "Down", "To the next line."),
    _page("cursor_up", "k  up", "Up", "To the line before."),
    _page("first", "g g  home", "First", "To the first line."),
    _page("last", "G  end", "Last", "To the last line."),
    _page("half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _page("half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _page("page_down", "space  pagedown  ctrl+f", "Page down", "A page down."),
    _page("page_up", "b  pageup  ctrl+b", "Page up", "A page up."),
    _page(
        "open_line",
        "enter  l",
        "Open",
        "Open the article at the passage, or the page of who is named there.",
        "open",
    ),
    _page("entity", "K", "Who or what that is", "Open the page of who says the line, or is named in it."),
    _page("copy_line", "y", "Copy with citation", "Copy the passage with its citation."),
    _page("next_part", "tab", "Next part", "To the next part of the page.", "next"),
    _page("previous_part", "shift+tab", "Previous part", "To the part of the page before."),
    _page("show_part.articles", "1", "Articles", "Every article that names it, with the sentences around."),
    _page("show_part.said", "2", "Said by", "What it is quoted with."),
    _page("show_part.about", "3", "Said about", "What others are quoted with about it."),
    _page("show_part.companions", "4", "Named with", "Who and what the same articles name."),
    _page("show_part.names", "5", "Names", "What articles call it: names and roles."),
    _page("show_part.notes", "6", "Your notes", "The notes that touch a passage which names it."),
    _page(
        "export", "X", "Export", "Export what it said, or what is said about it, for other programs; again, stop."
    ),
    *corrections(Where.ENTITY),
    _page("close", "h  left  escape", "Back", "Back to where you came from.", "back"),
)
