"""Random work on a table, with indexes and reopening, leaves what stock TinyDB would, and finds the same."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage
from tinydb.table import Table

from reader.annotations.checkpoint import checkpoint
from reader.annotations.indexes import IndexSpec
from reader.annotations.table import NotesDatabase

SPECS = {"t": (IndexSpec("x", ("x",)), IndexSpec("deep", ("d", "y")), IndexSpec("tags", ("tags",), each=True))}

values = st.sampled_from([0, 1, True, None, "a", "b", 1.5, ["a"]])
documents = st.fixed_dictionaries(
    {},
    optional={"x": values, "d": st.fixed_dictionaries({"y": values}), "tags": st.lists(st.sampled_from("abc"))},
)
tests = st.one_of(
    values.map(lambda value: where("x") == value),
    values.map(lambda value: where("d")["y"] == value),
    st.lists(st.sampled_from("abc"), max_size=2).map(lambda tags: where("tags").any(tags)),
    st.lists(st.sampled_from("abc"), max_size=2).map(lambda tags: where("tags").all(tags)),
    st.lists(values, max_size=2).map(lambda several: where("x").one_of(several)),
)
queries = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda query: ~query),
    ),
    max_leaves=3,
)
Work = Callable[[Table], Any]
works = st.one_of(
    documents.map(lambda document: lambda table: table.insert(document)),
    st.lists(documents, max_size=3).map(lambda several: lambda table: table.insert_multiple(several)),
    st.tuples(documents, queries).map(lambda pair: lambda table: table.update(*pair)),
    st.tuples(documents, queries).map(lambda pair: lambda table: table.upsert(*pair)),
    queries.map(lambda query: lambda table: table.remove(query)),
    st.just(lambda table: table.truncate()),
)


@given(st.lists(st.tuples(works, st.sampled_from(["", "", "", "checkpoint", "reopen"]), queries), max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_notes_table_agrees_with_a_stock_one(steps: list[tuple[Work, str, QueryInstance]]) -> None:
    with tempfile.TemporaryDirectory() as folder, TinyDB(storage=MemoryStorage) as stock:
        path = Path(folder) / "notes.json"
        database = NotesDatabase(path, SPECS, background=False)
        for work, then, query in steps:
            assert work(database.table("t")) == work(stock.table("t"))
            if then == "checkpoint":
                checkpoint(database.journal)
            elif then == "reopen":
                database.close()
                database = NotesDatabase(path, SPECS, background=False)
                # Which ids were given and taken away again is forgotten; stock TinyDB forgets a little more.
                ids = [document.doc_id for document in stock.table("t")]
                stock.table("t")._next_id = max(ids, default=0) + 1
            ours, theirs = database.table("t").search(query), stock.table("t").search(query)
            assert {document.doc_id: document for document in ours} == {
                document.doc_id: document for document in theirs
            }
        database.close()
        with TinyDB(path) as reread:
            assert reread.table("t").all() == stock.table("t").all()
