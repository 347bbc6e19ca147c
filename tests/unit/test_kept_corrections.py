"""What the reader says of entities, kept with the notes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotations.checking import check
from reader.annotations.errors import NotesChanged
from reader.annotations.overlaid import OverlaidStore
from reader.annotations.store import ReplaceCorrection
from reader.model import CorrectionKind, EntityCorrection
from reader.services.saving.edits import NotesEdit
from reader.services.saving.kept_edits import KeptEdits

NOW = "2026-11-28T12:00:00.000Z"
JOIN = EntityCorrection(CorrectionKind.JOIN, "person:macron", "person:emmanuel-macron", NOW)
SPLITS = tuple(EntityCorrection(CorrectionKind.SPLIT, "person:ada-venn", name, NOW) for name in ("Ada", "Venn"))
HIDE = EntityCorrection(CorrectionKind.HIDE, "other:advertisement", "", NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OverlaidStore]:
    opened = OverlaidStore(tmp_path / "notes.json")
    yield opened
    opened.close()


def test_corrections_are_kept_in_a_table_of_their_own(store: OverlaidStore) -> None:
    store.apply([ReplaceCorrection(None, each) for each in (JOIN, HIDE)])
    assert store.correction(JOIN.id) == JOIN
    store.apply([ReplaceCorrection(JOIN, None)])
    assert store.corrections() == [HIDE]
    store.close()
    with TinyDB(store.path) as plain:
        (document,) = plain.table("entity_corrections").all()
    assert document == {"kind": "hide", "entity": "other:advertisement", "value": "", "updated": NOW}
    with OverlaidStore(store.path) as again:
        assert again.corrections() == [HIDE]


def test_of_an_entity_there_is_one_of_each_kind_and_one_for_each_name_taken_from_it(store: OverlaidStore) -> None:
    store.apply([ReplaceCorrection(None, each) for each in SPLITS])
    assert store.corrections() == [*SPLITS]
    other = EntityCorrection(CorrectionKind.JOIN, JOIN.entity, "person:brigitte-macron", NOW)
    store.apply([ReplaceCorrection(None, JOIN), ReplaceCorrection(JOIN, other)])
    assert other in store.corrections()
    assert JOIN not in store.corrections()


def test_a_correction_is_replaced_only_where_it_is_what_was_expected(store: OverlaidStore) -> None:
    store.apply([ReplaceCorrection(None, JOIN)])
    with pytest.raises(NotesChanged):
        store.apply([ReplaceCorrection(None, JOIN)])


def test_what_cannot_be_saved_yet_shows_as_if_it_were(store: OverlaidStore) -> None:
    store.apply([ReplaceCorrection(None, JOIN)])
    store.show([ReplaceCorrection(JOIN, None), ReplaceCorrection(None, HIDE)])
    assert (store.correction(JOIN.id), store.corrections()) == (None, [HIDE])
    assert store.saved_correction(JOIN.id) == JOIN


def test_an_edit_of_them_outlives_the_program(tmp_path: Path) -> None:
    edit = NotesEdit("join", corrections=((None, JOIN), (HIDE, None)))
    assert edit.inverse().corrections == ((JOIN, None), (None, HIDE))
    KeptEdits(tmp_path).keep(edit)
    assert list(KeptEdits(tmp_path).all().values()) == [edit]


@pytest.mark.parametrize(
    ("document", "wrong"),
    [
        ({"entity": "person:a", "value": "b"}, '"kind" is missing'),
        ({"kind": "melt", "entity": "person:a"}, '"kind" is none that there is'),
        ({"kind": "join", "entity": "person:a"}, '"value" is missing'),
        ({"kind": "hide", "entity": "person:a", "value": 1}, '"value" is not text'),
    ],
)
def test_a_document_that_is_no_correction_is_told_and_left(
    document: dict[str, object], wrong: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.json"
    path.write_text(json.dumps({"entity_corrections": {"1": document}}))
    opened = OverlaidStore(path)
    assert opened.corrections() == []
    (problem,) = opened.problems
    opened.close()
    assert wrong in problem
    assert any(wrong in finding.sentence for finding in check(path))
