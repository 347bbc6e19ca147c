"""What is wrong with a query, and where."""

import re

from reader.model import PostilError, Span
from reader.text.width import cells, truncate

_SHARE_BEFORE = 3
"""The part of the width that may stand before the place, in a query that is wider."""


class QueryError(PostilError):
    """A query that cannot be understood. `span` is the place in `query`, the text as it was read."""

    def __init__(self, sentence: str, query: str, span: Span) -> None:
        super().__init__(sentence)
        self.query = query
        self.span = span

    def at(self, query: str, span: Span) -> "QueryError":
        """The same mistake, told of that place in another query."""
        return type(self)(str(self), query, span)

    def caret(self, width: int = 80) -> str:
        """Two lines of at most `width` cells: the query, or what of it is around the place, and carets below it."""
        line = re.sub(r"\s", " ", self.query)
        start, end = self.span
        before = line[:start]
        if cells(line) > width:
            left_out = max(0, start - width // _SHARE_BEFORE)
            before = f"…{before[left_out:]}" if left_out else before
            line = truncate(before + line[start:], width)
        indent = cells(before)
        carets = "^" * max(1, min(cells(self.query[start:end]), width - indent))
        return f"{line}\n{' ' * indent}{carets}"


class LastingQueryError(QueryError):
    """A mistake that stays one whatever is typed behind it."""


class KeptSearchError(QueryError):
    """Searches that are kept cannot be put together to a query: the sentence says all, wherever it was found out."""
