"""Searches that are kept, in the queries that name them."""

from reader.query.format import named_term
from reader.query.tokens import Term, tokens
from reader.query.values import SEARCH
from reader.text.fold import fold


def renamed_in(query: str, old: str, new: str) -> str:
    """The query with a search that it names by its new name."""
    for term in reversed([*tokens(query)]):
        if isinstance(term, Term) and term.name == SEARCH and fold(term.text) == fold(old):
            query = query[: term.span.start] + named_term(SEARCH, new) + query[term.span.end :]
    return query
