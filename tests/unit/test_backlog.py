"""What could not be saved waits: it shows, outlives the program, can be undone, and is saved when that can be done."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.errors import NotesChanged
from reader.annotations.store import AnnotationStore, Counts, Put, Remove
from reader.model import Annotation, ArticleMark, ArticleRef, Target
from reader.paths import Places
from reader.services.saving.backlog import FIRST_WAIT, LONGEST_WAIT, Backlog, Unsaved
from reader.services.saving.drafts import Drafts
from reader.services.saving.edits import NotesEdit
from reader.services.saving.kept_edits import KeptEdits
from reader.services.session import Session
from tests.fakes.disks import FullDisk

REF = ArticleRef("a" * 16, "An article")


def annotation(number: int = 1, **fields: object) -> Annotation:
    instant = "2025-01-01T00:00:00.000Z"
    return Annotation(f"{number:026}", REF, Target(0, 3, "One"), instant, instant, **fields)  # type: ignore[arg-type]


def made(annotation: Annotation, label: str = "highlight") -> NotesEdit:
    return NotesEdit(label, ((None, annotation),))


def places(folder: Path) -> Places:
    return Places(folder, folder, folder)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(places(tmp_path))) as opened:
        opened.notes.apply([Put(annotation(9, tags=("old",), note="was here"))])
        yield opened


def on_disk(session: Session) -> dict[str, Annotation]:
    with AnnotationStore(session.places.notes) as other:
        return {each.uid: each for each in other.all()}


def kept(session: Session) -> list[NotesEdit]:
    return list(KeptEdits(session.places.drafts).all().values())


def test_a_highlight_a_tag_and_a_note_that_cannot_be_saved_show_and_are_saved_later(session: Session) -> None:
    first = annotation()
    tagged = replace(first, tags=("claim",))
    noted = replace(tagged, note="Says who?")
    with FullDisk():
        for label, before, after in (("m", None, first), ("t", first, tagged), ("a", tagged, noted)):
            session.history.do(NotesEdit(label, ((before, after),)))
        assert session.history.unsaved == Unsaved(3, "the disk is full", is_kept=True)
        assert session.notes.get(first.uid) == noted
        assert on_disk(session).keys() == {annotation(9).uid}
    session.history.try_again(at_once=True)
    assert session.history.unsaved is None
    assert session.history.take_news().saved == ("m", "t", "a")
    assert on_disk(session)[first.uid] == noted
    assert kept(session) == []


def test_what_waits_is_in_every_answer_about_the_notes(session: Session) -> None:
    old = annotation(9, tags=("old",), note="was here")
    new = annotation(1, tags=("claim", "old"), note="n")
    mark = ArticleMark(REF, "2025-01-01T00:00:00.000Z", starred=True)
    notes = session.notes
    version = notes.version
    with FullDisk():
        session.history.do(NotesEdit("both", ((None, new), (old, replace(old, note=""))), ((None, mark),)))
        assert notes.version > version
        assert [each.uid for each in notes.all()] == [new.uid, old.uid]
        assert notes.by_article(REF.id) == [new, replace(old, note="")]
        assert notes.by_tag("claim") == [new]
        assert notes.find("0" * 25 + "1") == [new]
        assert notes.tags() == {"old": 2, "claim": 1}
        assert notes.counts() == {REF.id: Counts(2, 1)}
        assert notes.mark(REF.id) == mark
        assert notes.marks() == [mark]


def test_a_deletion_that_waits_shows_too(session: Session) -> None:
    (old,) = session.notes.all()
    with FullDisk():
        session.history.do(NotesEdit("delete", ((old, None),)))
        assert session.notes.all() == session.notes.by_tag("old") == session.notes.by_article(REF.id) == []
        assert session.notes.tags() == session.notes.counts() == {}
        assert session.notes.get(old.uid) is None
        assert session.notes.saved(old.uid) == old


def test_undo_of_what_waits_leaves_no_trace_of_it(session: Session) -> None:
    before = session.notes.all()
    with FullDisk():
        session.history.do(made(annotation()))
        session.history.do(made(annotation(2)))
        session.history.undo()
        session.history.undo()
        assert session.history.unsaved is None
        assert kept(session) == []
        assert session.notes.all() == before
        session.history.redo()
        assert session.history.unsaved is not None
    session.history.try_again(at_once=True)
    assert on_disk(session).keys() == {annotation().uid, annotation(9).uid}


def test_undo_of_what_is_saved_waits_and_redo_of_it_leaves_no_trace(session: Session) -> None:
    session.history.do(made(annotation()))
    with FullDisk():
        session.history.undo()
        assert session.notes.get(annotation().uid) is None
        assert annotation().uid in on_disk(session)
        assert session.history.unsaved is not None
        session.history.redo()
        assert session.history.unsaved is None
        session.history.undo()
    session.history.try_again(at_once=True)
    assert annotation().uid not in on_disk(session)


def test_what_follows_something_that_waits_is_saved_after_it(session: Session) -> None:
    with FullDisk() as disk:
        session.history.do(made(annotation()))
        disk.make_room()
        session.history.do(NotesEdit("tag", ((annotation(), annotation(tags=("claim",))),)))
    assert session.history.unsaved is None
    assert on_disk(session)[annotation().uid].tags == ("claim",)


def test_an_edit_of_something_that_is_shown_otherwise_is_refused_while_others_wait(session: Session) -> None:
    with FullDisk():
        session.history.do(made(annotation(note="mine")))
        with pytest.raises(NotesChanged):
            session.history.do(NotesEdit("tag", ((annotation(note="yours"), annotation(tags=("x",))),)))
        assert session.history.unsaved is not None
        assert session.history.unsaved.count == 1


def test_what_waits_outlives_the_program(tmp_path: Path) -> None:
    lone_surrogate = annotation(note="broken \ud800 text")
    with FullDisk(), closing(Session(places(tmp_path))) as session:
        session.history.do(made(lone_surrogate))
    with closing(Session(places(tmp_path))) as session:
        assert session.notes.all() == []
        session.history.take_up()
        assert session.notes.all() == [lone_surrogate]
        assert session.history.take_news().saved == ("highlight",)
        assert kept(session) == []


def test_a_run_that_cannot_save_what_it_took_up_shows_it_and_keeps_it(tmp_path: Path) -> None:
    with FullDisk():
        for _ in range(2):
            with closing(Session(places(tmp_path))) as session:
                session.history.take_up()
                number = len(session.notes.all())
                session.history.do(made(annotation(number)))
    with closing(Session(places(tmp_path))) as session:
        session.history.take_up()
        assert len(session.notes.all()) == 2


def test_two_runs_that_wait_with_the_same_edit_save_it_once(tmp_path: Path) -> None:
    with closing(Session(places(tmp_path))) as one, closing(Session(places(tmp_path))) as other:
        with FullDisk():
            one.history.do(made(annotation()))
            other.history.take_up()
            assert other.notes.all() == [annotation()]
        one.history.try_again(at_once=True)
        one.history.do(NotesEdit("tag", ((annotation(), annotation(tags=("claim",))),)))
        other.history.try_again(at_once=True)
        other.notes.refresh()
        assert other.notes.all() == one.notes.all() == [annotation(tags=("claim",))]
        assert other.history.unsaved is None
        assert not any(other.history.take_news().refused)


def test_what_another_run_took_back_is_not_saved(tmp_path: Path) -> None:
    with closing(Session(places(tmp_path))) as one, closing(Session(places(tmp_path))) as other:
        with FullDisk():
            one.history.do(made(annotation()))
            other.history.take_up()
            one.history.undo()
        other.history.try_again(at_once=True)
        assert other.notes.all() == []


def test_a_crash_between_saving_and_forgetting_saves_nothing_twice(tmp_path: Path) -> None:
    with FullDisk(), closing(Session(places(tmp_path))) as session:
        session.history.do(made(annotation()))
    with closing(Session(places(tmp_path))) as session:
        session.notes.apply([Put(annotation())])
        session.notes.apply([Put(annotation(note="since"))])
        session.history.take_up()
        assert session.notes.all() == [annotation(note="since")]


def test_of_what_another_program_changed_meanwhile_theirs_stays_and_the_note_is_a_draft(session: Session) -> None:
    (old,) = session.notes.all()
    with FullDisk() as disk:
        session.history.do(NotesEdit("note", ((old, replace(old, note="mine")),)))
        disk.make_room()
        with AnnotationStore(session.places.notes) as other:
            other.apply([Put(replace(old, note="theirs"))])
    session.history.try_again(at_once=True)
    assert session.history.unsaved is None
    assert [each.note for each in session.notes.all()] == ["theirs"]
    (refused,) = session.history.take_news().refused
    assert "Another program changed this" in refused
    assert "kept as a draft" in refused
    draft = Drafts(session.places.drafts).get(old.uid)
    assert draft is not None
    assert draft.text == "mine"


def test_a_note_on_what_another_program_deleted_meanwhile_brings_it_back(session: Session) -> None:
    (old,) = session.notes.all()
    mark = ArticleMark(REF, old.updated, starred=True)
    session.history.do(NotesEdit("star", marks=((None, mark),)))
    with FullDisk() as disk:
        session.history.do(
            NotesEdit("both", ((old, replace(old, note="mine")),), ((mark, replace(mark, note="x")),))
        )
        disk.make_room()
        with AnnotationStore(session.places.notes) as other:
            other.apply([Remove(old.uid)])
    session.history.try_again(at_once=True)
    assert [each.note for each in session.notes.all()] == ["mine"]
    assert session.notes.marks() == [replace(mark, note="x")]


def test_where_drafts_cannot_be_kept_either_it_waits_in_memory_and_says_so(session: Session) -> None:
    with FullDisk(drafts_too=True):
        session.history.do(made(annotation(note="precious")))
        assert session.history.unsaved == Unsaved(1, "the disk is full", is_kept=False)
        assert session.notes.get(annotation().uid) is not None
    with FullDisk():
        session.history.try_again(at_once=True)
        assert session.history.unsaved == Unsaved(1, "the disk is full", is_kept=True)
    session.history.try_again(at_once=True)
    assert annotation().uid in on_disk(session)


def test_a_note_that_can_become_neither_saved_nor_a_draft_goes_on_waiting(session: Session) -> None:
    (old,) = session.notes.all()
    with FullDisk(drafts_too=True):
        session.history.do(NotesEdit("note", ((old, replace(old, note="mine")),)))
    with AnnotationStore(session.places.notes) as other:
        other.apply([Put(replace(old, note="theirs"))])
    with FullDisk(drafts_too=True) as disk:
        disk._patch.undo()
        disk._patch.setattr("reader.services.saving.drafts.replace_file", disk._refuse)
        session.history.try_again(at_once=True)
        assert session.history.unsaved is not None
    session.history.try_again(at_once=True)
    assert session.history.unsaved is None


def test_attempts_are_made_ever_less_often_until_one_succeeds(session: Session, tmp_path: Path) -> None:
    now = [0.0]
    backlog = Backlog(session.notes, tmp_path / "drafts", clock=lambda: now[0])
    with FullDisk() as disk:
        backlog.carry_out(made(annotation()))
        waits = []
        for _ in range(7):
            before, attempts = now[0], disk.attempts
            while disk.attempts == attempts:
                now[0] += FIRST_WAIT
                backlog.try_again()
            waits.append(now[0] - before)
        assert waits == [1, 2, 4, 8, 16, 30, 30]
        assert waits[-1] == LONGEST_WAIT
    now[0] += LONGEST_WAIT
    backlog.try_again()
    assert backlog.unsaved is None


def test_a_kept_edit_that_is_damaged_is_passed_over_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    kept = KeptEdits(folder)
    kept.keep(made(annotation()))
    for number, content in enumerate(
        (b"{", b"[]", b'{"label": "x", "annotations": [[{}, null]], "marks": []}', b"\xff")
    ):
        (folder / f"{number}.edit").write_bytes(content)
    (folder / "9.edit").write_bytes(b"[" * 100_000)
    assert list(kept.all().values()) == [made(annotation())]
    assert len(kept.damaged()) == 5
