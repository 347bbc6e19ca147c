"""The store: what is applied is on the disk, is found again, and is nobody else's loss."""

import json
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from reader.annotations.documents import annotation_document
from reader.annotations.errors import NotesChanged, NotesReadOnly
from reader.annotations.identifiers import new_uid, now
from reader.annotations.store import (
    AnnotationStore,
    Carry,
    Counts,
    Put,
    PutMark,
    Remove,
    RemoveMark,
    Replace,
    ReplaceMark,
    Seen,
)
from reader.model import Annotation, ArticleMark, ArticleRef, CarriedOver, Target


def note(article: str = "a" * 16, start: int = 0, tags: tuple[str, ...] = (), text: str = "") -> Annotation:
    instant = now()
    target = Target(start, start + 4, "boat", "the ", " left")
    return Annotation(new_uid(), ArticleRef(article, "Harbour"), target, instant, instant, tags=tags, note=text)


def star(article: str = "a" * 16) -> ArticleMark:
    return ArticleMark(ArticleRef(article, "Harbour"), now(), starred=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "postil" / "notes.json"


def test_what_was_applied_is_there_when_the_file_is_opened_again(path: Path) -> None:
    first, second = note(tags=("claim",)), note(text="see *this*")
    with AnnotationStore(path) as store:
        store.apply([Put(first), Put(second), PutMark(star())])
    with AnnotationStore(path) as store:
        assert store.all() == [first, second]
        assert store.mark("a" * 16) is not None
        assert store.problems == []
        assert store.read_only is None


def test_stock_tinydb_reads_the_file(path: Path) -> None:
    mine = note(tags=("claim",))
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
    with TinyDB(path) as database:
        found = database.table("annotations").search(where("tags").any(["claim"]))
        assert [document["uid"] for document in found] == [mine.uid]
        assert database.table("meta").all() == [{"format": 1}]


def test_a_note_added_by_stock_tinydb_is_taken_in_and_kept(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
    with TinyDB(path) as database:
        table = database.table("annotations")
        document = dict(table.all()[0]) | {"uid": "01J00000000000000000000000"}
        table.insert(document)
    with AnnotationStore(path) as store:
        assert len(store.all()) == 2
        store.apply([Put(note())])
        assert store.get("01J00000000000000000000000") is not None


def test_folder_and_files_are_the_owners_alone(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
        store.apply([Put(note())])
    files = list(path.parent.rglob("*"))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in files if file.is_file()} == {0o600}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in files if folder.is_dir()} == {0o700}


def test_notes_are_found_by_uid_article_and_tag(path: Path) -> None:
    late, early = note(start=50, tags=("claim", "sea")), note(start=3, tags=("claim",), text="hm")
    other = note(article="b" * 16)
    with AnnotationStore(path) as store:
        store.apply([Put(late), Put(early), Put(other)])
        assert store.get(other.uid) == other
        assert store.get("nothing") is None
        assert store.by_article("a" * 16) == [early, late]
        assert store.by_tag("claim") == [late, early]
        assert store.by_tag("none") == []
        assert list(store.tags().items()) == [("claim", 2), ("sea", 1)]
        assert store.counts() == {"a" * 16: Counts(2, 1), "b" * 16: Counts(1, 0)}
        assert store.find(other.uid.lower()) == [other]
        assert store.find("01") == [late, early, other]


def test_articles_are_known_by_the_tags_of_their_annotations(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.apply([Put(note("a" * 16, tags=("claim",))), Put(note("b" * 16, tags=("claim", "doubt")))])
        assert store.articles_by_tag("claim") == {"a" * 16, "b" * 16}
        assert store.articles_by_tag("doubt") == {"b" * 16}
        assert store.articles_by_tag("nothing") == set()


def test_the_indexes_follow_every_change(path: Path) -> None:
    mine = note(tags=("claim",))
    changed = Annotation(mine.uid, ArticleRef("c" * 16, "Moved"), mine.target, mine.created, now(), tags=("new",))
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
        store.apply([Put(changed)])
        assert store.by_article("a" * 16) == []
        assert store.by_article("c" * 16) == [changed]
        assert store.tags() == {"new": 1}
        store.apply([Remove(mine.uid)])
        assert store.all() == []
        assert store.tags() == {}
        assert store.counts() == {}


def test_changes_of_one_batch_build_on_one_another(path: Path) -> None:
    mine = note()
    with AnnotationStore(path) as store:
        store.apply([Put(mine), Remove(mine.uid), Put(mine), Put(note()), PutMark(star()), RemoveMark("a" * 16)])
        assert len(store.all()) == 2
        assert store.marks() == []
        store.apply([Remove("01J00000000000000000000000"), RemoveMark("nobody")])
        assert len(store.all()) == 2


def test_the_version_grows_with_changes_from_here_and_from_elsewhere(path: Path) -> None:
    with AnnotationStore(path) as here, AnnotationStore(path) as there:
        assert here.refresh() is False
        seen = here.version
        there.apply([Put(note())])
        assert here.refresh() is True
        assert here.version > seen
        assert len(here.all()) == 1
        seen = here.version
        here.apply([Put(note())])
        assert here.version > seen
        assert here.refresh() is False


def test_two_stores_on_one_file_lose_nothing(path: Path) -> None:
    with AnnotationStore(path) as here, AnnotationStore(path) as there:
        for store in (here, there, here, there):
            store.apply([Put(note())])
        here.refresh()
        assert len(here.all()) == len(there.all()) == 4


def test_threads_on_one_store_lose_nothing(path: Path) -> None:
    with AnnotationStore(path) as store:
        threads = [
            threading.Thread(target=lambda: [store.apply([Put(note())]) for _ in range(5)]) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.all()) == 20


def test_keys_of_a_newer_version_survive_a_change_of_the_note(path: Path) -> None:
    mine = note()
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
    with TinyDB(path) as database:
        database.table("annotations").update({"pinned": True})
    with AnnotationStore(path) as store:
        store.apply([Put(Annotation(mine.uid, mine.article, mine.target, mine.created, now(), note="new"))])
    with TinyDB(path) as database:
        document = database.table("annotations").all()[0]
        assert (document["pinned"], document["note"]) == (True, "new")


def test_a_malformed_document_is_skipped_with_a_sentence_and_kept(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.apply([Put(note())])
    with TinyDB(path) as database:
        database.table("annotations").insert({"uid": "by hand"})
    with AnnotationStore(path) as store:
        assert len(store.all()) == 1
        assert len(store.problems) == 1
        assert "Document 2" in store.problems[0]
        store.apply([Put(note())])
    with TinyDB(path) as database:
        assert database.table("annotations").get(doc_id=2) == {"uid": "by hand"}


def test_two_documents_with_one_uid_are_reported_and_the_first_counts(path: Path) -> None:
    mine = note()
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
    with TinyDB(path) as database:
        table = database.table("annotations")
        table.insert(dict(table.all()[0]) | {"note": "copy"})
    with AnnotationStore(path) as store:
        assert store.all() == [mine]
        assert "uid" in store.problems[0]
        store.apply([Remove(mine.uid)])
        assert [twin.note for twin in store.all()] == ["copy"]


def test_a_newer_format_is_read_but_not_written(path: Path) -> None:
    mine = note()
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
    content = json.loads(path.read_text()) | {"meta": {"1": {"format": 99}}}
    path.write_text(json.dumps(content))
    before = path.read_bytes()
    with AnnotationStore(path) as store:
        assert store.all() == [mine]
        assert store.read_only is not None
        assert "newer" in store.read_only
        with pytest.raises(NotesReadOnly, match="newer"):
            store.apply([Put(note())])
    assert path.read_bytes() == before


def test_nothing_is_written_by_opening_and_closing(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.apply([])
    assert not path.exists()


def test_what_changed_since_is_told_whoever_changed_it(path: Path) -> None:
    one, two, three = note(), note(), note()
    with AnnotationStore(path) as store, AnnotationStore(path) as other:
        seen, all_of_them = store.changed_since(Seen())
        assert all_of_them == set()
        store.apply([Put(one), Put(two)])
        other.apply([Put(three)])
        store.refresh()
        seen, changed = store.changed_since(seen)
        assert changed == {one.uid, two.uid, three.uid}
        store.apply([Put(replace(one, note="n")), Remove(two.uid)])
        seen, changed = store.changed_since(seen)
        assert changed == {one.uid, two.uid}
        assert [each.uid for each in store.each(sorted(changed))] == [one.uid]
        assert store.changed_since(seen)[1] == set()


def test_a_file_that_another_program_wrote_anew_has_changed_where_it_differs(path: Path) -> None:
    one, two = note(), note()
    with AnnotationStore(path) as store:
        store.apply([Put(one), Put(two)])
    with AnnotationStore(path) as store:
        seen, _ = store.changed_since(Seen())
        with TinyDB(path) as database:
            database.table("annotations").update({"note": "theirs"}, where("uid") == two.uid)
        store.refresh()
        assert store.changed_since(seen)[1] == {two.uid}


def test_what_becomes_readable_has_changed(path: Path) -> None:
    one, twin = note(), note()
    with AnnotationStore(path) as store:
        store.apply([Put(one)])
    with TinyDB(path) as database:
        database.table("annotations").insert(annotation_document(replace(twin, uid=one.uid, note="twin")))
    with AnnotationStore(path) as store:
        seen, _ = store.changed_since(Seen())
        store.apply([Remove(one.uid)])
        assert store.changed_since(seen)[1] == {one.uid}
        assert [each.note for each in store.each([one.uid])] == ["twin"]


def test_the_newest_come_first_and_no_more_than_asked_for(path: Path) -> None:
    made = [note() for _ in range(5)]
    with AnnotationStore(path) as store:
        store.apply([Put(each) for each in made])
        assert store.newest(2) == [made[4], made[3]]
        assert store.newest(9) == made[::-1]
        assert store.count() == 5


def test_how_a_passage_was_carried_over_is_written_into_its_annotation(path: Path) -> None:
    mine = note(tags=("claim",))
    carried = CarriedOver("f" * 64, "moved", 7, 11, 0.875)
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
        store.apply([Carry(mine, carried)])
        assert store.get(mine.uid) == mine
        assert store.by_carrying("moved") == [mine]
        assert store.by_carrying("orphan") == []
    with AnnotationStore(path) as store:
        found = store.get(mine.uid)
        assert found is not None
        assert found.carried == carried
        store.apply([Carry(mine, CarriedOver("e" * 64, "orphan"))])
        assert [each.uid for each in store.by_carrying("orphan")] == [mine.uid]
        assert store.by_carrying("moved") == []
    with TinyDB(path) as database:
        (document,) = database.table("annotations").all()
        assert document["carried"] == {
            "text_sha256": "e" * 64,
            "how": "orphan",
            "start": None,
            "end": None,
            "score": 0.0,
        }


def test_it_stays_when_the_reader_changes_anything_but_the_passage(path: Path) -> None:
    mine = note()
    carried = CarriedOver("f" * 64, "orphan")
    with AnnotationStore(path) as store:
        store.apply([Put(mine), Carry(mine, carried), Put(replace(mine, note="n", tags=("x",)))])
        assert [each.carried for each in store.all()] == [carried]
        elsewhere = replace(mine, target=replace(mine.target, start=50, end=54))
        store.apply([Put(elsewhere)])
        assert [each.carried for each in store.all()] == [None]
        store.apply([Carry(mine, carried)])
        assert [each.carried for each in store.all()] == [None]


def test_nothing_is_saved_of_what_is_written_down_already_or_is_on_nothing(path: Path) -> None:
    mine = note()
    carried = CarriedOver("f" * 64, "orphan")
    with AnnotationStore(path) as store:
        store.apply([Put(mine), Carry(mine, carried)])
        version = store.version
        store.apply([Carry(mine, carried), Carry(note(), carried)])
        assert store.version == version


@pytest.mark.parametrize(
    "odd",
    [None, 7, [], {}, {"text_sha256": "f"}, {"text_sha256": 1, "how": "orphan"}, {"text_sha256": "f", "how": "lost"},
     {"text_sha256": "f", "how": "moved"}, {"text_sha256": "f", "how": "moved", "start": -1, "end": 4},
     {"text_sha256": "f", "how": "moved", "start": 4, "end": 4}, {"text_sha256": "f", "how": ["moved"]},
     {"text_sha256": "f", "how": "moved", "start": True, "end": 9}],
)  # fmt: skip
def test_what_another_program_says_of_it_in_no_known_form_is_as_good_as_nothing(path: Path, odd: object) -> None:
    mine = note()
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
    with TinyDB(path) as database:
        database.table("annotations").update({"carried": odd})
    with AnnotationStore(path) as store:
        assert store.problems == []
        assert [each.carried for each in store.all()] == [None]


def test_one_is_put_in_the_place_of_another_only_if_that_is_there(path: Path) -> None:
    mine, changed = note(), star()
    with AnnotationStore(path) as store:
        store.apply([Replace(None, mine), ReplaceMark(None, changed)])
        later = replace(mine, note="later")
        for refused in (
            Replace(None, mine),
            Replace(later, mine),
            Replace(later, None),
            ReplaceMark(None, changed),
            ReplaceMark(replace(changed, note="x"), None),
        ):
            with pytest.raises(NotesChanged):
                store.apply([Put(note()), refused])
        assert store.all() == [mine]
        store.apply([Replace(mine, later), ReplaceMark(changed, None), Replace(None, None)])
        assert store.all() == [later]
        assert store.marks() == []
        store.apply([Replace(later, None)])
        assert store.all() == []


def test_a_document_that_cannot_be_read_is_never_replaced(path: Path) -> None:
    mine = note()
    with AnnotationStore(path) as store:
        store.apply([Put(mine)])
    with TinyDB(path) as database:
        database.table("annotations").update({"colour": "red"})
    with AnnotationStore(path) as store, pytest.raises(NotesChanged):
        store.apply([Replace(None, mine)])
