"""Who said what in all articles, each statement once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import QuotationKind
from reader.query.errors import QueryError
from reader.services.entities import edits as entity_edits
from reader.services.entities.pages import quotations_about, quotations_by
from reader.services.quotations.statements import QuotationsFound, cite, find_quotations
from reader.services.session import Session
from tests.fakes.analysed import ADA, BRENNICK, TOMAS, analysed

TEXTS = (
    "Ada Lovelace went home. “I will stay in Brennick until the spring comes,” Lovelace said.",
    "“I will stay in Brennick until the spring comes,” said Ada Lovelace. “Ready,” Tomas Brill said.",
    "“I will stay in Brennick until the spring comes, and then we shall see,” Ada Lovelace told us.",
    "“Ready,” Ada Lovelace said.",
    "Tomas Brill said: “Nobody knows what will become of the harbour wall.”",
)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    with analysed(tmp_path, monkeypatch, TEXTS) as opened:
        yield opened


def told(found: QuotationsFound) -> list[tuple[str | None, list[str]]]:
    return [(each.best.speaker, [place.article.title for place in each.sources]) for each in found.statements]


def test_the_same_statement_is_shown_once_with_its_sources_the_newest_first(session: Session) -> None:
    found = find_quotations(session, "brennick")
    assert told(found) == [("Ada Lovelace", ["Title 2", "Title 1", "Title 0"])]
    best = found.statements[0].best
    assert best.text == "“I will stay in Brennick until the spring comes, and then we shall see,”"
    assert (best.key, best.cue, best.kind) == (ADA, "told", QuotationKind.SPEECH)
    assert found.is_complete


def test_a_few_words_are_the_same_only_by_the_same_speaker(session: Session) -> None:
    assert told(find_quotations(session, "ready")) == [
        ("Ada Lovelace", ["Title 3"]),
        ("Tomas Brill", ["Title 1"]),
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("ready", 2),
        ("Ready", 2),
        ("READY", 0),
        ("Nobody Title", 1),
        ("Nobody TITLE", 0),
        ("speaker:BRILL", 2),
        ("about:brennick", 1),
        ("harbour after:2025-05", 1),
        ("before:2025-01", 0),
    ],
)
def test_they_are_found_by_a_query(session: Session, query: str, count: int) -> None:
    assert len(find_quotations(session, query).statements) == count


def test_more_than_the_limit_is_told_and_sources_are_whole_all_the_same(session: Session) -> None:
    found = find_quotations(session, "about:brennick OR ready", limit=2)
    assert not found.is_complete
    assert told(found) == [
        ("Ada Lovelace", ["Title 3"]),
        ("Ada Lovelace", ["Title 2", "Title 1", "Title 0"]),
    ]


def test_a_query_that_cannot_be_understood_is_pointed_at(session: Session) -> None:
    with pytest.raises(QueryError, match="There is no field “sepaker:”"):
        find_quotations(session, "sepaker:brill")
    assert len(find_quotations(session, "speaker:brill is:", typing=True).statements) == 2


def test_who_said_it_is_who_the_reader_says(session: Session) -> None:
    session.history.do(entity_edits.rename(session, TOMAS, "Tom"))
    assert told(find_quotations(session, "speaker:tom harbour")) == [("Tom", ["Title 4"])]
    session.history.do(entity_edits.join(session, TOMAS, ADA))
    assert told(find_quotations(session, "speaker:ada harbour")) == [("Ada Lovelace", ["Title 4"])]


def test_of_an_entity_there_is_what_it_said_and_what_is_said_about_it(session: Session) -> None:
    assert told(quotations_by(session, TOMAS)) == [
        ("Tomas Brill", ["Title 4"]),
        ("Tomas Brill", ["Title 1"]),
    ]
    assert told(quotations_about(session, BRENNICK)) == [("Ada Lovelace", ["Title 2", "Title 1", "Title 0"])]


def test_a_place_is_cited_with_who_says_it(session: Session) -> None:
    (statement,) = find_quotations(session, "harbour").statements
    assert cite(statement.best) == (
        "> “Nobody knows what will become of the harbour wall.”\n>\n"
        "> — Tomas Brill, in “Title 4”, The Post, 2025-05-10.\n"
    )


def test_of_indirect_speech_the_citation_says_whose_words_they_are(session: Session) -> None:
    (statement,) = find_quotations(session, "harbour").statements
    reported = replace(statement.best, kind=QuotationKind.INDIRECT, text="that it will not last")
    assert cite(reported) == (
        "> that it will not last\n>\n> — Tomas Brill, as reported, in “Title 4”, The Post, 2025-05-10.\n"
    )


def test_what_a_rule_hid_is_not_among_them(session: Session) -> None:
    (statement,) = find_quotations(session, "harbour").statements
    session.library.set_hidden([statement.best.article.id], True)
    assert find_quotations(session, "harbour").statements == ()
    assert len(find_quotations(session, "harbour is:hidden").statements) == 1
