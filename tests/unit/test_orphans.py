"""Which notes have lost their passage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotations.anchoring import Anchorer
from reader.model import Annotation, ArticleRef, Target
from reader.paths import Places
from reader.services.annotating import highlight
from reader.services.differences import word_changes
from reader.services.orphans import LABEL_LENGTH, Orphans, labels, matching
from reader.services.passages import find_passages
from reader.services.reading import find_article, open_article
from reader.services.session import Session

FIRST = "The harbour is closed, said Maria Berg.\n\nThe ferry waits.\n\nIt rained all night in the old town."
LATER = "The harbour is closed, said Maria Berg.\n\nIt rained all night in the town."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


def write(path: Path, text: str) -> None:
    path.write_text(f"# The harbour\n\n{text}\n", encoding="utf-8")


def annotate(session: Session, path: Path, exact: str) -> None:
    article = find_article(session, str(path))
    text = open_article(session, article).document.text
    session.history.do(highlight(article, text, find_passages(text, exact)[0]))


@pytest.fixture
def story(session: Session, tmp_path: Path) -> Path:
    """An article that has lost one of the three passages that were marked in it."""
    path = tmp_path / "story.md"
    write(path, FIRST)
    for exact in ("harbour is closed", "ferry waits", "It rained all night in the old town."):
        annotate(session, path, exact)
    write(path, LATER)
    find_article(session, str(path))
    return path


def annotation(exact: str, note: str = "", uid: str = "u") -> Annotation:
    instant = "2025-01-01T00:00:00.000Z"
    return Annotation(uid, ArticleRef("a", "A"), Target(0, len(exact), exact), instant, instant, note=note)


def lost(orphans: Orphans) -> list[str]:
    return [orphan.target.exact for orphan in orphans.find()]


def test_a_note_whose_passage_is_gone_is_an_orphan_and_one_carried_over_is_not(
    session: Session, story: Path
) -> None:
    assert lost(Orphans(session)) == ["ferry waits"]


def test_an_orphan_whose_passage_comes_back_is_none(session: Session, story: Path) -> None:
    orphans = Orphans(session)
    assert lost(orphans) == ["ferry waits"]
    write(story, FIRST + " More.")
    find_article(session, str(story))
    assert lost(orphans) == []


def test_what_is_known_is_not_looked_for_again(
    session: Session, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orphans = Orphans(session)
    found = orphans.find()
    monkeypatch.delattr(Anchorer, "anchor")
    assert orphans.find() == found


def test_notes_on_the_present_text_and_on_articles_that_are_not_there_are_no_orphans(
    session: Session, story: Path
) -> None:
    session.history.undo()
    session.history.undo()
    annotate(session, story, "It rained")
    elsewhere = Session(Places(story.parent / "b", story.parent / "b", story.parent / "b"))
    elsewhere.notes.apply(())
    assert Orphans(elsewhere).find() == []
    elsewhere.close()
    assert lost(Orphans(session)) == []


def test_an_article_that_is_damaged_says_nothing_about_its_notes(session: Session, story: Path) -> None:
    with session.library._database.transaction() as connection:
        connection.execute("UPDATE revisions SET document = x'00'")
    assert Orphans(session).find() == []


def test_orphans_are_called_by_their_note_or_their_passage_each_by_a_name_of_its_own() -> None:
    one, two, three = annotation("A b", "Why?\nx"), annotation("C d"), annotation("C d", uid="v")
    assert labels([one, two, three]) == {"Why? x": one, "C d": two, "C d (2)": three}
    assert len(next(iter(labels([annotation("long " * 90)])))) <= LABEL_LENGTH


def test_orphans_are_chosen_by_words_of_note_and_passage() -> None:
    named = labels([annotation("The ferry waits", "Why?"), annotation("The bus waits"), annotation("Bus")])
    assert list(matching(named, "FERRY")) == ["Why?"]
    assert list(matching(named, "the waits")) == ["Why?", "The bus waits"]
    assert list(matching(named, "Bus")) == ["Bus"]
    assert list(matching(named, "")) == list(named)


def test_two_passages_are_compared_word_by_word() -> None:
    pieces = word_changes("The old ferry waits.", "The new ferry waits.")
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("removed", "old"),
        ("added", "new"),
    ]
