"""What became of annotations when their articles changed: found out once, and written into them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.anchoring import Anchorer
from reader.annotations.store import AnnotationStore, Put
from reader.paths import Places
from reader.services.articles.opening import Anchors, find_article, open_article
from reader.services.articles.passages import find_passages
from reader.services.notes.annotating import extend, highlight
from reader.services.session import Session
from tests.fakes.disks import FullDisk

FIRST = "The harbour is closed, said Maria Berg.\n\nThe ferry waits.\n\nIt rained all night in the old town."
LATER = "The harbour is closed, said Maria Berg.\n\nIt rained all night in the town."
MARKED = ("harbour is closed", "ferry waits", "It rained all night in the old town.")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


def write(path: Path, text: str) -> None:
    path.write_text(f"# The harbour\n\n{text}\n", encoding="utf-8")


def annotate(session: Session, path: Path, exact: str) -> None:
    article = find_article(session, str(path))
    text = open_article(session, article).document.text
    session.history.do(highlight(article, text, find_passages(text, exact)[0]))


@pytest.fixture
def marked(session: Session, tmp_path: Path) -> Path:
    """An article in which three passages are marked."""
    path = tmp_path / "story.md"
    write(path, FIRST)
    for exact in MARKED:
        annotate(session, path, exact)
    return path


@pytest.fixture
def story(session: Session, marked: Path) -> Path:
    """The same after one of the passages has gone, and one has been changed."""
    write(marked, LATER)
    find_article(session, str(marked))
    return marked


def hows(session: Session) -> dict[str, str | None]:
    return {each.target.exact: each.carried.how if each.carried else None for each in session.notes.all()}


def lost(session: Session) -> list[str]:
    session.carrying.carry_all_over(session.notes.all())
    orphans = session.carrying.orphans()
    return [each.target.exact for each in session.notes.all() if each.uid in orphans]


def forget(session: Session) -> None:
    """Have the notes as a postil left them that wrote nothing of this down."""
    with AnnotationStore(session.places.notes) as other:
        for each in other.all():
            document = replace(each, carried=None)
            other.apply([Put(replace(document, target=replace(each.target, start=each.target.start + 1)))])
            other.apply([Put(document)])
    session.notes.refresh()


def test_when_a_file_has_changed_its_annotations_say_what_became_of_them(session: Session, story: Path) -> None:
    assert hows(session) == dict(zip(MARKED, ("exact", "orphan", "changed"), strict=True))
    present = find_article(session, str(story))
    for each in session.notes.all():
        assert each.carried is not None
        assert each.carried.text_sha256 == present.text_sha256
        assert each.article.text_sha256 != present.text_sha256
    assert [each.target.exact for each in session.notes.by_carrying("orphan")] == ["ferry waits"]
    assert lost(session) == ["ferry waits"]


def test_annotations_on_the_present_text_say_nothing(session: Session, marked: Path) -> None:
    assert set(hows(session).values()) == {None}
    assert lost(session) == []
    assert set(hows(session).values()) == {None}


def test_what_an_older_postil_left_is_found_out_when_notes_are_looked_through(
    session: Session, story: Path
) -> None:
    forget(session)
    assert set(hows(session).values()) == {None}
    assert lost(session) == ["ferry waits"]
    assert hows(session)["ferry waits"] == "orphan"


def test_an_article_that_is_open_writes_down_where_its_annotations_are(session: Session, story: Path) -> None:
    forget(session)
    article = find_article(session, str(story))
    session.carrying.write_down(article, Anchors(session, open_article(session, article)).current())
    assert hows(session) == dict(zip(MARKED, ("exact", "orphan", "changed"), strict=True))


def test_what_is_written_down_is_not_looked_for_again(
    session: Session, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = find_article(session, str(story))
    opened = open_article(session, article)
    before = Anchors(session, opened).current()
    version = session.notes.version
    monkeypatch.delattr(Anchorer, "anchor")
    assert lost(session) == ["ferry waits"]
    assert Anchors(session, opened).current() == before
    session.carrying.write_down(article, before)
    assert session.notes.version == version


def test_what_another_program_made_impossible_is_looked_for_again(session: Session, story: Path) -> None:
    article = find_article(session, str(story))
    opened = open_article(session, article)
    before = Anchors(session, opened).current()
    for number, each in enumerate(session.notes.all()):
        assert each.carried is not None
        odd = replace(each.carried, how="exact", start=10**6 if number else 1, end=10**6 + 9 if number else 3)
        session.notes.apply([Put(replace(each, carried=odd))])
    assert [item.anchor.span for item in Anchors(session, opened).current()] == [
        item.anchor.span for item in before
    ]


def test_an_orphan_whose_passage_comes_back_is_none(session: Session, story: Path) -> None:
    write(story, FIRST + " More.")
    find_article(session, str(story))
    assert lost(session) == []
    assert hows(session)["ferry waits"] == "exact"


def test_an_orphan_whose_text_comes_back_is_none(session: Session, story: Path) -> None:
    write(story, FIRST)
    find_article(session, str(story))
    assert lost(session) == []
    assert set(hows(session).values()) == {"exact"}


def test_undo_takes_no_notice_of_it(session: Session, story: Path) -> None:
    session.history.undo()
    assert len(session.notes.all()) == 2
    session.history.redo()
    assert len(session.notes.all()) == 3
    assert lost(session) == ["ferry waits"]


def test_what_the_reader_did_meanwhile_in_another_postil_stays(session: Session, marked: Path) -> None:
    (first, *_) = session.notes.all()
    with AnnotationStore(session.places.notes) as other:
        other.apply([Put(replace(first, note="theirs"))])
    write(marked, LATER)
    find_article(session, str(marked))
    (after, *_) = session.notes.all()
    assert after.note == "theirs"
    assert after.carried is not None


def test_where_it_cannot_be_written_down_it_is_known_all_the_same(session: Session, marked: Path) -> None:
    write(marked, LATER)
    with FullDisk() as disk:
        find_article(session, str(marked))
        assert set(hows(session).values()) == {None}
        attempts = disk.attempts
        assert lost(session) == ["ferry waits"]
        assert disk.attempts == attempts
    assert set(hows(session).values()) == {None}


def test_notes_on_articles_that_are_not_there_are_no_orphans(session: Session, story: Path) -> None:
    elsewhere = story.parent / "elsewhere"
    with closing(Session(Places(elsewhere, elsewhere, elsewhere))) as other:
        other.notes.apply([Put(replace(each, carried=None)) for each in session.notes.all()])
        assert lost(other) == []


def test_an_article_that_is_damaged_says_nothing_about_its_notes(session: Session, marked: Path) -> None:
    write(marked, LATER)
    find_article(session, str(marked))
    forget(session)
    with session.library._database.transaction() as connection:
        connection.execute("UPDATE revisions SET document = x'00'")
    assert lost(session) == []
    assert set(hows(session).values()) == {None}


def test_files_come_in_also_where_the_notes_cannot_be_read(session: Session, marked: Path) -> None:
    write(marked, LATER)
    session.places.notes.write_bytes(b"{")
    with closing(Session(session.places)) as other:
        article = find_article(other, str(marked))
        assert "old" not in other.library.document(article.id).text


def test_a_note_on_an_older_text_that_comes_from_elsewhere_is_due(session: Session, story: Path) -> None:
    session.carrying.carry_all_over(session.notes.all())
    session.carrying.carry_all_over(session.notes.all())
    assert not session.carrying.is_due
    with AnnotationStore(session.places.notes) as other:
        (first, *_) = other.all()
        other.apply([Put(replace(first, uid="01J00000000000000000000000", carried=None))])
    session.notes.refresh()
    assert session.carrying.is_due
    session.carrying.carry_all_over(session.notes.all())
    found = session.notes.get("01J00000000000000000000000")
    assert found is not None
    assert found.carried is not None


def test_what_an_older_postil_attached_again_is_where_it_was_attached(session: Session, story: Path) -> None:
    article = find_article(session, str(story))
    opened = open_article(session, article)
    orphan = next(each for each in session.notes.all() if each.target.exact == "ferry waits")
    attached = extend(orphan, article, opened.document.text, find_passages(opened.document.text, "town")[0])
    ((_, after),) = attached.annotations
    assert after is not None
    session.notes.apply([Put(replace(after, carried=orphan.carried))])
    (item,) = [each for each in Anchors(session, opened).current() if each.annotation.uid == orphan.uid]
    assert item.anchor.how == "exact"
    assert lost(session) == []
    session.notes.apply([Put(replace(after, carried=orphan.carried))])
    session.carrying.write_down(article, Anchors(session, opened).current())
    assert lost(session) == []


def test_an_orphan_that_is_attached_again_is_none_and_undo_makes_it_one(session: Session, story: Path) -> None:
    article = find_article(session, str(story))
    text = open_article(session, article).document.text
    orphan = next(each for each in session.notes.all() if each.target.exact == "ferry waits")
    session.history.do(extend(orphan, article, text, find_passages(text, "town")[0], label="attach"))
    assert lost(session) == []
    after = session.notes.get(orphan.uid)
    assert after is not None
    assert after.carried is None
    session.history.undo()
    assert lost(session) == ["ferry waits"]
