"""The commands in an article: moving, marking, looking."""

from functools import partial

from reader.ui.commands.command import COLOUR_KEYS, Command, Where, command

_c = partial(command, Where.ARTICLE)

COMMANDS: tuple[Command, ...] = (
    # moving
    _c("line_down", "j  down", "Line down", "Move the cursor a line down."),
    _c("line_up", "k  up", "Line up", "Move the cursor a line up."),
    _c("page_down", "space  pagedown  ctrl+f", "Page down", "A page on."),
    _c("page_up", "b  pageup  ctrl+b", "Page up", "A page back."),
    _c("half_page_down", "ctrl+d", "Half a page down", "Half a page on."),
    _c("half_page_up", "ctrl+u", "Half a page up", "Half a page back."),
    _c("next_sentence", ")", "Next sentence", "Move the cursor to the next sentence."),
    _c("previous_sentence", "(", "Previous sentence", "Move the cursor to the sentence before."),
    _c("next_paragraph", "}", "Next paragraph", "Move the cursor to the next paragraph."),
    _c("previous_paragraph", "{", "Previous paragraph", "Move the cursor to the paragraph before."),
    _c("top", "g g  home", "Top", "To the beginning of the article."),
    _c("bottom", "G  end", "Bottom", "To the end of the article."),
    _c("close_article", "h  left", "Back to the list", "Back to the list of articles."),
    _c("next_article", "J  ] ]", "Next article", "Open the next article of the list."),
    _c("previous_article", "[ [", "Previous article", "Open the article before it in the list."),
    _c("next_annotation", "] a", "Next annotation", "To the next passage you highlighted."),
    _c("previous_annotation", "[ a", "Previous annotation", "To the highlighted passage before."),
    _c("next_quotation", "] q", "Next quotation", "To the next quotation."),
    _c("previous_quotation", "[ q", "Previous quotation", "To the quotation before."),
    _c("next_entity", "] e", "Next entity", "To the next person, organisation or place."),
    _c("previous_entity", "[ e", "Previous entity", "To the person, organisation or place before."),
    _c("hint", "f", "Hints", "Label sentences and links on screen; type a label to go there or open it."),
    # marking
    _c("mark", "m", "Highlight", "Highlight the sentence; again to extend the highlight by one.", "mark"),
    _c("mark_paragraph", "M", "Highlight paragraph", "Highlight the paragraph."),
    _c("note", "a", "Note", "Write a note on the annotation here, or on the sentence.", "note"),
    _c("tag", "t", "Tag", "Tag the annotation here, or the sentence.", "tag"),
    _c("tag_key", ";", "Tag by letter", "Then a letter: give the annotation here, or the sentence, that tag."),
    _c("sticky_tags", ".", "Same tags again", "Give the annotation here, or the sentence, the last tags again."),
    *(
        _c(f"colour.{n}", str(n), f"Colour {n}", f"Give the annotation here, or the sentence, colour {n}.")
        for n in COLOUR_KEYS
    ),
    _c("select", "v", "Select", "Select words: move to extend, then highlight, tag or copy.", "select"),
    _c("select_lines", "V", "Select lines", "Select whole lines."),
    _c("delete", "x  delete", "Delete annotation", "Delete the annotation at the cursor (undo brings it back)."),
    _c(
        "compare",
        "=",
        "Compare",
        "Compare a changed annotation's words with what you marked; accept them or not.",
    ),
    _c("copy", "y", "Copy", "Copy the annotation's passage, or the sentence."),
    _c("copy_citation", "Y", "Copy with citation", "Copy the passage with author, title, date and address."),
    # looking
    _c(
        "entity",
        "K",
        "Who or what that is",
        "Open the page of who or what is named here: in which articles, what they said.",
        "who",
    ),
    _c("toggle_entities", "e", "Entities", "Show or hide the marks on people, organisations and places."),
    _c("toggle_quotations", '"', "Quotations", "Show or hide the marks on quotations."),
    _c("toggle_annotations", "'", "Annotations", "Show or hide your own highlights."),
    _c("toggle_boilerplate", "\\", "Boilerplate", "Hide or show repeated headlines and trailing matter."),
    _c("just_text", "z", "Just the text", "Hide every mark, or show them again."),
    _c(
        "revisions",
        "g h",
        "History",
        "The texts the article has had, and what changed from each to the present one.",
    ),
    _c("star", "s", "Star", "Star the article, or take its star away."),
    _c("links", "L", "Links and files", "Choose one of the article's links or files, and open it."),
    _c("hide", "D", "Hide", "Keep the article out of the lists, or show it again; is:hidden finds it."),
    _c("mark_unread", "U", "Mark unread", "Mark the article unread."),
    _c("export", "X", "Export", "Export what you wrote on the article for other programs; again, stop that."),
    _c("pipe", "!", "Give to a program", "Give the passage, the note or the article to any program."),
    _c("browser", "o", "Open in browser", "Open the article's address in a browser."),
)
