"""The commands among all quotations."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.QUOTATIONS)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next quotation."),
    _c("cursor_up", "k  up", "Up", "To the quotation before."),
    _c("first", "g g  home", "First", "To the first quotation."),
    _c("last", "G  end", "Last", "To the last quotation."),
    _c("half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _c("half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _c("page_down", "pagedown  ctrl+f", "Page down", "A page down."),
    _c("page_up", "b  pageup  ctrl+b", "Page up", "A page up."),
    _c("open_quotation", "enter  l", "Open", "Open the article at the quotation.", "open"),
    _c(
        "toggle_sources",
        "space",
        "Its sources",
        "Show every article that quotes the same words, or hide them.",
        "sources",
    ),
    _c("entity", "K", "Who says it", "Open the page of who says it.", "who"),
    _c("copy_quotation", "y", "Copy with citation", "Copy the words with who says them and where.", "copy"),
    _c("copy_quotations", "Y", "Copy all", "Copy all quotations that are shown, with their citations."),
    _c(
        "export",
        "X",
        "Export",
        "Export the quotations that are looked for, for other programs; again, stop that.",
    ),
    _c("clear_query", "c  escape", "Clear the search", "Show all quotations again."),
)
