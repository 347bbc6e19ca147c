"""What there is of one person or place in all articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.errors import EntityNotFoundError
from reader.library.known import Companion, Counted, Month
from reader.model import EntityType, Span
from reader.services.entities import edits as entity_edits
from reader.services.entities.contexts import LONGEST_CONTEXT
from reader.services.entities.pages import entity_articles, entity_page, find_entities
from reader.services.notes import annotating
from reader.services.session import Session
from tests.fakes.analysed import ADA, BRENNICK, TOMAS, analysed, article

TEXTS = (
    "The weather was fine. Engineer Ada Lovelace went to Brennick. “It is cold here,” Lovelace said.",
    "Ada Lovelace came back from Brennick. Ada Lovelace saw Tomas Brill.",
    "Nobody was there.",
    "Lovelace has left.",
)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    with analysed(tmp_path, monkeypatch, TEXTS) as opened:
        yield opened


def test_a_page_has_all_that_is_counted_of_an_entity(session: Session) -> None:
    page = entity_page(session, ADA)
    entity = page.entity
    assert (entity.name, entity.type, entity.articles, entity.mentions) == (
        "Ada Lovelace",
        EntityType.PERSON,
        3,
        5,
    )
    assert (entity.first, entity.last) == ("2025-01-10", "2025-04-10")
    assert page.aliases == (Counted("Lovelace", 2),)
    assert page.roles == (Counted("Engineer", 1),)
    assert page.months == (Month("2025-01", 1), Month("2025-02", 1), Month("2025-03", 0), Month("2025-04", 1))
    assert page.companions == (
        Companion(BRENNICK, "Brennick", EntityType.PLACE, 2),
        Companion(TOMAS, "Tomas Brill", EntityType.PERSON, 1),
    )
    assert page.companions_among == 3
    assert (page.quotations_by, page.quotations_about, page.notes) == (1, 0, ())


def test_each_article_has_the_sentences_that_name_it(session: Session) -> None:
    last, second, first = entity_articles(session, ADA, 0, 10)
    assert [each.article.title for each in (last, second, first)] == ["Title 3", "Title 1", "Title 0"]
    assert [(each.text, each.text[each.start : each.end]) for each in first.contexts] == [
        ("Engineer Ada Lovelace went to Brennick.", "Ada Lovelace"),
        ("“It is cold here,” Lovelace said.", "Lovelace"),
    ]
    assert second.count == 2
    document = session.library.document(first.article.id)
    assert document.text[slice(*first.contexts[0].span)] == "Ada Lovelace"
    assert [each.article.title for each in entity_articles(session, ADA, 1, 2)] == ["Title 1"]


def test_what_an_earlier_pipeline_found_is_shown_until_the_present_one_comes_to_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entity_articles(session, ADA, 0, 10)
    monkeypatch.setattr("reader.analysis.versions.RULES_VERSION", 1_000)
    assert entity_articles(session, ADA, 0, 10) == before


def test_of_a_long_sentence_what_is_around_the_name_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{'and so on, ' * 500}Ada Lovelace {'went on and ' * 500}"
    with analysed(tmp_path, monkeypatch, [text]) as session:
        ((context,),) = [each.contexts for each in entity_articles(session, ADA, 0, 1)]
    assert len(context.text) <= LONGEST_CONTEXT
    assert context.text[context.start : context.end] == "Ada Lovelace"


def test_the_notes_on_passages_that_name_it_are_on_its_page(session: Session, tmp_path: Path) -> None:
    known = article(session, tmp_path, 0)
    text = session.library.document(known.id).text
    at = text.index("Engineer")
    for span in (Span(at, at + 21), Span(0, 7)):
        session.history.do(annotating.highlight(known, text, span))
    (note,) = entity_page(session, ADA).notes
    assert note.target.exact == "Engineer Ada Lovelace"
    assert entity_page(session, TOMAS).notes == ()


def test_a_key_that_was_joined_to_another_has_the_page_of_that(session: Session) -> None:
    session.history.do(entity_edits.join(session, TOMAS, ADA))
    assert entity_page(session, TOMAS) == entity_page(session, ADA)
    assert len(entity_articles(session, TOMAS, 0, 10)) == 3


def test_a_key_that_nothing_goes_by_is_a_sentence(session: Session) -> None:
    with pytest.raises(EntityNotFoundError, match="No list of names has"):
        entity_page(session, "person:nobody")
    with pytest.raises(EntityNotFoundError, match="No list of names has"):
        entity_articles(session, "person:nobody", 0, 1)


def test_entities_are_found_by_any_of_their_names(session: Session) -> None:
    assert [each.key for each in find_entities(session, "lovel")] == [ADA]
    assert [each.key for each in find_entities(session, "")] == [ADA, BRENNICK, TOMAS]
    assert [each.key for each in find_entities(session, "", types=[EntityType.PLACE])] == [BRENNICK]
    assert find_entities(session, "nobody") == []
