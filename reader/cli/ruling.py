"""`postil rules`: what is done with articles as they come in."""

from dataclasses import replace

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, dim, notice
from reader.cli.session import opened_session
from reader.model import NothingFoundError, Rule
from reader.services.feeds import rules
from reader.services.feeds.rule_edits import actions
from reader.services.session import Session

_TITLES_SHOWN = 10


class RuleNotFoundError(NothingFoundError):
    """No rule goes by that number or name."""


def list_rules(*, as_json: bool) -> Exit:
    """Print the rules in the order in which they are tried."""
    with opened_session() as session:
        found = session.library.rules.all()
    printer = Printer()
    if as_json:
        printer.json([_shape(rule) for rule in found])
    else:
        for rule in found:
            off = "" if rule.enabled else "  off"
            printer.line(dim(f"{rule.id:>4}  "), bold(rule.name), dim(f"  {rule.query}  → {actions(rule)}{off}"))
    printer.flush()
    if not found and not as_json:
        notice('There are no rules yet. `postil rules add "title:sponsored" --hide` makes one.')
    return Exit.DONE


def add_rule(rule: Rule) -> Exit:
    """Keep a new rule, tried after the others."""
    with opened_session() as session:
        *_, kept = session.library.rules.replace([*session.library.rules.all(), rules.checked(session, rule)])
    _print_one("From now on", kept)
    return Exit.DONE


def remove_rule(reference: str) -> Exit:
    """Have a rule no longer."""
    with opened_session() as session:
        gone = _find(session, reference)
        session.library.rules.replace([rule for rule in session.library.rules.all() if rule.id != gone.id])
    _print_one("No longer", gone)
    return Exit.DONE


def enable_rule(reference: str, *, enabled: bool) -> Exit:
    """Have a rule tried, or passed over."""
    with opened_session() as session:
        meant = _find(session, reference)
        changed = [
            replace(rule, enabled=enabled) if rule.id == meant.id else rule
            for rule in session.library.rules.all()
        ]
        session.library.rules.replace(changed)
    _print_one("Again from now on" if enabled else "Passed over for now", meant)
    return Exit.DONE


def try_rule(query: str, *, as_json: bool) -> Exit:
    """Print which of the articles that are there a rule with this query would have caught; nothing is done to them."""
    with opened_session() as session:
        caught = rules.caught(session, Rule(0, query, query))
        count = session.library.count()
    printer = Printer()
    if as_json:
        printer.json([{"id": article.id, "title": article.title} for article in caught])
    else:
        for article in caught[:_TITLES_SHOWN]:
            printer.line(dim(f"{article.id[:8]}  "), article.title)
        if len(caught) > _TITLES_SHOWN:
            printer.line(dim(f"and {len(caught) - _TITLES_SHOWN:,} more"))
        printer.line(f"It would have caught {len(caught):,} of {count:,} articles.")
    printer.flush()
    return Exit.DONE if caught else Exit.NOT_FOUND


def _find(session: Session, reference: str) -> Rule:
    for rule in session.library.rules.all():
        if reference in {str(rule.id), rule.name}:
            return rule
    raise RuleNotFoundError(f"There is no rule “{reference[:200]}”. `postil rules` lists them.")


def _print_one(when: str, rule: Rule) -> None:
    printer = Printer()
    printer.line(f"{when}: ", bold(rule.query), f" → {actions(rule)}")
    printer.flush()


def _shape(rule: Rule) -> Shape:
    return {
        "id": rule.id,
        "name": rule.name,
        "query": rule.query,
        "mark_read": rule.marks_read,
        "star": rule.stars,
        "hide": rule.hides,
        "tags": [*rule.tags],
        "enabled": rule.enabled,
    }
