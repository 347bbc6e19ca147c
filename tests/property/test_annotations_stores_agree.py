"""Any sequence of changes through any of several stores on one file leaves what a plain dict would."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.store import AnnotationStore, Change, Put, PutMark, Remove, RemoveMark
from reader.model import Annotation, ArticleMark, ArticleRef, Target

UIDS = [f"01J{number:023d}" for number in range(5)]
ARTICLES = ["a" * 16, "b" * 16]
TAGS = ["claim", "sea", "über"]

instants = st.just("2025-05-11T08:00:00.000Z")
articles = st.builds(ArticleRef, st.sampled_from(ARTICLES), st.text(st.characters(codec="utf-8"), max_size=5))
tags = st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple)
texts = st.text(st.characters(codec="utf-8"), max_size=8)
annotations = st.builds(
    Annotation,
    st.sampled_from(UIDS),
    articles,
    st.builds(lambda start: Target(start, start + 4, "boat"), st.integers(0, 9)),
    instants,
    instants,
    tags=tags,
    note=texts,
    colour=st.integers(1, 6),
)
marks = st.builds(ArticleMark, articles, instants, st.booleans(), tags, texts)
changes = st.one_of(
    st.builds(Put, annotations),
    st.builds(Remove, st.sampled_from(UIDS)),
    st.builds(PutMark, marks),
    st.builds(RemoveMark, st.sampled_from(ARTICLES)),
)
batches = st.tuples(st.integers(0, 2), st.booleans(), st.lists(changes, min_size=1, max_size=4))


def apply_to_model(notes: dict[str, Annotation], stars: dict[str, ArticleMark], change: Change) -> None:
    match change:
        case Put(annotation):
            notes[annotation.uid] = annotation
        case Remove(uid):
            notes.pop(uid, None)
        case PutMark(mark):
            stars[mark.article.id] = mark
        case RemoveMark(article):
            stars.pop(article, None)


def assert_same(store: AnnotationStore, notes: dict[str, Annotation], stars: dict[str, ArticleMark]) -> None:
    assert store.all() == [notes[uid] for uid in sorted(notes)]
    assert {mark.article.id: mark for mark in store.marks()} == stars
    for tag in TAGS:
        assert {note.uid for note in store.by_tag(tag)} == {
            note.uid for note in notes.values() if tag in note.tags
        }
    for article in ARTICLES:
        mine = [note for note in notes.values() if note.article.id == article]
        assert {note.uid for note in store.by_article(article)} == {note.uid for note in mine}
        counts = store.counts().get(article)
        assert (counts.highlights if counts else 0) == len(mine)
        assert (counts.notes if counts else 0) == sum(bool(note.note) for note in mine)
    assert store.problems == []


@given(st.lists(batches, max_size=12))
@settings(max_examples=25, deadline=None)
def test_stores_on_one_file_agree_with_the_model(steps: list[tuple[int, bool, list[Change]]]) -> None:
    notes: dict[str, Annotation] = {}
    stars: dict[str, ArticleMark] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.json"
        stores = [AnnotationStore(path) for _ in range(3)]
        for index, reopen, batch in steps:
            if reopen:
                stores[index].close()
                stores[index] = AnnotationStore(path)
            stores[index].apply(batch)
            for change in batch:
                apply_to_model(notes, stars, change)
            assert_same(stores[index], notes, stars)
        for store in stores:
            store.refresh()
            assert_same(store, notes, stars)
            store.close()
        with AnnotationStore(path) as again:
            assert_same(again, notes, stars)
