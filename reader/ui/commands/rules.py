"""The commands among the rules."""

from functools import partial

from reader.ui.commands.command import Command, Where, command

_c = partial(command, Where.RULES)

COMMANDS: tuple[Command, ...] = (
    _c("cursor_down", "j  down", "Down", "To the next rule."),
    _c("cursor_up", "k  up", "Up", "To the rule before."),
    _c("first", "g g  home", "First", "To the first rule."),
    _c("last", "G  end", "Last", "To the last rule."),
    _c(
        "add_rule",
        "a",
        "Add a rule",
        "Make a rule: a query, then what is done with the articles it finds.",
        "add",
    ),
    _c("edit_query", "e  enter  l", "Edit the query", "Change what the rule finds.", "query"),
    _c("edit_actions", "t", "Edit what it does", "Mark read, star, hide or tag what the rule finds.", "actions"),
    _c("rename_rule", "c", "Rename the rule", "Give the rule another name."),
    _c(
        "toggle_rule",
        "space",
        "Rule on or off",
        "Have the rule tried on what comes in, or passed over.",
        "on/off",
    ),
    _c("delete_rule", "d  x", "Delete the rule", "Delete the rule (undo brings it back).", "delete"),
    _c("rule_down", "J", "Rule later", "Have the rule tried after the next one."),
    _c("rule_up", "K", "Rule earlier", "Have the rule tried before the one above."),
)
