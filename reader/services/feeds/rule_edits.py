"""What a reader does to the rules for what comes in, as edits, and what a rule would have caught."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader.model import Article, ChangedElsewhereError, PostilError, Rule
from reader.services.asking import asked
from reader.services.notes.annotating import clean_tag
from reader.services.saving.edits import Editable
from reader.services.session import Session
from reader.services.tags.completion import SEPARATOR, split_tags
from reader.text.sanitize import clean
from reader.text.width import truncate

NAME_LENGTH = 200
"""The most characters of a rule's name."""
MARK_READ, STAR, HIDE, TAG = "mark read", "star", "hide", "tag"
_LABEL_CELLS = 40


class UnusableActionError(PostilError):
    """Something that no rule can do; the text says what can be done."""


@dataclass(frozen=True, slots=True)
class RulesEdit:
    """All rules in their order, before and after."""

    label: str
    before: tuple[Rule, ...]
    after: tuple[Rule, ...]

    def apply(self, session: Editable) -> None:
        """Have the rules that come after. Raises `PostilError`."""
        _turn(session, self.before, self.after)

    def revert(self, session: Editable) -> None:
        """Have the rules that were before. Raises `PostilError`."""
        _turn(session, self.after, self.before)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a query would have caught: how many of how many articles, and the newest of them."""

    caught: int
    articles: int
    newest: tuple[Article, ...]


def dry_run(session: Session, query: str, *, shown: int, typing: bool = False) -> DryRun:
    """What a rule with that query would have caught of the articles that there are; nothing is done to them.

    Those that are hidden count. With `typing` the query need not be finished.

    Raises:
        QueryError: the query cannot be understood.
        LibraryError: the library cannot be read.
    """
    library = session.library
    ids = library.ids(replace(asked(session, query, typing=typing), hidden=None))
    return DryRun(len(ids), library.count(), tuple(library.list(ids=ids[:shown])))


def actions(rule: Rule) -> str:
    """What a rule does, as a line that `with_actions` reads: "mark read, tag sport"."""
    chosen = ((rule.marks_read, MARK_READ), (rule.stars, STAR), (rule.hides, HIDE))
    return SEPARATOR.join(
        [*(name for is_chosen, name in chosen if is_chosen), *(f"{TAG} {t}" for t in rule.tags)]
    )


def with_actions(rule: Rule, line: str) -> Rule:
    """The rule with what is on the line for what it does.

    Raises:
        UnusableActionError: something on it cannot be done by a rule.
        UnusableAnnotationError: a tag on it cannot be used.
    """
    found = split_tags(line)
    tags = []
    for name in found:
        verb, _, tag = name.partition(" ")
        if verb.lower() == TAG and tag.strip():
            tags.append(clean_tag(tag))
        elif name.lower() not in {MARK_READ, STAR, HIDE}:
            raise UnusableActionError(f"“{name}” is nothing a rule can do: {MARK_READ}, {STAR}, {HIDE}, {TAG} …")
    named = {name.lower() for name in found}
    return replace(
        rule,
        marks_read=MARK_READ in named,
        stars=STAR in named,
        hides=HIDE in named,
        tags=tuple(dict.fromkeys(tags)),
    )


def clean_name(text: str) -> str:
    """A rule's name as it is kept: one line, cut where it is too long."""
    return clean(text, one_line=True).strip()[:NAME_LENGTH]


def add(rules: Sequence[Rule], new: Rule) -> RulesEdit:
    """A new rule after the others."""
    return RulesEdit(f"add the rule {_named(new)}", tuple(rules), (*rules, replace(new, id=0)))


def change(rules: Sequence[Rule], old: Rule, new: Rule) -> RulesEdit:
    """One rule as `new` has it."""
    return _each(f"change the rule {_named(new)}", rules, lambda rule: new if rule.id == old.id else rule)


def enable(rules: Sequence[Rule], meant: Rule, *, enabled: bool) -> RulesEdit:
    """One rule tried on what comes in, or passed over."""
    verb = "switch on" if enabled else "switch off"
    return _each(
        f"{verb} the rule {_named(meant)}",
        rules,
        lambda rule: replace(rule, enabled=enabled) if rule.id == meant.id else rule,
    )


def delete(rules: Sequence[Rule], gone: Rule) -> RulesEdit:
    """One rule no longer there."""
    kept = tuple(rule for rule in rules if rule.id != gone.id)
    return RulesEdit(f"delete the rule {_named(gone)}", tuple(rules), kept)


def move(rules: Sequence[Rule], index: int, step: int) -> RulesEdit:
    """The rule at `index` tried a place earlier (-1) or later (1); where there is none it stays."""
    order = list(rules)
    target = min(max(index + step, 0), len(order) - 1)
    order.insert(target, order.pop(index))
    return RulesEdit(f"move the rule {_named(rules[index])}", tuple(rules), tuple(order))


def _each(label: str, rules: Sequence[Rule], change: Callable[[Rule], Rule]) -> RulesEdit:
    return RulesEdit(label, tuple(rules), tuple(change(rule) for rule in rules))


def _turn(session: Editable, before: Sequence[Rule], after: Sequence[Rule]) -> None:
    """Have the rules `after` in place of those `before`, unless these are no longer what there is."""
    kept = session.library.rules
    if _without_ids(kept.all()) != _without_ids(before):
        raise ChangedElsewhereError("The rules were changed elsewhere meanwhile; nothing was done to them here.")
    kept.replace(after)


def _without_ids(rules: Sequence[Rule]) -> list[Rule]:
    """The rules as they are compared: one that comes back after it was deleted may have another id."""
    return [replace(rule, id=0) for rule in rules]


def _named(rule: Rule) -> str:
    return f"“{truncate(clean(rule.name, one_line=True), _LABEL_CELLS)}”"
