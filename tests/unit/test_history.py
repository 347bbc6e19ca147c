"""Every change knows its way back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.errors import NotesChanged
from reader.annotations.store import AnnotationStore, Put, Remove
from reader.document.plain import from_plain
from reader.library import ArticleSource, LibraryError, NewArticle, SourceFormat
from reader.model import Annotation, ArticleMark, ArticleRef, Target
from reader.paths import Places
from reader.services.saving import history
from reader.services.saving.edits import NotesEdit, ReadEdit
from reader.services.session import Session

REF = ArticleRef("a" * 16, "An article")


def annotation(uid: str = "01HZZZZZZZZZZZZZZZZZZZZZZZ", note: str = "") -> Annotation:
    return Annotation(
        uid, REF, Target(0, 3, "One"), "2025-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z", note=note
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


def test_an_edit_is_done_undone_and_done_again(session: Session) -> None:
    made = annotation()
    edit = NotesEdit("highlight", ((None, made),))
    session.history.do(edit)
    assert session.notes.all() == [made]
    assert session.history.undo() is edit
    assert session.notes.all() == []
    assert session.history.redo() is edit
    assert session.notes.all() == [made]


def test_with_nothing_done_there_is_nothing_to_undo_or_redo(session: Session) -> None:
    assert session.history.undo() is None
    assert session.history.redo() is None


def test_edits_are_undone_the_last_first(session: Session) -> None:
    one, two = annotation("1" * 26), annotation("2" * 26)
    session.history.do(NotesEdit("one", ((None, one),)))
    session.history.do(NotesEdit("two", ((None, two),)))
    session.history.undo()
    assert session.notes.all() == [one]


def test_what_was_undone_is_forgotten_when_something_else_is_done(session: Session) -> None:
    session.history.do(NotesEdit("one", ((None, annotation("1" * 26)),)))
    session.history.undo()
    session.history.do(NotesEdit("two", ((None, annotation("2" * 26)),)))
    assert session.history.redo() is None


def test_marks_of_articles_come_and_go(session: Session) -> None:
    starred = ArticleMark(REF, "2025-01-01T00:00:00.000Z", starred=True)
    tagged = replace(starred, tags=("weekly",))
    session.history.do(NotesEdit("star", marks=((None, starred),)))
    session.history.do(NotesEdit("tag", marks=((starred, tagged),)))
    session.history.undo()
    assert session.notes.marks() == [starred]
    session.history.undo()
    assert session.notes.marks() == []


def test_an_edit_of_many_is_undone_in_one_step(session: Session) -> None:
    many = tuple((None, annotation(f"{n:026}")) for n in range(50))
    session.history.do(NotesEdit("many", many))
    assert len(session.notes.all()) == 50
    session.history.undo()
    assert session.notes.all() == []


def test_read_states_are_undone_too(session: Session) -> None:
    new = NewArticle(title="A", words=1, original=ArticleSource("Text.", SourceFormat.PLAIN))
    article = session.library.add(new, from_plain("Text.", title="A"))
    session.history.do(ReadEdit("mark read", (article.id,), read=True))
    assert session.library.get(article.id).read
    session.history.undo()
    assert not session.library.get(article.id).read
    session.history.redo()
    assert session.library.get(article.id).read


@pytest.mark.parametrize("elsewhere", ["changed", "removed"])
def test_what_another_program_did_is_never_undone(elsewhere: str, session: Session) -> None:
    made = annotation()
    session.history.do(NotesEdit("highlight", ((None, made),)))
    other = AnnotationStore(session.places.notes)
    other.apply([Put(replace(made, note="theirs")) if elsewhere == "changed" else Remove(made.uid)])
    other.close()
    with pytest.raises(NotesChanged):
        session.history.undo()
    assert [note.note for note in session.notes.all()] == (["theirs"] if elsewhere == "changed" else [])


def test_an_edit_that_can_be_undone_no_more_is_not_in_the_way_of_those_before_it(session: Session) -> None:
    one, two = annotation("1" * 26), annotation("2" * 26)
    session.history.do(NotesEdit("one", ((None, one),)))
    session.history.do(NotesEdit("two", ((None, two),)))
    session.notes.apply([Put(replace(two, note="theirs"))])
    with pytest.raises(NotesChanged):
        session.history.undo()
    session.history.undo()
    assert [note.uid for note in session.notes.all()] == [two.uid]


def test_the_same_annotation_is_never_made_twice_over_what_was_done_to_it_since(session: Session) -> None:
    made = annotation()
    session.notes.apply([Put(replace(made, note="since"))])
    with pytest.raises(NotesChanged):
        session.history.do(NotesEdit("highlight", ((None, made),)))
    assert [note.note for note in session.notes.all()] == ["since"]


def test_where_the_library_cannot_be_changed_nothing_is_remembered(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.history.do(NotesEdit("one", ((None, annotation("1" * 26)),)))
    with monkeypatch.context() as failing:
        failing.setattr(ReadEdit, "apply", lambda *_: (_ for _ in ()).throw(LibraryError("It is full.")))
        with pytest.raises(LibraryError):
            session.history.do(ReadEdit("mark read", ("a",), read=True))
    undone = session.history.undo()
    assert undone is not None
    assert undone.label == "one"


def test_only_so_many_edits_are_remembered(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "UNDO_LEVELS", 2)
    for n in range(4):
        session.history.do(NotesEdit(str(n), ((None, annotation(f"{n:026}")),)))
    undone = [session.history.undo() for _ in range(3)]
    assert [edit.label if edit else None for edit in undone] == ["3", "2", None]
