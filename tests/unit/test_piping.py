"""A passage, a note or an article given to any program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotations.store import Put
from reader.document.plain import from_plain
from reader.library import ArticleNotFoundError, ArticleSource, NewArticle, SourceFormat
from reader.model import Annotation, Article
from reader.paths import Places
from reader.services.notes.annotating import UnusableAnnotationError
from reader.services.piping import piping
from reader.services.piping.piping import AmbiguousUidError, as_note, find, note_of, text_of
from reader.services.session import Session
from tests.fakes.exchange import annotation

NOTED = annotation("chronic sabotage", uid="01JK5NZ5G0AAAAAAAAAAAAAAAA", note="Check")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    opened.notes.apply([Put(NOTED), Put(annotation("other", uid="01JK5NZ5G0BBBBBBBBBBBBBBBB"))])
    yield opened
    opened.close()


@pytest.fixture
def article(session: Session) -> Article:
    document = from_plain("The ferry waits.", title="Harbour")
    return session.library.add(NewArticle("Harbour", 3, ArticleSource("x", SourceFormat.PLAIN)), document)


def test_an_annotation_is_named_by_its_uid_and_anything_else_is_an_article(
    session: Session, article: Article
) -> None:
    assert find(session, NOTED.uid) == NOTED
    assert find(session, "01jk5nz5g0a") == NOTED
    assert find(session, article.id) == article
    with pytest.raises(AmbiguousUidError, match="2 annotations begin with “01JK5NZ5G0”"):
        find(session, "01JK5NZ5G0")
    with pytest.raises(ArticleNotFoundError):
        find(session, "01J")


def test_what_is_given_is_the_passage_or_the_text_or_the_note(session: Session, article: Article) -> None:
    assert (text_of(session, NOTED), note_of(session, NOTED)) == ("chronic sabotage", "Check")
    assert (text_of(session, article), note_of(session, article)) == ("Harbour\n\nThe ferry waits.", "")


def test_what_it_writes_becomes_a_note_under_the_one_there_is(session: Session, article: Article) -> None:
    edit = as_note(session, NOTED, "Answer")
    edit.apply(session)
    kept = session.notes.get(NOTED.uid)
    assert isinstance(kept, Annotation)
    assert kept.note == "Check\n\nAnswer"
    edit.revert(session)
    assert session.notes.get(NOTED.uid) == NOTED
    as_note(session, article, "First").apply(session)
    as_note(session, article, "Second").apply(session)
    assert note_of(session, article) == "First\n\nSecond"


def test_nothing_and_too_much_are_no_note(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableAnnotationError, match="wrote nothing"):
        as_note(session, NOTED, " \n")
    monkeypatch.setattr(piping, "NOTE_LENGTH", 10)
    with pytest.raises(UnusableAnnotationError, match="may have 10 characters"):
        as_note(session, NOTED, "much too long")
