"""Searches that the reader keeps: in the notes file, in an order, changed only where they are as they were known."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.annotations.checking import check
from reader.annotations.errors import NotesChanged
from reader.annotations.identifiers import new_uid
from reader.annotations.store import AnnotationStore
from reader.model.saved_search import SavedSearch

TALKS = SavedSearch(new_uid(), "Talks", "macron minsk")
COAST = SavedSearch(new_uid(), "The coast", "harbour OR ferry")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnnotationStore]:
    with closing(AnnotationStore(tmp_path / "notes.json")) as opened:
        yield opened


def test_searches_are_kept_in_their_order(store: AnnotationStore) -> None:
    store.searches.replace((), (TALKS, COAST))
    assert store.searches.all() == (TALKS, COAST)
    store.searches.replace((TALKS, COAST), (COAST, TALKS))
    store.close()
    with closing(AnnotationStore(store.path)) as again:
        assert again.searches.all() == (COAST, TALKS)


def test_any_tinydb_opens_them(store: AnnotationStore) -> None:
    store.searches.replace((), (TALKS,))
    store.close()
    with TinyDB(store.path) as plain:
        (document,) = plain.table("searches").all()
    assert document == {"uid": TALKS.uid, "name": "Talks", "query": "macron minsk", "position": 0}


def test_what_was_changed_elsewhere_is_not_written_over(store: AnnotationStore) -> None:
    with closing(AnnotationStore(store.path)) as other:
        other.searches.replace((), (TALKS,))
        with pytest.raises(NotesChanged):
            store.searches.replace((), (COAST,))
    assert store.searches.all() == (TALKS,)


def test_changes_are_seen_by_version(store: AnnotationStore) -> None:
    before = store.version
    store.searches.replace((), (TALKS,))
    assert store.version > before


def test_documents_that_cannot_be_read_are_kept_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    with TinyDB(path) as plain:
        plain.table("searches").insert_multiple(
            [
                {"uid": TALKS.uid, "query": "macron minsk", "added by hand": True},
                {"uid": TALKS.uid, "query": "its twin"},
                {"uid": "01X", "query": 7},
                {"name": "nothing else"},
            ]
        )
    with closing(AnnotationStore(path)) as store:
        (found,) = store.searches.all()
        assert found == SavedSearch(TALKS.uid, "macron minsk", "macron minsk")
        store.searches.replace((found,), (TALKS, COAST))
        assert store.searches.all() == (TALKS, COAST)
    with TinyDB(path) as plain:
        kept = plain.table("searches").all()
    assert len(kept) == 5
    assert kept[0]["added by hand"] is True
    sentences = [finding.sentence for finding in check(path) if finding.is_fault]
    assert len(sentences) == 2
    assert 'of "searches" cannot be read' in sentences[0]
