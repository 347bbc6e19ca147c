"""What is yet to be analysed is, a batch after another, whoever does it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.errors import DamagedDocumentError
from reader.library import Library
from reader.services.analysing import one as analysing
from reader.services.analysing import pending as pending_analysis
from reader.services.analysing.pending import Batch, analyse_batch, begin
from reader.services.articles.opening import find_article, kept_analysis
from reader.services.session import Session
from tests.fakes.analysed import ADA, NAMES, analysed


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Three articles that nobody has analysed."""
    with analysed(tmp_path, monkeypatch, ()) as opened:
        for number in range(3):
            path = tmp_path / f"{number}.md"
            path.write_text(
                f"---\ndate: 2025-0{number + 1}-10\n---\n# Title {number}\n\nAda Lovelace has left.\n"
            )
            find_article(opened, str(path))
        yield opened


def known(session: Session) -> dict[str, int]:
    return {each.key: each.articles for each in session.corrections.entities.find((), limit=5)}


def test_batches_go_on_until_nothing_is_left(session: Session) -> None:
    assert begin(session) is None
    assert analyse_batch(session, "a", 2) == Batch(2, 1)
    assert known(session) == {ADA: 2}
    assert analyse_batch(session, "b", 2) == Batch(1, 0)
    assert analyse_batch(session, "a", 2) == Batch(0, 0)
    assert known(session) == {ADA: 3}
    assert all(kept_analysis(session, article) is not None for article in session.library.list())


def test_what_is_wanted_first_is_done_first(session: Session) -> None:
    oldest = session.library.ids()[-1]
    analyse_batch(session, "a", 1, first=[oldest])
    assert session.library.findings.is_kept(oldest, session.engines.version(None))


def test_a_batch_is_given_up_when_something_else_is_asked_for_and_what_is_done_is_kept(session: Session) -> None:
    asked = iter([False, False, False, True])
    batch = analyse_batch(session, "a", 3, is_asked=lambda: next(asked))
    assert batch.given_up
    assert 0 < batch.done < 3
    assert session.library.findings.claim("b", 5)
    assert known(session) == {ADA: batch.done}


def test_a_batch_ends_after_a_while(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending_analysis, "BATCH_SECONDS", -1.0)
    assert analyse_batch(session, "a", 3) == Batch(1, 2)


def test_a_text_that_cannot_be_read_is_passed_over(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = session.library.ids()[0]
    read = Library.document

    def document(library: Library, article_id: str) -> object:
        if article_id == damaged:
            raise DamagedDocumentError
        return read(library, article_id)

    monkeypatch.setattr(Library, "document", document)
    assert analyse_batch(session, "a", 3) == Batch(3, 0)
    assert known(session) == {ADA: 2}


def test_without_the_model_quotations_are_found_until_there_is_one(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing, "_names", lambda *_: (None, "Names are not marked: no model."))
    assert analyse_batch(session, "a", 3) == Batch(3, 0, "Names are not marked: no model.")
    assert begin(session) == "Names are not marked: no model."
    assert session.library.findings.pending() == 0
    monkeypatch.setattr(analysing, "_names", lambda *_: (NAMES, None))
    assert begin(session) is None
    assert analyse_batch(session, "a", 3) == Batch(3, 0)
    assert known(session) == {ADA: 3}
