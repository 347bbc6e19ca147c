"""What the reader says of tags, kept with the notes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotations.checking import check
from reader.annotations.errors import NotesChanged
from reader.annotations.overlaid import OverlaidStore
from reader.annotations.store import ReplaceTagMark
from reader.model import TagMark
from reader.services.saving.edits import NotesEdit
from reader.services.saving.kept_edits import KeptEdits

NOW = "2026-11-28T12:00:00.000Z"
CLAIM = TagMark("claim", NOW, 2, "What somebody says is so.")
DOUBT = TagMark("doubt", NOW, description="Not so sure")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OverlaidStore]:
    opened = OverlaidStore(tmp_path / "notes.json")
    yield opened
    opened.close()


def test_what_is_said_of_tags_is_kept_in_a_table_of_its_own(store: OverlaidStore) -> None:
    store.apply([ReplaceTagMark(None, CLAIM), ReplaceTagMark(None, DOUBT)])
    assert store.tag_mark("claim") == CLAIM
    assert store.tag_marks() == [CLAIM, DOUBT]
    store.apply([ReplaceTagMark(CLAIM, None)])
    assert store.tag_mark("claim") is None
    store.close()
    with TinyDB(store.path) as plain:
        (document,) = plain.table("tags").all()
    assert document == {"tag": "doubt", "colour": None, "description": "Not so sure", "updated": NOW}
    again = OverlaidStore(store.path)
    assert again.tag_marks() == [DOUBT]
    again.close()


def test_it_is_replaced_only_where_it_is_what_was_expected(store: OverlaidStore) -> None:
    store.apply([ReplaceTagMark(None, CLAIM)])
    with pytest.raises(NotesChanged):
        store.apply([ReplaceTagMark(None, CLAIM)])


def test_what_cannot_be_saved_yet_shows_as_if_it_were(store: OverlaidStore) -> None:
    store.apply([ReplaceTagMark(None, CLAIM)])
    store.show([ReplaceTagMark(CLAIM, None), ReplaceTagMark(None, DOUBT)])
    assert (store.tag_mark("claim"), store.tag_marks()) == (None, [DOUBT])
    assert store.saved_tag_mark("claim") == CLAIM


def test_an_edit_of_it_outlives_the_program(tmp_path: Path) -> None:
    edit = NotesEdit("colour", tag_marks=((None, CLAIM), (DOUBT, None)))
    assert edit.inverse().tag_marks == ((CLAIM, None), (None, DOUBT))
    KeptEdits(tmp_path).keep(edit)
    assert list(KeptEdits(tmp_path).all().values()) == [edit]


@pytest.mark.parametrize(
    ("document", "wrong"),
    [({"colour": 1}, '"tag" is missing'), ({"tag": "a", "colour": "red"}, '"colour" is not a whole number')],
)
def test_a_document_that_is_no_tag_is_told_and_left(
    document: dict[str, object], wrong: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.json"
    path.write_text(json.dumps({"tags": {"1": document, "2": {"tag": "odd", "colour": 9}}}))
    opened = OverlaidStore(path)
    assert opened.tag_marks() == [TagMark("odd", "")]
    (problem,) = opened.problems
    opened.close()
    assert wrong in problem
    assert any(wrong in finding.sentence for finding in check(path))
