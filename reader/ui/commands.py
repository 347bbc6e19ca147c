"""The table of commands: what each is called, its keys, where it works and what it does.

Bindings, footer, palette, help screen and docs/keys.md all derive from this one table. A command `id` is carried
out by the method `action_<id>` of the focused widget, of one it sits in, of its screen or of the app; an id such
as `colour.3` calls `action_colour("3")`.

Keys are written as typed: a printable character stands for itself, other keys have Textual's names, and the keys
of a sequence are separated by spaces (`g g`). ctrl+i, ctrl+m and ctrl+h are never bound: terminals send Tab,
Enter and Backspace for them. Every command on Escape has a second key, because terminals answer Escape late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Where(StrEnum):
    """Where a command's keys work."""

    EVERYWHERE = "everywhere"
    LIST = "article list"
    ARTICLE = "article"
    SELECTION = "selection"
    MARGIN = "margin"
    COMPARISON = "comparison"
    REVISIONS = "revisions"
    SOURCES = "sources"
    NOTES = "notes"
    TAGS = "tags"
    RULES = "rules"
    HELP = "help"
    PROMPT = "prompt"
    EDITOR = "note editor"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a reader can do. `footer` is its one-word name in the footer, empty if it is not shown there."""

    id: str
    where: Where
    keys: tuple[str, ...]
    title: str
    help: str
    footer: str = ""

    @property
    def action(self) -> str:
        """The name of the method that carries it out, without `action_`."""
        return self.id.partition(".")[0]

    @property
    def arguments(self) -> tuple[str, ...]:
        """What that method is called with."""
        argument = self.id.partition(".")[2]
        return (argument,) if argument else ()


def _c(where: Where, name: str, keys: str, title: str, text: str, footer: str = "") -> Command:
    return Command(name, where, tuple(keys.split("  ")) if keys else (), title, text, footer)


_E, _L, _A, _S = Where.EVERYWHERE, Where.LIST, Where.ARTICLE, Where.SELECTION
_M, _N, _T, _H, _P, _W = Where.MARGIN, Where.NOTES, Where.TAGS, Where.HELP, Where.PROMPT, Where.EDITOR
_C, _R, _F, _U = Where.COMPARISON, Where.REVISIONS, Where.SOURCES, Where.RULES

_COLOUR_KEYS = range(1, 7)

COMMANDS: tuple[Command, ...] = (
    # everywhere
    _c(_E, "help", "?", "Help", "Every key and command, with a search.", "help"),
    _c(_E, "palette", ":  ctrl+p", "Command palette", "Find a command by its name and run it."),
    _c(
        _E, "back", "q", "Back", "Leave what is open: the selection, the article, this screen; on the list, quit."
    ),
    _c(_E, "quit", "Q  ctrl+q", "Quit", "Leave postil. Everything is saved already."),
    _c(_E, "undo", "u", "Undo", "Take back the last change: a highlight, a tag, a note, a deletion, a star."),
    _c(_E, "redo", "ctrl+r", "Redo", "Do again what was undone."),
    _c(_E, "find", "/", "Find here", "Find words in the article, or in the list of what is shown.", "find"),
    _c(_E, "find_next", "n", "Next match", "Go to the next match."),
    _c(_E, "find_previous", "N", "Previous match", "Go to the match before."),
    _c(_E, "search_notes", "g /", "Search all notes", "Search notes, passages and tags of every article."),
    _c(_E, "notes", "g n", "All notes", "Every highlight and note, in every article."),
    _c(_E, "tags", "g t", "All tags", "Every tag with its count; rename and merge them."),
    _c(_E, "articles", "g a", "Articles", "The list of articles."),
    _c(_E, "sources", "g s", "Sources", "The lists, folders and feeds that articles come from."),
    _c(
        _E,
        "rules",
        "g r",
        "Rules",
        "What is done with articles as they come in, and what that would have caught.",
    ),
    _c(_E, "next_pane", "tab", "Next pane", "Go to the next pane."),
    _c(_E, "previous_pane", "shift+tab", "Previous pane", "Go to the pane before."),
    _c(_E, "toggle_margin", "|", "Margin", "Show or hide the margin pane."),
    _c(_E, "toggle_theme", "g d", "Theme: dark or light", "Change between the dark and the light theme."),
    _c(_E, "jump_back", "ctrl+o", "Jump back", "Go back to where you were before the last jump."),
    _c(_E, "stop_fetching", "ctrl+g", "Stop fetching", "Stop the fetch that runs; what has come in stays."),
    # article list
    _c(_L, "cursor_down", "j  down", "Down", "To the next article in the list."),
    _c(_L, "cursor_up", "k  up", "Up", "To the article before."),
    _c(_L, "first", "g g  home", "First", "To the first article."),
    _c(_L, "last", "G  end", "Last", "To the last article."),
    _c(_L, "half_page_down", "ctrl+d", "Half a page down", "Half a page down the list."),
    _c(_L, "half_page_up", "ctrl+u", "Half a page up", "Half a page up the list."),
    _c(_L, "page_down", "pagedown  ctrl+f", "Page down", "A page down the list."),
    _c(_L, "page_up", "pageup  ctrl+b", "Page up", "A page up the list."),
    _c(_L, "open", "l  enter  right", "Open", "Open the article at the cursor.", "open"),
    _c(_L, "next_unread", "] u", "Next unread", "To the next unread article."),
    _c(_L, "previous_unread", "[ u", "Previous unread", "To the unread article before."),
    _c(_L, "toggle_read", "space", "Read or unread", "Mark the article read, or unread.", "read"),
    _c(_L, "mark_all_read", "A", "Mark all read", "Mark every article that is shown as read."),
    _c(_L, "star", "s", "Star", "Star the article, or take its star away.", "star"),
    _c(_L, "tag_article", "t", "Tag the article", "Choose tags for the whole article.", "tag"),
    _c(_L, "browser", "o", "Open in browser", "Open the article's address in a browser."),
    _c(_L, "sources", "h  left", "Sources", "To the lists, folders and feeds."),
    _c(
        _L,
        "fetch_source",
        "r",
        "Fetch",
        "Fetch the feeds that are listed, or those of the article at the cursor.",
    ),
    _c(_L, "fetch_all", "R", "Fetch all", "Fetch all feeds."),
    _c(_L, "add_source", "a", "Add a source", "Add a feed, a page or a file by its address."),
    _c(_L, "links", "L", "Links and files", "Choose one of the article's links or files, and open it."),
    _c(_L, "hide", "D", "Hide", "Keep the article out of the lists, or show it again; is:hidden finds it."),
    _c(_L, "clear_filter", "c  escape", "Clear the filter", "Show the articles that / left out."),
    _c(_L, "show_all", "1", "All articles", "Show every article."),
    _c(_L, "show_unread", "2", "Unread articles", "Show the unread articles only."),
    _c(_L, "show_annotated", "3", "Annotated articles", "Show the articles with highlights or notes only."),
    _c(_L, "show_starred", "4", "Starred articles", "Show the starred articles only."),
    # article: moving
    _c(_A, "line_down", "j  down", "Line down", "Move the cursor a line down."),
    _c(_A, "line_up", "k  up", "Line up", "Move the cursor a line up."),
    _c(_A, "page_down", "space  pagedown  ctrl+f", "Page down", "A page on."),
    _c(_A, "page_up", "b  pageup  ctrl+b", "Page up", "A page back."),
    _c(_A, "half_page_down", "ctrl+d", "Half a page down", "Half a page on."),
    _c(_A, "half_page_up", "ctrl+u", "Half a page up", "Half a page back."),
    _c(_A, "next_sentence", ")", "Next sentence", "Move the cursor to the next sentence."),
    _c(_A, "previous_sentence", "(", "Previous sentence", "Move the cursor to the sentence before."),
    _c(_A, "next_paragraph", "}", "Next paragraph", "Move the cursor to the next paragraph."),
    _c(_A, "previous_paragraph", "{", "Previous paragraph", "Move the cursor to the paragraph before."),
    _c(_A, "top", "g g  home", "Top", "To the beginning of the article."),
    _c(_A, "bottom", "G  end", "Bottom", "To the end of the article."),
    _c(_A, "close_article", "h  left", "Back to the list", "Back to the list of articles."),
    _c(_A, "next_article", "J", "Next article", "Open the next article of the list."),
    _c(_A, "previous_article", "K", "Previous article", "Open the article before it in the list."),
    _c(_A, "next_annotation", "] a", "Next annotation", "To the next passage you highlighted."),
    _c(_A, "previous_annotation", "[ a", "Previous annotation", "To the highlighted passage before."),
    _c(_A, "next_quotation", "] q", "Next quotation", "To the next quotation."),
    _c(_A, "previous_quotation", "[ q", "Previous quotation", "To the quotation before."),
    _c(_A, "next_entity", "] e", "Next entity", "To the next person, organisation or place."),
    _c(_A, "previous_entity", "[ e", "Previous entity", "To the person, organisation or place before."),
    _c(_A, "hint", "f", "Hints", "Label sentences and links on screen; type a label to go there or open it."),
    # article: marking
    _c(_A, "mark", "m", "Highlight", "Highlight the sentence; again to extend the highlight by one.", "mark"),
    _c(_A, "mark_paragraph", "M", "Highlight paragraph", "Highlight the paragraph."),
    _c(_A, "note", "a", "Note", "Write a note on the annotation here, or on the sentence.", "note"),
    _c(_A, "tag", "t", "Tag", "Tag the annotation here, or the sentence.", "tag"),
    _c(
        _A,
        "tag_key",
        ";",
        "Tag by letter",
        "Then a letter: give the annotation here, or the sentence, that tag.",
    ),
    _c(
        _A,
        "sticky_tags",
        ".",
        "Same tags again",
        "Give the annotation here, or the sentence, the last tags again.",
    ),
    *(
        _c(_A, f"colour.{n}", str(n), f"Colour {n}", f"Give the annotation here, or the sentence, colour {n}.")
        for n in _COLOUR_KEYS
    ),
    _c(_A, "select", "v", "Select", "Select words: move to extend, then highlight, tag or copy.", "select"),
    _c(_A, "select_lines", "V", "Select lines", "Select whole lines."),
    _c(
        _A,
        "delete",
        "x  delete",
        "Delete annotation",
        "Delete the annotation at the cursor (undo brings it back).",
    ),
    _c(
        _A,
        "compare",
        "=",
        "Compare",
        "Compare a changed annotation's words with what you marked; accept them or not.",
    ),
    _c(_A, "copy", "y", "Copy", "Copy the annotation's passage, or the sentence."),
    _c(_A, "copy_citation", "Y", "Copy with citation", "Copy the passage with author, title, date and address."),
    # article: looking
    _c(_A, "toggle_entities", "e", "Entities", "Show or hide the marks on people, organisations and places."),
    _c(_A, "toggle_quotations", '"', "Quotations", "Show or hide the marks on quotations."),
    _c(_A, "toggle_annotations", "'", "Annotations", "Show or hide your own highlights."),
    _c(_A, "toggle_boilerplate", "\\", "Boilerplate", "Hide or show repeated headlines and trailing matter."),
    _c(_A, "just_text", "z", "Just the text", "Hide every mark, or show them again."),
    _c(
        _A,
        "revisions",
        "g h",
        "History",
        "The texts the article has had, and what changed from each to the present one.",
    ),
    _c(_A, "star", "s", "Star", "Star the article, or take its star away."),
    _c(_A, "links", "L", "Links and files", "Choose one of the article's links or files, and open it."),
    _c(_A, "hide", "D", "Hide", "Keep the article out of the lists, or show it again; is:hidden finds it."),
    _c(_A, "mark_unread", "U", "Mark unread", "Mark the article unread."),
    _c(_A, "browser", "o", "Open in browser", "Open the article's address in a browser."),
    # selection
    _c(_S, "select_left", "h  left", "Left", "Move the end of the selection a character left."),
    _c(_S, "select_right", "l  right", "Right", "Move the end of the selection a character right."),
    _c(_S, "select_down", "j  down", "Down", "Move the end of the selection a line down."),
    _c(_S, "select_up", "k  up", "Up", "Move the end of the selection a line up."),
    _c(_S, "select_word", "w", "Next word", "Extend to the beginning of the next word."),
    _c(_S, "select_word_back", "b", "Word back", "Back to the beginning of the word."),
    _c(_S, "select_word_end", "e", "End of word", "Extend to the end of the word."),
    _c(_S, "select_sentence_on", ")", "Next sentence", "Extend to the end of the sentence."),
    _c(_S, "select_sentence_back", "(", "Sentence back", "Back to the beginning of the sentence."),
    _c(_S, "select_paragraph_on", "}", "Next paragraph", "Extend to the end of the paragraph."),
    _c(_S, "select_paragraph_back", "{", "Paragraph back", "Back to the beginning of the paragraph."),
    _c(_S, "select_other_end", "o", "Other end", "Move the other end of the selection instead."),
    _c(_S, "select_sentence", "i s", "The sentence", "Select the sentence."),
    _c(_S, "select_paragraph", "i p", "The paragraph", "Select the paragraph."),
    _c(_S, "select_quotation", "i q", "The quotation", "Select the quotation."),
    _c(_S, "select_entity", "i e", "The entity", "Select the name."),
    _c(_S, "select_more", "+  =", "Grow", "Grow: word, entity, quotation, sentence, paragraph.", "grow"),
    _c(_S, "select_less", "-", "Shrink", "Shrink again."),
    _c(_S, "select_mark", "enter  m", "Highlight", "Highlight the selection.", "mark"),
    _c(_S, "select_note", "a", "Note", "Highlight the selection and write a note on it.", "note"),
    _c(_S, "select_tag", "t", "Tag", "Highlight the selection and tag it.", "tag"),
    _c(_S, "select_tag_key", ";", "Tag by letter", "Then a letter: highlight the selection with that tag."),
    _c(_S, "select_sticky_tags", ".", "Same tags again", "Highlight the selection with the last tags again."),
    *(
        _c(_S, f"select_colour.{n}", str(n), f"Colour {n}", f"Highlight the selection in colour {n}.")
        for n in _COLOUR_KEYS
    ),
    _c(_S, "select_copy", "y", "Copy", "Copy the selection.", "copy"),
    _c(_S, "select_copy_citation", "Y", "Copy with citation", "Copy the selection with its citation."),
    _c(_S, "select_attach", "R", "Attach an orphan", "Attach to the selection a note that has lost its passage."),
    _c(_S, "select_none", "c  escape", "Leave", "Leave the selection.", "leave"),
    # margin
    _c(_M, "cursor_down", "j  down", "Down", "To the next line of the margin."),
    _c(_M, "cursor_up", "k  up", "Up", "To the line before."),
    _c(_M, "first", "g g  home", "First", "To the first line."),
    _c(_M, "last", "G  end", "Last", "To the last line."),
    _c(_M, "jump", "enter  l", "Jump", "To the place in the article.", "jump"),
    _c(_M, "close_margin", "h  left  escape", "Back to the article", "Back to the article.", "back"),
    # comparison
    _c(_C, "accept", "y  enter", "Accept", "Take the present words for the annotation's passage.", "accept"),
    _c(
        _C,
        "refuse",
        "n  x  q  escape  ctrl+g",
        "Leave as it is",
        "Close; the annotation stays as it is.",
        "leave",
    ),
    _c(_C, "line_down", "j  down", "Line down", "A line down."),
    _c(_C, "line_up", "k  up", "Line up", "A line up."),
    _c(_C, "page_down", "space  pagedown  ctrl+f  ctrl+d", "Page down", "A page down."),
    _c(_C, "page_up", "b  pageup  ctrl+b  ctrl+u", "Page up", "A page up."),
    # revisions
    _c(_R, "cursor_down", "j  down", "Down", "To the text before."),
    _c(_R, "cursor_up", "k  up", "Up", "To the text after."),
    _c(
        _R, "changes_down", "space  pagedown  ctrl+f  ctrl+d", "Changes down", "A page down what changed.", "page"
    ),
    _c(_R, "changes_up", "b  pageup  ctrl+b  ctrl+u", "Changes up", "A page up what changed."),
    # sources
    _c(_F, "cursor_down", "j  down", "Down", "To the next list, folder or feed."),
    _c(_F, "cursor_up", "k  up", "Up", "To the list, folder or feed before."),
    _c(_F, "first", "g g  home", "First", "To the first list."),
    _c(_F, "last", "G  end", "Last", "To the last feed."),
    _c(_F, "half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _c(_F, "half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _c(_F, "page_down", "pagedown  ctrl+f", "Page down", "A page down."),
    _c(_F, "page_up", "pageup  ctrl+b", "Page up", "A page up."),
    _c(_F, "next_trouble", "] e", "Next in trouble", "To the next feed that could not be fetched."),
    _c(_F, "previous_trouble", "[ e", "Previous in trouble", "To the feed before that could not be fetched."),
    _c(
        _F,
        "show_source",
        "l  enter  right",
        "Its articles",
        "Show the articles of the list, folder or feed.",
        "open",
    ),
    _c(_F, "collapse", "h  left", "Collapse", "Collapse the folder; from what is in one, go to the folder."),
    _c(_F, "toggle_folder", "space", "Open or close the folder", "Show what is in the folder, or hide it."),
    _c(_F, "add_source", "a", "Add a source", "Add a feed, a page or a file by its address.", "add"),
    _c(_F, "fetch_source", "r", "Fetch", "Fetch the feed, or all feeds of the folder.", "fetch"),
    _c(_F, "fetch_all", "R", "Fetch all", "Fetch all feeds."),
    _c(_F, "mark_source_read", "A", "Mark its articles read", "Mark all its articles as read.", "read"),
    _c(_F, "rename_source", "e  c", "Rename the feed", "Give the feed or the folder another name.", "rename"),
    _c(_F, "move_source", "m", "Move the feed", "Move the feed or the folder to a folder.", "move"),
    _c(_F, "tag_source", "t", "Tag the feed", "Choose tags for the feed, or for all feeds of the folder."),
    _c(_F, "pause_source", "p", "Pause the feed", "Stop fetching the feed or the folder, or go on again."),
    _c(
        _F,
        "unsubscribe",
        "d  x",
        "Unsubscribe",
        "Leave the feed, or all feeds of the folder (undo brings them back).",
    ),
    _c(
        _F,
        "source_settings",
        ",",
        "Settings of the feed",
        "Whether full texts are fetched, and how much is kept.",
    ),
    _c(_F, "show_trouble", "E", "How it is doing", "Say why the feed cannot be fetched, and when it last was."),
    _c(_F, "open_site", "o", "Open its site", "Open the feed's site in a browser."),
    # notes
    _c(_N, "cursor_down", "j  down", "Down", "To the next note."),
    _c(_N, "cursor_up", "k  up", "Up", "To the note before."),
    _c(_N, "first", "g g  home", "First", "To the first note."),
    _c(_N, "last", "G  end", "Last", "To the last note."),
    _c(_N, "half_page_down", "ctrl+d", "Half a page down", "Half a page down."),
    _c(_N, "half_page_up", "ctrl+u", "Half a page up", "Half a page up."),
    _c(_N, "page_down", "space  pagedown  ctrl+f", "Page down", "A page down."),
    _c(_N, "page_up", "pageup  ctrl+b", "Page up", "A page up."),
    _c(_N, "jump", "enter  l", "To the passage", "Open the article at the passage.", "open"),
    _c(_N, "edit_note", "e  a", "Edit note", "Write the note.", "edit"),
    _c(_N, "edit_tags", "t", "Tags", "Choose the tags.", "tag"),
    _c(_N, "delete_note", "d  x", "Delete", "Delete the annotation (undo brings it back).", "delete"),
    _c(_N, "copy_note", "y  Y", "Copy with citation", "Copy the passage with its citation and note."),
    _c(_N, "order", "o", "Order", "Newest first, oldest first, or by place in the article.", "order"),
    _c(_N, "group", "b", "Group by", "Group by article, by tag, by date, or not at all.", "group"),
    _c(
        _N,
        "show_orphans",
        "O",
        "Orphans",
        "Show only notes whose passage is no longer in the article, or all again.",
    ),
    *(_c(_N, f"recolour.{n}", str(n), f"Colour {n}", f"Give the annotation colour {n}.") for n in _COLOUR_KEYS),
    _c(_N, "clear_query", "escape  c", "Clear the search", "Show all notes again."),
    # tags
    _c(_T, "cursor_down", "j  down", "Down", "To the next tag."),
    _c(_T, "cursor_up", "k  up", "Up", "To the tag before."),
    _c(_T, "first", "g g  home", "First", "To the first tag."),
    _c(_T, "last", "G  end", "Last", "To the last tag."),
    _c(_T, "show_notes", "enter  l", "Its notes", "Show the notes with this tag.", "notes"),
    _c(_T, "rename_tag", "r", "Rename", "Rename the tag everywhere; a name in use merges the two.", "rename"),
    _c(_T, "merge_tag", "m", "Merge", "Make the tag part of another one, whose name stays.", "merge"),
    _c(_T, "remove_tag", "d  x", "Remove", "Take the tag off everything (undo brings it back).", "remove"),
    _c(_T, "order", "o", "Order", "By count or by name.", "order"),
    # rules
    _c(_U, "cursor_down", "j  down", "Down", "To the next rule."),
    _c(_U, "cursor_up", "k  up", "Up", "To the rule before."),
    _c(_U, "first", "g g  home", "First", "To the first rule."),
    _c(_U, "last", "G  end", "Last", "To the last rule."),
    _c(
        _U,
        "add_rule",
        "a",
        "Add a rule",
        "Make a rule: a query, then what is done with the articles it finds.",
        "add",
    ),
    _c(_U, "edit_query", "e  enter  l", "Edit the query", "Change what the rule finds.", "query"),
    _c(
        _U,
        "edit_actions",
        "t",
        "Edit what it does",
        "Mark read, star, hide or tag what the rule finds.",
        "actions",
    ),
    _c(_U, "rename_rule", "c", "Rename the rule", "Give the rule another name."),
    _c(
        _U,
        "toggle_rule",
        "space",
        "Rule on or off",
        "Have the rule tried on what comes in, or passed over.",
        "on/off",
    ),
    _c(_U, "delete_rule", "d  x", "Delete the rule", "Delete the rule (undo brings it back).", "delete"),
    _c(_U, "rule_down", "J", "Rule later", "Have the rule tried after the next one."),
    _c(_U, "rule_up", "K", "Rule earlier", "Have the rule tried before the one above."),
    # help
    _c(_H, "cursor_down", "j  down", "Down", "To the next command."),
    _c(_H, "cursor_up", "k  up", "Up", "To the command before."),
    _c(_H, "first", "g g  home", "First", "To the first command."),
    _c(_H, "last", "G  end", "Last", "To the last command."),
    _c(_H, "page_down", "space  pagedown  ctrl+f", "Page down", "A page down."),
    _c(_H, "page_up", "b  pageup  ctrl+b", "Page up", "A page up."),
    _c(_H, "close", "escape  q", "Close", "Close the help.", "close"),
    # prompts
    _c(_P, "accept", "enter", "Accept", "Take what is typed.", "accept"),
    _c(_P, "complete", "tab", "Complete", "Complete to the suggestion that is marked.", "complete"),
    _c(_P, "suggestion_down", "down  ctrl+n", "Next suggestion", "Mark the next suggestion."),
    _c(_P, "suggestion_up", "up  ctrl+p", "Previous suggestion", "Mark the suggestion before."),
    _c(_P, "cancel", "escape  ctrl+g", "Cancel", "Leave without a change.", "cancel"),
    # note editor
    _c(_W, "save", "ctrl+s", "Save", "Save the note and close.", "save"),
    _c(_W, "external_editor", "ctrl+e", "$EDITOR", "Write the note in your own editor.", "editor"),
    _c(_W, "cancel", "escape  ctrl+g", "Leave", "Close; what you typed is kept as a draft.", "leave"),
)


def in_context(where: Where) -> tuple[Command, ...]:
    """The commands of one context, in the table's order."""
    return tuple(command for command in COMMANDS if command.where is where)


def with_colour_names(commands: Iterable[Command], names: Sequence[str]) -> tuple[Command, ...]:
    """The commands, with what the reader calls each colour in the titles of those that give one."""
    return tuple(
        replace(command, title=f"{command.title}: {names[int(command.arguments[0]) - 1]}")
        if command.action.endswith("colour")
        else command
        for command in commands
    )
