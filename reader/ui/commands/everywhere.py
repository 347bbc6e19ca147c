"""The commands that work everywhere."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.EVERYWHERE)

COMMANDS: tuple[Command, ...] = (
    _c("help", "?", "Help", "Every key and command, with a search.", "help"),
    _c("palette", ":  ctrl+p", "Command palette", "Find a command by its name and run it."),
    _c("back", "q", "Back", "Leave what is open: the selection, the article, this screen; on the list, quit."),
    _c("quit", "Q  ctrl+q", "Quit", "Leave postil. Everything is saved already."),
    _c("undo", "u", "Undo", "Take back the last change: a highlight, a tag, a note, a deletion, a star."),
    _c("redo", "ctrl+r", "Redo", "Do again what was undone."),
    _c("find", "/", "Find here", "Find words in the article, or in the list of what is shown.", "find"),
    _c("find_next", "n", "Next match", "Go to the next match."),
    _c("find_previous", "N", "Previous match", "Go to the match before."),
    _c("search", "g /", "Search everything", "Search notes, quotations and articles at once, while you type."),
    _c("search_notes", "g N", "Search all notes", "Search notes, passages and tags of every article."),
    _c("notes", "g n", "All notes", "Every highlight and note, in every article."),
    _c("quotations", "g q", "All quotations", "Who said what, when and where, in every article."),
    _c("entities", "g e", "All names", "Every person, organisation and place that articles name."),
    _c("tags", "g t", "All tags", "Every tag with its count; rename and merge them."),
    _c("statistics", "g c", "Statistics", "Your notes a week, the tags used most, the people quoted most."),
    _c("articles", "g a", "Articles", "The list of articles."),
    _c("sources", "g s", "Sources", "The lists, folders and feeds that articles come from."),
    _c("rules", "g r", "Rules", "What is done with articles as they come in, and what that would have caught."),
    _c("next_pane", "tab", "Next pane", "Go to the next pane."),
    _c("previous_pane", "shift+tab", "Previous pane", "Go to the pane before."),
    _c("toggle_margin", "|", "Margin", "Show or hide the margin pane."),
    _c("toggle_theme", "g d", "Theme: dark or light", "Change between the dark and the light theme."),
    _c("jump_back", "ctrl+o", "Jump back", "Go back to where you were before the last jump."),
    _c("stop_fetching", "ctrl+g", "Stop fetching", "Stop the fetch that runs; what has come in stays."),
)
