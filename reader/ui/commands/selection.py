"""The commands while selecting."""

from functools import partial

from reader.ui.commands.command import COLOUR_KEYS, Command, Where, command

_c = partial(command, Where.SELECTION)

COMMANDS: tuple[Command, ...] = (
    _c("select_left", "h  left", "Left", "Move the end of the selection a character left."),
    _c("select_right", "l  right", "Right", "Move the end of the selection a character right."),
    _c("select_down", "j  down", "Down", "Move the end of the selection a line down."),
    _c("select_up", "k  up", "Up", "Move the end of the selection a line up."),
    _c("select_word", "w", "Next word", "Extend to the beginning of the next word."),
    _c("select_word_back", "b", "Word back", "Back to the beginning of the word."),
    _c("select_word_end", "e", "End of word", "Extend to the end of the word."),
    _c("select_sentence_on", ")", "Next sentence", "Extend to the end of the sentence."),
    _c("select_sentence_back", "(", "Sentence back", "Back to the beginning of the sentence."),
    _c("select_paragraph_on", "}", "Next paragraph", "Extend to the end of the paragraph."),
    _c("select_paragraph_back", "{", "Paragraph back", "Back to the beginning of the paragraph."),
    _c("select_other_end", "o", "Other end", "Move the other end of the selection instead."),
    _c("select_sentence", "i s", "The sentence", "Select the sentence."),
    _c("select_paragraph", "i p", "The paragraph", "Select the paragraph."),
    _c("select_quotation", "i q", "The quotation", "Select the quotation."),
    _c("select_entity", "i e", "The entity", "Select the name."),
    _c("select_more", "+  =", "Grow", "Grow: word, entity, quotation, sentence, paragraph.", "grow"),
    _c("select_less", "-", "Shrink", "Shrink again."),
    _c("select_mark", "enter  m", "Highlight", "Highlight the selection.", "mark"),
    _c("select_note", "a", "Note", "Highlight the selection and write a note on it.", "note"),
    _c("select_tag", "t", "Tag", "Highlight the selection and tag it.", "tag"),
    _c("select_tag_key", ";", "Tag by letter", "Then a letter: highlight the selection with that tag."),
    _c("select_sticky_tags", ".", "Same tags again", "Highlight the selection with the last tags again."),
    *(
        _c(f"select_colour.{n}", str(n), f"Colour {n}", f"Highlight the selection in colour {n}.")
        for n in COLOUR_KEYS
    ),
    _c("select_copy", "y", "Copy", "Copy the selection.", "copy"),
    _c("select_copy_citation", "Y", "Copy with citation", "Copy the selection with its citation."),
    _c("pipe", "!", "Give to a program", "Give the selection to any program."),
    _c("select_attach", "R", "Attach an orphan", "Attach to the selection a note that has lost its passage."),
    _c("select_none", "c  escape", "Leave", "Leave the selection.", "leave"),
)
