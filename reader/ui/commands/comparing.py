"""The commands of comparing: an annotation's words, and the texts that an article has had."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_comparison = partial(command, Where.COMPARISON)
_revisions = partial(command, Where.REVISIONS)

COMMANDS: tuple[Command, ...] = (
    _comparison("accept", "y  enter", "Accept", "Take the present words for the annotation's passage.", "accept"),
    _comparison(
        "refuse", "n  x  q  escape  ctrl+g", "Leave as it is", "Close; the annotation stays as it is.", "leave"
    ),
    _comparison("line_down", "j  down", "Line down", "A line down."),
    _comparison("line_up", "k  up", "Line up", "A line up."),
    _comparison("page_down", "space  pagedown  ctrl+f  ctrl+d", "Page down", "A page down."),
    _comparison("page_up", "b  pageup  ctrl+b  ctrl+u", "Page up", "A page up."),
    _revisions("cursor_down", "j  down", "Down", "To the text before."),
    _revisions("cursor_up", "k  up", "Up", "To the text after."),
    _revisions(
        "changes_down", "space  pagedown  ctrl+f  ctrl+d", "Changes down", "A page down what changed.", "page"
    ),
    _revisions("changes_up", "b  pageup  ctrl+b  ctrl+u", "Changes up", "A page up what changed."),
)
