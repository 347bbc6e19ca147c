"""What no index knows of texts: those that one narrows down to are looked at again, by what a query means."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reader.library.conditions import Condition, json_array
from reader.library.database import Database
from reader.library.text_index import text_of
from reader.query.forms import fold_but_case, joined
from reader.query.needles import Needle
from reader.query.tree import Named, Words
from reader.text.fold import fold

_AT_A_TIME = 50
"""How many texts are read at a time: whoever reads from the library meanwhile, or gives this up, waits for no more."""
_REMEMBERED = 8
_ARTICLES = """SELECT arrival, title, author, articles.source, document
    FROM articles JOIN revisions ON article_id = id AND revisions.text_sha256 = articles.text_sha256
    WHERE arrival IN (SELECT value FROM json_each(?))"""
_QUOTATIONS = """SELECT quotations.id, quotations.text, speaker, title, author, source
    FROM quotations JOIN articles USING (arrival) WHERE quotations.id IN (SELECT value FROM json_each(?))"""
_NOT_ASCII = "SELECT arrival, url FROM articles WHERE url GLOB '*[^ -~]*'"


class CloserLook:
    """Looks at texts again, and remembers what it last found while the library stays as it is.

    Every method raises `LibraryError` when the file cannot be read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version = -1
        self._found: dict[tuple[str, Words | Named], list[int]] = {}

    def articles_with_capitals(self, wanted: Words, candidates: Condition) -> list[int]:
        """The arrivals of the articles among the candidates that have the words with their capitals."""
        return self._remembered("articles", wanted, lambda: self._articles(wanted, candidates))

    def quotations_with_capitals(self, wanted: Words, candidates: Condition) -> list[int]:
        """The ids of the quotations among the candidates that have the words with their capitals."""
        return self._remembered("quotations", wanted, lambda: self._quotations(wanted, candidates))

    def articles_at(self, wanted: Named) -> list[int]:
        """The arrivals of the articles whose address has these letters, of those that SQL cannot fold."""
        return self._remembered("addresses", wanted, lambda: self._at(fold(wanted.text)))

    def _articles(self, wanted: Words, candidates: Condition) -> Iterable[int]:
        condition, parameters = candidates
        ids = self._database.rows(f"SELECT arrival FROM articles WHERE {condition}", *parameters)  # noqa: S608
        texts = ((key, [*about, text_of(document)]) for key, *about, document in self._read(_ARTICLES, ids))
        return _with_capitals(wanted, texts)

    def _quotations(self, wanted: Words, candidates: Condition) -> Iterable[int]:
        condition, parameters = candidates
        ids = self._database.rows(f"SELECT id FROM quotations WHERE {condition}", *parameters)  # noqa: S608
        return _with_capitals(wanted, ((key, texts) for key, *texts in self._read(_QUOTATIONS, ids)))

    def _at(self, letters: str) -> Iterable[int]:
        return (arrival for arrival, url in self._database.rows(_NOT_ASCII) if letters in fold(url))

    def _read(self, query: str, ids: list[tuple[int]]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(ids), _AT_A_TIME):
            yield from self._database.rows(query, json_array(key for (key,) in ids[start : start + _AT_A_TIME]))

    def _remembered(self, kind: str, wanted: Words | Named, find: Callable[[], Iterable[int]]) -> list[int]:
        version = self._database.version()
        if version != self._version or len(self._found) > _REMEMBERED:
            self._found, self._version = {}, version
        if (kind, wanted) not in self._found:
            self._found[kind, wanted] = [*find()]
        return self._found[kind, wanted]


def _with_capitals(wanted: Words, texts: Iterable[tuple[int, list[str | None]]]) -> Iterator[int]:
    needle = Needle(wanted.text, prefix=wanted.prefix, heed_case=True)
    return (key for key, parts in texts if needle.is_in(fold_but_case(joined(part or "" for part in parts))))
