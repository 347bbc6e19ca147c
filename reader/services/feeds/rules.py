"""The reader's rules: what is done with articles as they come in."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.annotations.identifiers import now
from reader.annotations.store import PutMark
from reader.model import Article, ArticleMark, PostilError, Rule
from reader.query.errors import QueryError
from reader.services.articles.intake import settle
from reader.services.asking import asked
from reader.services.notes.annotating import article_ref, clean_tags
from reader.services.session import Session


class UnusableRuleError(PostilError):
    """A rule that does nothing, or whose query cannot be understood."""


def checked(session: Session, rule: Rule) -> Rule:
    """The rule as it is kept. Raises `UnusableRuleError`."""
    tidy = replace(
        rule, name=rule.name.strip() or rule.query, query=rule.query.strip(), tags=clean_tags(rule.tags)
    )
    if not tidy.query:
        raise UnusableRuleError("A rule needs a query; one without would be about every article that comes in.")
    if not (tidy.marks_read or tidy.stars or tidy.hides or tidy.tags):
        raise UnusableRuleError(f"The rule “{tidy.name}” does nothing: have it mark read, star, hide or tag.")
    try:
        asked(session, tidy.query)
    except QueryError as error:
        raise UnusableRuleError(f"The query of the rule “{tidy.name}” cannot be used: {error}") from error
    return tidy


def caught(session: Session, rule: Rule, ids: Collection[str] | None = None) -> list[Article]:
    """The articles that the rule is about, newest first, or those of `ids` among them. Raises `QueryError`."""
    selection = replace(asked(session, rule.query, ids=ids), hidden=None)
    return session.library.list(ids=session.library.ids(selection))


def apply(session: Session, ids: Sequence[str]) -> list[str]:
    """Have every enabled rule at the articles of `ids`; a sentence for each rule that could not be tried.

    Their texts are made documents before, so that a rule finds what it would find later. All that the rules say of an
    article holds: one that two rules tag has the tags of both.
    """
    rules = [rule for rule in session.library.rules.all() if rule.enabled]
    if not rules or not ids:
        return []
    settle(session, ids)
    failures = []
    marks: dict[str, ArticleMark] = {}
    for rule in rules:
        try:
            found = caught(session, rule, ids)
        except PostilError as error:
            failures.append(f"The rule “{rule.name}” was passed over: {error}")
            continue
        _carry_out(session, rule, found, marks)
    if marks:
        session.notes.apply([PutMark(mark) for mark in marks.values()])
    return failures


def _carry_out(session: Session, rule: Rule, found: Sequence[Article], marks: dict[str, ArticleMark]) -> None:
    found_ids = [article.id for article in found]
    if rule.marks_read:
        session.library.set_read(found_ids, True)
    if rule.hides:
        session.library.set_hidden(found_ids, True)
    if not (rule.stars or rule.tags):
        return
    for article in found:
        known = marks.get(article.id) or session.notes.mark(article.id)
        mark = known or ArticleMark(article_ref(article), now())
        tags = tuple(dict.fromkeys([*mark.tags, *rule.tags]))
        marks[article.id] = replace(mark, starred=mark.starred or rule.stars, tags=tags, updated=now())
