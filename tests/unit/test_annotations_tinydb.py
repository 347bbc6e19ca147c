"""What TinyDB documents of its tables holds for the notes' tables: every test runs on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_field
from tinydb.table import Document, Table

from reader.annotations.indexes import IndexSpec
from reader.annotations.table import NotesDatabase

SPECS = {
    "_default": (
        IndexSpec("city", ("city",)),
        IndexSpec("tags", ("tags",), each=True),
        IndexSpec("deep", ("a", "b")),
        IndexSpec("char", ("char",), is_unique=True),
    )
}


@pytest.fixture(params=["stock", "ours"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    if request.param == "stock":
        opened: TinyDB = TinyDB(tmp_path / "stock.json")
    else:
        opened = NotesDatabase(tmp_path / "notes.json", SPECS, background=False)
    with opened:
        yield opened


@pytest.fixture
def table(database: TinyDB) -> Table:
    table = database.table("_default")
    table.insert_multiple({"int": 1, "char": c} for c in "abc")
    return table


def ids(documents: list[Document]) -> list[int]:
    return [document.doc_id for document in documents]


def test_insert_gives_ids_that_count_up(database: TinyDB) -> None:
    assert database.insert({"int": 1}) == 1
    assert database.insert_multiple([{"int": 1}, {"int": 2}]) == [2, 3]
    assert database.insert({"int": 1}) == 4


def test_insert_with_an_explicit_id_is_kept_and_gone_on_from(database: TinyDB) -> None:
    assert database.insert(Document({"x": 1}, doc_id=10)) == 10
    assert database.insert({"x": 2}) == 11
    with pytest.raises(ValueError, match="already exists"):
        database.insert(Document({"x": 3}, doc_id=10))
    with pytest.raises(ValueError, match="already exists"):
        database.insert_multiple([{"x": 4}, Document({"x": 5}, doc_id=10)])
    assert len(database) == 2


def test_insert_refuses_what_is_no_mapping(database: TinyDB) -> None:
    with pytest.raises(ValueError, match="Mapping"):
        database.insert([1, 2])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Mapping"):
        database.insert_multiple({"x": 1, "y": 2})  # type: ignore[arg-type]
    assert len(database) == 0


def test_the_id_of_a_removed_document_is_not_given_again(table: Table) -> None:
    table.remove(doc_ids=[3])
    assert table.insert({"int": 2}) == 4


def test_documents_are_found_by_query_and_by_id(table: Table) -> None:
    assert ids(table.search(where("char") == "b")) == [2]
    assert ids(table.search(where("int") == 1)) == [1, 2, 3]
    assert table.get(where("char") == "c") == {"int": 1, "char": "c"}
    assert table.get(doc_id=2) == {"int": 1, "char": "b"}
    assert ids(table.get(doc_ids=[3, 1, 99])) == [1, 3]
    assert table.get(doc_id=99) is None
    assert table.get(where("char") == "z") is None
    assert table.count(where("int") == 1) == 3
    assert table.contains(where("char") == "a")
    assert not table.contains(where("char") == "z")
    assert table.contains(doc_id=1)
    with pytest.raises(RuntimeError):
        table.get()
    with pytest.raises(RuntimeError):
        table.contains()


def test_queries_combine(database: TinyDB) -> None:
    database.insert_multiple(
        [
            {"city": "Oslo", "tags": ["a", "b"], "a": {"b": 1}},
            {"city": "Rome", "tags": ["b"], "a": {"b": 2}},
            {"city": "Oslo", "tags": [], "a": {}},
            {"city": None, "tags": "ab"},
            {"city": ["Oslo"], "a": 5},
            {},
        ]
    )
    query = Query()
    table = database.table("_default")
    assert ids(table.search(query.city == "Oslo")) == [1, 3]
    assert ids(table.search((query.city == "Oslo") & (query.a.b == 1))) == [1]
    assert ids(table.search((query.city == "Rome") | (query.a.b == 1))) == [1, 2]
    assert ids(table.search(~(query.city == "Oslo"))) == [2, 4, 5, 6]
    assert ids(table.search(query.tags.any(["a"]))) == [1, 4]
    assert ids(table.search(query.tags.all(["a", "b"]))) == [1, 4]
    assert ids(table.search(query.tags.all([]))) == [1, 2, 3, 4]
    assert ids(table.search(query.tags.any([]))) == []
    assert ids(table.search(query.city.one_of(["Rome", None]))) == [2, 4]
    assert ids(table.search(query.city == ["Oslo"])) == [5]
    assert ids(table.search(query.city != "Oslo")) == [2, 4, 5]
    assert ids(table.search(query.city.exists())) == [1, 2, 3, 4, 5]
    assert ids(table.search(query.city.matches("R"))) == [2]
    assert ids(table.search(query.a.b > 1)) == [2]
    assert ids(table.search(query.a.b == True)) == [1]  # noqa: E712  (1 == True, in an index too)
    assert ids(table.search(query.city.test(lambda value: value == "Rome"))) == [2]
    assert ids(table.search(query.fragment({"city": "Rome"}))) == [2]
    assert ids(table.search(lambda document: "tags" not in document)) == [5, 6]


def test_update_changes_what_matches(table: Table) -> None:
    assert table.update({"int": 2}, where("char") == "a") == [1]
    assert table.update({"int": 5}, doc_ids=[2, 99]) == [2]
    assert [document["int"] for document in table] == [2, 5, 1]
    assert table.update({"new": True}) == [1, 2, 3]
    assert all(document["new"] for document in table)


def test_update_takes_operations_and_callables(table: Table) -> None:
    table.update(delete("int"), where("char") == "a")
    table.update(increment("int"), where("char") == "b")
    table.update(add("int", 5), where("char") == "b")
    table.update(subtract("int", 2), where("char") == "b")
    table.update(decrement("int"), where("char") == "b")
    table.update(set_field("char", "xyz"), where("char") == "c")

    def transform(document: dict[str, object]) -> None:
        document["seen"] = True

    table.update(transform, where("char") == "xyz")
    assert [dict(document) for document in table] == [
        {"char": "a"},
        {"int": 4, "char": "b"},
        {"int": 1, "char": "xyz", "seen": True},
    ]


def test_update_multiple_goes_over_all_documents(table: Table) -> None:
    assert table.update_multiple([({"int": 7}, where("char") == "a"), ({"int": 8}, where("char") == "c")]) == [
        1,
        3,
    ]
    assert [document["int"] for document in table] == [7, 1, 8]


def test_an_update_that_fails_changes_nothing(table: Table) -> None:
    def fail(document: dict[str, object]) -> None:
        document["int"] = 9
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(fail, where("char") == "a")
    assert [document["int"] for document in table] == [1, 1, 1]


def test_upsert_updates_or_inserts(table: Table) -> None:
    assert table.upsert({"int": 5, "char": "a"}, where("char") == "a") == [1]
    assert table.upsert({"int": 9, "char": "x"}, where("char") == "x") == [4]
    assert table.upsert(Document({"char": "new"}, doc_id=2)) == [2]
    assert table.upsert(Document({"char": "far"}, doc_id=20)) == [20]
    assert table.get(doc_id=2) == {"int": 1, "char": "new"}
    assert table.insert({}) == 21
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"int": 5})


def test_remove_takes_what_matches(table: Table) -> None:
    assert table.remove(where("char") == "b") == [2]
    assert table.remove(doc_ids=[3, 99]) == [3]
    assert ids(table.all()) == [1]
    with pytest.raises(RuntimeError):
        table.remove()


def test_truncate_empties_a_table_and_begins_to_count_anew(table: Table) -> None:
    table.truncate()
    assert len(table) == 0
    assert table.search(where("char") == "a") == []
    assert table.insert({}) == 1


def test_tables_are_apart_and_can_be_dropped(database: TinyDB) -> None:
    database.table("one").insert({"x": 1})
    database.table("two").insert({"x": 2})
    database.insert({"x": 3})
    assert database.tables() == {"one", "two", "_default"}
    assert database.table("one").all() == [{"x": 1}]
    database.drop_table("one")
    database.drop_table("never")
    assert database.tables() == {"two", "_default"}
    assert database.table("one").insert({"x": 4}) == 1
    database.drop_tables()
    assert database.tables() == set()
    assert database.insert({"x": 5}) == 1


def test_a_table_can_exist_empty(database: TinyDB) -> None:
    database.table("bare", persist_empty=True)
    assert database.tables() == {"bare"}
    assert len(database.table("bare")) == 0


def test_iteration_and_length(table: Table) -> None:
    assert len(table) == 3
    assert [document["char"] for document in table] == ["a", "b", "c"]
    assert ids(table.all()) == [1, 2, 3]


def test_keys_that_are_no_text_become_text_and_what_has_no_json_is_refused(tmp_path: Path) -> None:
    with NotesDatabase(tmp_path / "notes.json", background=False) as database:
        database.insert({1: "one", "big": 2**70, "half": "\ud800"})
        assert database.all() == [{"1": "one", "big": 2**70, "half": "\ud800"}]
        with pytest.raises(TypeError):
            database.insert({"set": {1}})
        assert len(database) == 1
    with NotesDatabase(tmp_path / "notes.json", background=False) as database:
        assert database.all() == [{"1": "one", "big": 2**70, "half": "\ud800"}]


def test_documents_that_are_handed_out_are_copies(tmp_path: Path) -> None:
    with NotesDatabase(tmp_path / "notes.json", background=False) as database:
        given = {"list": [1]}
        database.insert(given)
        given["list"].append(2)
        database.all()[0]["list"].append(3)
        assert database.all() == [{"list": [1]}]
