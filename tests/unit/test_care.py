"""A check finds what is wrong, mends only what can lose nothing, and never makes anything worse."""

import errno
import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.annotations.layout import Layout
from reader.annotations.locking import try_lock
from reader.annotations.mending import make_private, mend
from reader.annotations.store import AnnotationStore, PutMark, Remove
from reader.library import check as check_library
from reader.model import Annotation, ArticleMark, ArticleRef, Span, Target
from reader.paths import Places
from reader.services.articles.opening import find_article, open_article
from reader.services.care import Finding, KeptStateError, check, kept_states
from reader.services.notes.annotating import highlight
from reader.services.saving.drafts import Drafts
from reader.services.saving.edits import NotesEdit
from reader.services.saving.kept_edits import KeptEdits
from reader.services.session import Session


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Notes with a backup, a library with two texts of an article, and a draft."""
    home = tmp_path / "home"
    found = Places(home, home, home)
    story = tmp_path / "story.md"
    for text in ("The ferry waits.", "The big ferry waits."):
        story.write_text(f"# The harbour\n\n{text}\n")
        session = Session(found)
        article = find_article(session, str(story))
        opened = open_article(session, article)
        session.history.do(highlight(article, opened.document.text, Span(4, 11)))
        session.close()
    Drafts(found.drafts).keep("a note", "What I think")
    return found


def sentences(places: Places, level: str) -> list[str]:
    return [found.sentence for found in check(places) if found.level == level]


def everything(places: Places) -> dict[Path, bytes]:
    return {
        path: path.read_bytes() for path in places.data.rglob("*") if path.is_file() and "-shm" not in path.name
    }


@pytest.fixture
def database(places: Places) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(places.library, isolation_level=None)) as connection:
        yield connection


# -- what is whole


def test_what_is_whole_is_said_and_left_alone(places: Places) -> None:
    before = everything(places)
    found = check(places)
    assert {finding.level for finding in found} == {"ok"}
    assert {finding.place for finding in found} == {"notes", "library", "drafts"}
    assert any("2 annotations" in finding.sentence for finding in found)
    assert any("1 article; 2 of 2 texts are whole" in finding.sentence for finding in found)
    assert everything(places) == before


def test_nothing_at_all_is_nothing_wrong_and_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert {finding.level for finding in check(Places(home, home, home))} == {"ok"}
    assert not home.exists()


# -- notes


def test_what_others_can_read_is_made_private_and_said_once(places: Places) -> None:
    opened = [places.notes, Layout(places.notes).folder, places.library, places.drafts, *places.drafts.iterdir()]
    for path in opened:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(sentences(places, "mended")) >= len(opened)
    assert all(not stat.S_IMODE(path.stat().st_mode) & 0o077 for path in opened)
    assert {finding.level for finding in check(places)} == {"ok"}


def test_a_link_is_not_followed_out_of_the_folder(places: Places, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.write_text("x")
    other.chmod(0o644)
    (Layout(places.notes).folder / "link").symlink_to(other)
    make_private(Layout(places.notes).folder)
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def test_leftovers_of_a_killed_program_are_taken_away(places: Places) -> None:
    layout = Layout(places.notes)
    journal = layout.journal(layout.journals()[-1])
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"0000")
    temporaries = [layout.temporary, layout.folder / "index.tmp"]
    for temporary in temporaries:
        temporary.write_bytes(b"{")
        temporary.chmod(0o600)
    mended = sentences(places, "mended")
    assert [sentence.split(" ")[0] for sentence in mended] == [*map(str, temporaries), str(journal)]
    assert journal.read_bytes() == whole
    assert {finding.level for finding in check(places)} == {"ok"}


def test_what_a_running_checkpoint_writes_is_not_taken_from_it(places: Places) -> None:
    layout = Layout(places.notes)
    layout.temporary.write_bytes(b"{")
    layout.temporary.chmod(0o600)
    with try_lock(layout.checkpoint_lock) as alone:
        assert alone
        assert mend(places.notes) == []
    assert layout.temporary.exists()


def test_damaged_notes_are_told_and_left_as_they_are(places: Places) -> None:
    places.notes.write_bytes(places.notes.read_bytes()[:50])
    before = everything(places)
    (sentence,) = sentences(places, "wrong")
    assert "ends in the middle" in sentence
    assert "backup" in sentence
    assert everything(places) == before


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_is_told(places: Places) -> None:
    folder = Layout(places.notes).folder
    folder.chmod(0o500)
    assert any("read-only" in sentence for sentence in sentences(places, "wrong"))


def test_a_folder_that_cannot_be_read_is_told_and_the_rest_is_looked_over(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.iterdir

    def refusing(self: Path) -> Iterator[Path]:
        if self.name == "backups":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "iterdir", refusing)
    found = check(places)
    assert [finding.sentence for finding in found if finding.level == "wrong"] == [
        f"{Layout(places.notes).backups} cannot be read: Permission denied."
    ]
    assert {finding.place for finding in found} == {"notes", "library", "drafts"}
    with pytest.raises(KeptStateError, match="Permission denied"):
        kept_states(places)


# -- library


def test_a_damaged_text_is_told_and_comes_in_again_from_its_file(
    places: Places, database: sqlite3.Connection, tmp_path: Path
) -> None:
    database.execute(
        "UPDATE revisions SET document = x'5b' WHERE text_sha256 = (SELECT text_sha256 FROM articles)"
    )
    (sentence,) = sentences(places, "wrong")
    assert "The harbour" in sentence
    assert f"postil list {tmp_path / 'story.md'}" in sentence
    with closing(Session(places)) as session:
        article = find_article(session, str(tmp_path / "story.md"))
        assert "big ferry" in open_article(session, article).document.text
    assert sentences(places, "wrong") == []


def test_a_text_that_is_not_the_one_it_should_be_is_told(places: Places, database: sqlite3.Connection) -> None:
    database.execute("UPDATE revisions SET document = (SELECT document FROM revisions ORDER BY rowid LIMIT 1)")
    (sentence,) = sentences(places, "wrong")
    assert "is damaged" in sentence


def test_an_earlier_text_that_is_damaged_is_called_that(places: Places, database: sqlite3.Connection) -> None:
    database.execute(
        "UPDATE revisions SET document = x'5b' WHERE text_sha256 <> (SELECT text_sha256 FROM articles)"
    )
    (sentence,) = sentences(places, "wrong")
    assert sentence.startswith("An earlier text of “The harbour”")


def test_an_article_whose_text_is_missing_is_told(places: Places, database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM revisions")
    (sentence,) = sentences(places, "wrong")
    assert "is not there" in sentence


def test_rows_without_an_article_go_if_they_are_caches_and_stay_if_they_are_texts(
    places: Places, database: sqlite3.Connection
) -> None:
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("INSERT INTO analyses VALUES ('0000', '1', x'00')")
    database.execute("INSERT INTO file_state VALUES ('/gone.md', 0, 1, 1, 'feed')")
    database.execute(
        "INSERT INTO revisions SELECT 'feed', text_sha256, 1, captured, format, source, document FROM revisions LIMIT 1"
    )
    assert len(sentences(places, "mended")) == 2
    assert sentences(places, "mended") == []
    assert sentences(places, "wrong") == []
    assert any("without an article" in sentence for sentence in sentences(places, "ok"))
    assert database.execute("SELECT count(*) FROM revisions").fetchone() == (3,)


def test_a_file_that_is_no_library_is_told_and_left_alone(places: Places) -> None:
    places.library.write_bytes(b"no database at all" * 100)
    (sentence,) = sentences(places, "wrong")
    assert str(places.library) in sentence
    assert places.library.read_bytes().startswith(b"no database")
    assert [path.name for path in places.data.glob("library.db.damaged*")] == []


@pytest.mark.parametrize(("version", "said"), [(0, "some other program"), (99, "a later version")])
def test_a_database_that_is_not_ours_to_judge_is_told(
    places: Places, database: sqlite3.Connection, version: int, said: str
) -> None:
    database.execute(f"PRAGMA user_version = {version}")
    (found,) = check_library(places.library)
    assert found.level == "wrong"
    assert said in found.sentence


# -- drafts


def draft_file(places: Places, key: str) -> Path:
    return places.drafts / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def left_over(places: Places, content: bytes) -> Path:
    file = draft_file(places, "a note").with_suffix("").with_name(f"{draft_file(places, 'a note').stem}x.tmp")
    file.write_bytes(content)
    file.chmod(0o600)
    os.utime(file, (0, 0))
    return file


def test_an_unfinished_draft_goes_if_a_later_one_is_there(places: Places) -> None:
    file = left_over(places, draft_file(places, "a note").read_bytes())
    (sentence,) = sentences(places, "mended")
    assert str(file) in sentence
    assert not file.exists()


@pytest.mark.parametrize("content", [b'{"key": "a no', b'{"key": "a note", "text": "More", "kept": "9999"}'])
def test_an_unfinished_draft_with_something_in_it_stays_and_is_told(places: Places, content: bytes) -> None:
    file = left_over(places, content)
    (sentence,) = sentences(places, "wrong")
    assert str(file) in sentence
    assert file.read_bytes() == content


def test_a_draft_that_is_being_written_now_is_no_leftover(places: Places) -> None:
    file = left_over(places, b"")
    os.utime(file)
    assert sentences(places, "mended") == []
    assert file.exists()


def test_a_damaged_draft_is_told(places: Places) -> None:
    draft_file(places, "a note").write_text("{")
    assert sentences(places, "wrong") == [
        f"{draft_file(places, 'a note')} is no whole draft. Look whether you need it, and remove it."
    ]
    assert Finding("drafts", "ok", f"0 drafts are kept in {places.drafts}.") in check(places)


def test_changes_that_could_not_be_saved_are_told_and_no_fault(places: Places) -> None:
    kept = KeptEdits(places.drafts)
    for text in ("One", "Two"):
        instant = "2025-01-01T00:00:00.000Z"
        made = Annotation("u", ArticleRef("a", "A"), Target(0, 3, text), instant, instant)
        kept.keep(NotesEdit("highlight", ((None, made),)))
    (places.drafts / "odd.edit").write_bytes(b"{")
    found = check(places)
    sentence = f"2 changes are kept in {places.drafts} that could not be saved; the next run saves them."
    assert Finding("drafts", "ok", sentence) in found
    assert [each.sentence for each in found if each.level == "wrong"] == [
        f"{places.drafts / 'odd.edit'} is no whole change. Look whether you need it, and remove it."
    ]


def test_changes_that_are_in_the_journal_only_are_told(places: Places) -> None:
    killed = AnnotationStore(places.notes)
    killed.apply([Remove("nobody"), PutMark(ArticleMark(ArticleRef("a", "A"), "2025-01-01T00:00:00.000Z"))])
    killed._storage.close()
    assert any(
        "1 change is in" in each.sentence and "not in notes.json yet" in each.sentence and each.level == "ok"
        for each in check(places)
    )


def test_damaged_indexes_are_told_and_that_of_the_notes_begun_anew(
    places: Places, database: sqlite3.Connection
) -> None:
    with closing(Session(places)) as session:
        session.search.get_ready()
    database.execute("UPDATE words_data SET block = x'ff' || block WHERE id = 10")
    with closing(sqlite3.connect(places.note_index)) as index, index:
        index.execute("UPDATE words_data SET block = x'ff' || block WHERE id = 10")
    found = {(finding.place, finding.level, finding.sentence) for finding in check(places)}
    assert ("library", "wrong", "The index words is damaged. `postil reindex` makes it anew.") in found
    assert (
        "note_index",
        "mended",
        "The index of your notes was damaged; it is made anew from the notes.",
    ) in found
    assert not [finding for finding in check(places) if finding.place == "note_index"]
