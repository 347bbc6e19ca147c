"""Annotations as documents of notes.json, and back."""

import pytest

from reader.annotations.documents import (
    MalformedDocument,
    annotation_document,
    check_annotation,
    check_mark,
    mark_document,
    read_annotation,
    read_mark,
)
from reader.annotations.identifiers import new_uid, now, uid_instant
from reader.model import Annotation, ArticleMark, ArticleRef, Target

ARTICLE = ArticleRef(
    "0123456789abcdef", "Harbour", "https://example.org/h", "A. Author", "2025-05-11", "ab" * 32, 1
)
NOTE = Annotation(
    "01J00000000000000000000000",
    ARTICLE,
    Target(5, 9, "boat", "the ", " left"),
    "2025-05-11T08:00:00.000Z",
    "2025-05-11T09:00:00.000Z",
    tags=("claim", "海"),
    note="check *this*",
    colour=3,
    speaker="Ann Example",
)


def test_an_annotation_comes_back_as_it_was() -> None:
    assert read_annotation(annotation_document(NOTE)) == NOTE


def test_the_document_has_the_published_keys_and_no_others() -> None:
    document = annotation_document(NOTE)
    assert set(document) == {
        *("uid", "kind", "article", "target", "tags", "note", "colour", "speaker", "created", "updated")
    }
    assert set(document["article"]) == {
        *("id", "url", "title", "author", "published", "text_sha256", "text_version"),
    }
    assert set(document["target"]) == {"start", "end", "exact", "prefix", "suffix"}


def test_keys_of_another_program_survive_a_rewrite_also_in_article_and_target() -> None:
    before = annotation_document(NOTE) | {"pinned": True}
    before["target"] = before["target"] | {"xpath": "/p[1]"}
    after = annotation_document(NOTE, before)
    assert after["pinned"] is True
    assert after["target"]["xpath"] == "/p[1]"


def test_a_mark_comes_back_as_it_was() -> None:
    mark = ArticleMark(ARTICLE, "2025-05-11T08:00:00.000Z", starred=True, tags=("keep",), note="later")
    check_mark(mark_document(mark))
    assert read_mark(mark_document(mark)) == mark
    bare = {"article": {"id": "a"}}
    check_mark(bare)
    assert read_mark(bare) == ArticleMark(ArticleRef("a", ""), "")


def test_what_is_optional_may_be_missing() -> None:
    uid = new_uid()
    document = {"uid": uid, "article": {"id": "a"}, "target": {"start": 3, "exact": "boat"}}
    check_annotation(document)
    note = read_annotation(document)
    assert note.target == Target(3, 7, "boat")
    assert (note.tags, note.note, note.colour, note.speaker) == ((), "", 1, None)
    assert note.created == note.updated == uid_instant(uid)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"uid": ""}, '"uid"'),
        ({"uid": 7}, '"uid"'),
        ({"article": "x"}, '"article"'),
        ({"article": {}}, '"id"'),
        ({"target": None}, '"target"'),
        ({"target": {"exact": "x", "start": 5, "end": 2}}, "no range"),
        ({"target": {"exact": "x", "start": True}}, '"start"'),
        ({"tags": "claim"}, '"tags"'),
        ({"tags": [1]}, '"tags"'),
        ({"colour": "red"}, '"colour"'),
    ],
)
def test_a_malformed_document_is_refused_by_naming_the_field(change: dict[str, object], said: str) -> None:
    with pytest.raises(MalformedDocument, match=said):
        check_annotation(annotation_document(NOTE) | change)


def test_uids_sort_by_creation_and_are_never_the_same() -> None:
    uids = [new_uid() for _ in range(2000)]
    assert uids == sorted(set(uids))
    assert {len(uid) for uid in uids} == {26}


def test_a_uid_tells_when_it_was_made() -> None:
    before = now()
    instant = uid_instant(new_uid())
    assert instant is not None
    assert before <= instant <= now()
    assert uid_instant("not a uid") is None
