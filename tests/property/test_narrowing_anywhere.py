"""A query that narrows another finds nothing that the other does not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reader.query.errors import QueryError
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.query.subjects import subject
from reader.query.tree import Field
from reader.services.notes.narrowing import narrows

ALPHABET = 'abAB東京é ßſ-"#+1 '
TEXT = st.text(ALPHABET, max_size=14)


@given(TEXT, TEXT, st.lists(st.text(ALPHABET, max_size=8), max_size=3), st.lists(TEXT, max_size=2))
def test_what_is_found_by_the_narrower_is_found_by_the_wider(
    query: str, more: str, texts: list[str], tags: list[str]
) -> None:
    try:
        wider = parse(query, today=date(2025, 1, 1), typing=True)
        narrower = parse(query + more, today=date(2025, 1, 1), typing=True)
    except QueryError:
        return
    found = subject([*texts, query + more, query], names={Field.TAG: [*tags, query]})
    if narrows(narrower, wider) and matches(narrower, found):
        assert matches(wider, found)
