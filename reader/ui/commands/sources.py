"""The commands among the sources."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.SOURCES)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next list, folder or feed."),
    _c("cursor_up", "k  up", "Up", "To the list, folder or feed before."),
    _c("first", "g g  home", "First", "To the first list."),
    _c("last", "G  end", "Last", "To the last feed."),
    _c("half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _c("half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _c("page_down", "pagedown  ctrl+f", "Page down", "A page down."),
    _c("page_up", "pageup  ctrl+b", "Page up", "A page up."),
    _c("next_trouble", "] e", "Next in trouble", "To the next feed that could not be fetched."),
    _c("previous_trouble", "[ e", "Previous in trouble", "To the feed before that could not be fetched."),
    _c(
        "show_source", "l  enter  right", "Its articles", "Show the articles of the list, folder or feed.", "open"
    ),
    _c("collapse", "h  left", "Collapse", "Collapse the folder; from what is in one, go to the folder."),
    _c("toggle_folder", "space", "Open or close the folder", "Show what is in the folder, or hide it."),
    _c("add_source", "a", "Add a source", "Add a feed, a page or a file by its address.", "add"),
    _c("fetch_source", "r", "Fetch", "Fetch the feed, or all feeds of the folder.", "fetch"),
    _c("fetch_all", "R", "Fetch all", "Fetch all feeds."),
    _c("mark_source_read", "A", "Mark its articles read", "Mark all its articles as read.", "read"),
    _c(
        "rename_source",
        "e  c",
        "Rename the feed",
        "Give the feed, the folder or the saved search another name.",
        "rename",
    ),
    _c("edit_search", "s", "Change the saved search", "Change what the saved search looks for."),
    _c("search_down", "J", "Saved search later", "Have the saved search after the next one."),
    _c("search_up", "K", "Saved search earlier", "Have the saved search before the one above."),
    _c("move_source", "m", "Move the feed", "Move the feed or the folder to a folder.", "move"),
    _c("tag_source", "t", "Tag the feed", "Choose tags for the feed, or for all feeds of the folder."),
    _c("pause_source", "p", "Pause the feed", "Stop fetching the feed or the folder, or go on again."),
    _c(
        "unsubscribe",
        "d  x",
        "Unsubscribe",
        "Leave the feed, or all feeds of the folder; delete the saved search (undo brings them back).",
    ),
    _c("source_settings", ",", "Settings of the feed", "Whether full texts are fetched, and how much is kept."),
    _c("show_trouble", "E", "How it is doing", "Say why the feed cannot be fetched, and when it last was."),
    _c("open_site", "o", "Open its site", "Open the feed's site in a browser."),
)
