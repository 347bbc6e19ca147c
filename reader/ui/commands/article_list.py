"""The commands in the list of articles."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.LIST)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next article in the list."),
    _c("cursor_up", "k  up", "Up", "To the article before."),
    _c("first", "g g  home", "First", "To the first article."),
    _c("last", "G  end", "Last", "To the last article."),
    _c("half_page_down", "ctrl+d", "Half a page down", "Half a page down the list."),
    _c("half_page_up", "ctrl+u", "Half a page up", "Half a page up the list."),
    _c("page_down", "pagedown  ctrl+f", "Page down", "A page down the list."),
    _c("page_up", "pageup  ctrl+b", "Page up", "A page up the list."),
    _c("open", "l  enter  right", "Open", "Open the article at the cursor.", "open"),
    _c("next_unread", "] u", "Next unread", "To the next unread article."),
    _c("previous_unread", "[ u", "Previous unread", "To the unread article before."),
    _c("toggle_read", "space", "Read or unread", "Mark the article read, or unread.", "read"),
    _c("mark_all_read", "A", "Mark all read", "Mark every article that is shown as read."),
    _c("star", "s", "Star", "Star the article, or take its star away.", "star"),
    _c("tag_article", "t", "Tag the article", "Choose tags for the whole article.", "tag"),
    _c("browser", "o", "Open in browser", "Open the article's address in a browser."),
    _c("sources", "h  left", "Sources", "To the lists, folders and feeds."),
    _c("fetch_source", "r", "Fetch", "Fetch the feeds that are listed, or those of the article at the cursor."),
    _c("fetch_all", "R", "Fetch all", "Fetch all feeds."),
    _c("add_source", "a", "Add a source", "Add a feed, a page or a file by its address."),
    _c("pipe", "!", "Give to a program", "Give the article, or what you wrote on it, to any program."),
    _c("links", "L", "Links and files", "Choose one of the article's links or files, and open it."),
    _c("hide", "D", "Hide", "Keep the article out of the lists, or show it again; is:hidden finds it."),
    _c("clear_filter", "c  escape", "Clear the filter", "Show the articles that / left out."),
    _c("show_all", "1", "All articles", "Show every article."),
    _c("show_unread", "2", "Unread articles", "Show the unread articles only."),
    _c("show_annotated", "3", "Annotated articles", "Show the articles with highlights or notes only."),
    _c("show_starred", "4", "Starred articles", "Show the starred articles only."),
)
