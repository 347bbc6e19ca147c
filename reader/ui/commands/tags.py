"""The commands among all tags."""

from functools import partial

from reader.ui.commands.command import COLOUR_KEYS, Command, Where, command

_c = partial(command, Where.TAGS)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next tag."),
    _c("cursor_up", "k  up", "Up", "To the tag before."),
    _c("first", "g g  home", "First", "To the first tag."),
    _c("last", "G  end", "Last", "To the last tag."),
    _c("show_notes", "enter  l", "Its notes", "Show the notes with this tag.", "notes"),
    _c("show_pairs", "t", "Stand together", "Which tags stand together on notes, and how often.", "together"),
    _c("toggle_branch", "space", "Open or close", "Show the tags that are below this one, or hide them."),
    _c("collapse", "h  left", "Collapse", "Hide the tags below; from one that has none, go to the one above it."),
    _c(
        "rename_tag",
        "r",
        "Rename",
        "Rename the tag everywhere, and those below it with it; a name in use merges the two.",
        "rename",
    ),
    _c("merge_tag", "m", "Merge", "Make the tag part of another one, whose name stays.", "merge"),
    _c(
        "remove_tag",
        "d  x",
        "Remove",
        "Take the tag, and those below it, off everything (undo brings them back).",
        "remove",
    ),
    _c("describe_tag", "e  a", "Describe", "Say what the tag is for."),
    *(
        _c(f"tag_colour.{n}", str(n), f"Colour {n}", f"Give the tag colour {n}, or take it away.")
        for n in COLOUR_KEYS
    ),
    _c("order", "o", "Order", "By count or by name."),
)
