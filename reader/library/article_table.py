"""Articles as they stand in their table."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from types import NoneType
from typing import Any

from reader.library.database import Database
from reader.model import Article

NEWEST_FIRST = " ORDER BY recency DESC, arrival DESC"

_SELECT = """SELECT recency, id, title, text_sha256, text_version, words, added, source, author, url, published,
    language, path, read, excerpt FROM articles """
_Types = frozenset[type]
_TEXT, _NUMBER, _MAYBE_TEXT = _Types([str]), _Types([int]), _Types([str, NoneType])
_COLUMN_TYPES = (*[_TEXT] * 4, _NUMBER, _NUMBER, _TEXT, *[_MAYBE_TEXT] * 6, _NUMBER, _NUMBER)
_LATEST_FIRST = "ORDER BY arrival DESC"


class ArticleTable:
    """Reads articles. Raises `LibraryDamagedError` if one has what no article can have."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, clause: str, *parameters: object) -> list[Article]:
        """The articles that a clause of SQL with its parameters selects."""
        return [_article(row) for row in self._rows(clause, *parameters)]

    def all(self) -> list[Article]:
        """All articles, the newest first."""
        with _collector_paused():
            # Rows in the order of the file and a stable sort: reading them by the index takes twice as long.
            rows = self._rows(_LATEST_FIRST)
            rows.sort(key=itemgetter(0), reverse=True)
            return [_article(row) for row in rows]

    def _rows(self, clause: str, *parameters: object) -> list[tuple[Any, ...]]:
        rows = self._database.rows(_SELECT + clause, *parameters)
        for column, types in zip(zip(*rows, strict=True), _COLUMN_TYPES, strict=False):
            if not types.issuperset(map(type, column)):
                raise self._database.damaged()
        return rows


def _article(row: tuple[Any, ...]) -> Article:
    return Article(*row[1:-2], *(flag == 1 for flag in row[-2:]))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """The garbage collector kept from walking a growing list again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
