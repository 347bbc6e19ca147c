"""Changing the rules for what comes in, and trying them out."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.document.plain import from_plain
from reader.library import ArticleSource, NewArticle, SourceFormat
from reader.model import ChangedElsewhereError, Rule
from reader.paths import Places
from reader.query.errors import QueryError
from reader.services.feeds import rule_edits
from reader.services.feeds.rule_edits import NAME_LENGTH, UnusableActionError, actions, dry_run, with_actions
from reader.services.notes.annotating import UnusableAnnotationError
from reader.services.session import Session

SPORT = Rule(0, "Sport", "title:sport", marks_read=True)
ADVERTS = Rule(0, "Adverts", "sponsored", hides=True, tags=("advert",))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


def keep(session: Session, title: str) -> str:
    """The id of an article that is in the library now."""
    new = NewArticle(title, 1, ArticleSource(title, SourceFormat.PLAIN))
    return session.library.add(new, from_plain(f"{title} is here.", title=title)).id


def kept(session: Session) -> tuple[Rule, ...]:
    return session.library.rules.all()


def names(session: Session) -> list[str]:
    return [rule.name for rule in kept(session)]


@pytest.fixture
def two(session: Session) -> tuple[Rule, ...]:
    return session.library.rules.replace([SPORT, ADVERTS])


def test_a_rule_is_added_taken_back_and_added_again(session: Session) -> None:
    session.history.do(rule_edits.add((), SPORT))
    assert names(session) == ["Sport"]
    session.history.undo()
    assert names(session) == []
    session.history.redo()
    assert names(session) == ["Sport"]


def test_a_rule_is_changed_switched_off_and_deleted(session: Session, two: tuple[Rule, ...]) -> None:
    sport, adverts = two
    session.history.do(rule_edits.change(two, sport, replace(sport, query="title:football")))
    assert [rule.query for rule in kept(session)] == ["title:football", "sponsored"]
    session.history.do(rule_edits.enable(kept(session), adverts, enabled=False))
    assert [rule.enabled for rule in kept(session)] == [True, False]
    session.history.do(rule_edits.delete(kept(session), sport))
    assert names(session) == ["Adverts"]
    for _ in range(3):
        session.history.undo()
    assert kept(session) == two


def test_a_rule_moves_a_place_but_not_beyond_the_ends(session: Session, two: tuple[Rule, ...]) -> None:
    session.history.do(rule_edits.move(two, 0, 1))
    assert names(session) == ["Adverts", "Sport"]
    session.history.do(rule_edits.move(kept(session), 1, 1))
    assert names(session) == ["Adverts", "Sport"]
    session.history.do(rule_edits.move(kept(session), 1, -1))
    assert names(session) == ["Sport", "Adverts"]


def test_rules_that_were_changed_elsewhere_are_not_overwritten(session: Session, two: tuple[Rule, ...]) -> None:
    session.library.rules.replace([SPORT])
    with pytest.raises(ChangedElsewhereError, match="The rules were changed elsewhere"):
        session.history.do(rule_edits.delete(two, two[0]))


@pytest.mark.parametrize(
    "rule",
    [
        SPORT,
        ADVERTS,
        Rule(0, "all", "x", marks_read=True, stars=True, hides=True, tags=("a b", "c")),
    ],
)
def test_what_a_rule_does_is_read_as_it_is_written(rule: Rule) -> None:
    assert with_actions(Rule(0, rule.name, rule.query), actions(rule)) == rule


def test_what_a_rule_did_before_is_forgotten() -> None:
    assert with_actions(ADVERTS, "Star, , TAG  one,tag one") == replace(
        ADVERTS, hides=False, stars=True, tags=("one",)
    )


@pytest.mark.parametrize("line", ["delete", "tag", "mark"])
def test_what_no_rule_can_do_is_named(line: str) -> None:
    with pytest.raises(UnusableActionError, match=f"“{line}” is nothing a rule can do"):
        with_actions(SPORT, f"star, {line}")


def test_a_tag_that_cannot_be_used_is_refused() -> None:
    with pytest.raises(UnusableAnnotationError):
        with_actions(SPORT, f"tag {'x' * 1_000}")


def test_a_name_is_one_line_and_not_too_long() -> None:
    assert rule_edits.clean_name("  a\nb ") == "a b"
    assert len(rule_edits.clean_name("x" * (NAME_LENGTH + 1))) == NAME_LENGTH


def test_a_dry_run_tells_what_would_have_been_caught_and_does_nothing(session: Session) -> None:
    one, two, _ = (keep(session, title) for title in ("Sport on Monday", "Sport on Tuesday", "Weather"))
    session.library.set_hidden([one], True)
    found = dry_run(session, "title:sport", shown=1)
    assert (found.caught, found.articles) == (2, 3)
    assert [article.title for article in found.newest] in (["Sport on Monday"], ["Sport on Tuesday"])
    assert not session.library.get(two).read


def test_a_mistake_in_a_query_is_told(session: Session) -> None:
    with pytest.raises(QueryError):
        dry_run(session, "(sport", shown=1)
    assert dry_run(session, "(sport", shown=1, typing=True).caught == 0
