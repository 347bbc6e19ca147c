"""The commands among all notes."""

from functools import partial

from reader.ui.commands.command import COLOUR_KEYS, Command, Where, command

_c = partial(command, Where.NOTES)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next note."),
    _c("cursor_up", "k  up", "Up", "To the note before."),
    _c("first", "g g  home", "First", "To the first note."),
    _c("last", "G  end", "Last", "To the last note."),
    _c("half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _c("half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _c("page_down", "pagedown  ctrl+f", "Page down", "A page down."),
    _c("page_up", "pageup  ctrl+b", "Page up", "A page up."),
    _c("jump", "enter  l", "To the passage", "Open the article at the passage.", "open"),
    _c("select_note", "space  v", "Select", "Select the note, or no longer, and go on to the next.", "select"),
    _c("select_all", "V", "Select all", "Select all notes that are shown, or none."),
    _c("edit_note", "e  a", "Edit note", "Write the note.", "edit"),
    _c("edit_tags", "t", "Tags", "Choose the tags; of several, those that all of them get or lose.", "tag"),
    _c(
        "delete_note",
        "d  x",
        "Delete",
        "Delete what is selected, or the annotation (undo brings it back).",
        "delete",
    ),
    _c("copy_note", "y  Y", "Copy with citation", "Copy the passages with their citations and notes."),
    _c(
        "export",
        "X",
        "Export",
        "Export what is selected, or all that is shown, for other programs; again, stop that.",
    ),
    _c(
        "pipe",
        "!",
        "Give to a program",
        "Give the passage, the note or the article to any program.",
    ),
    _c("order", "o", "Order", "Newest first, oldest first, or by place in the article."),
    _c("group", "b", "Group by", "Group by article, tag, colour, speaker, date, or not at all."),
    _c(
        "show_orphans", "O", "Orphans", "Show only notes whose passage is no longer in the article, or all again."
    ),
    *(
        _c(f"recolour.{n}", str(n), f"Colour {n}", f"Give what is selected, or the annotation, colour {n}.")
        for n in COLOUR_KEYS
    ),
    _c("clear_query", "escape  c", "Clear", "Select none; if none is, show all notes again."),
)
