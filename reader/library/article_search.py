"""Articles by their words, those that fit best first, and what is quoted in them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.library.closer_look import CloserLook
from reader.library.conditions import json_array
from reader.library.database import Database
from reader.library.entities import Entities
from reader.library.feeds import Feeds
from reader.library.matching import is_of_words, needed, occurrences
from reader.library.querying import Lookups
from reader.library.quotations import Quotations
from reader.library.selecting import condition
from reader.library.selections import Query, Selection
from reader.library.text_index import text_of
from reader.query.terms import sought
from reader.query.tree import And, Field, Node, Words, all_of
from reader.text.index_form import index_form

WEIGHED = 2_000
"""Of so many articles, the newest that are meant, it is worked out how well they fit."""

_COLUMNS = {Field.TITLE: "title", Field.AUTHOR: "author"}
# How much a word counts where.
_BEST = """SELECT id FROM (SELECT id, recency, bm25(words.words, 8.0, 4.0, 2.0, 1.0) AS score
    FROM words JOIN articles ON indexed = words.rowid WHERE words.words MATCH ? AND {}
    ORDER BY words.rowid DESC LIMIT ?)
    ORDER BY score * (1 + 1 / (1 + max(0, julianday('now') - coalesce(julianday(substr(recency, 1, 10)), 0)) / 365)),
    recency DESC LIMIT ?"""
_LATEST = """SELECT id FROM words JOIN articles ON indexed = words.rowid WHERE words.words MATCH ? AND {}
    ORDER BY words.rowid DESC LIMIT ?"""
_NEWEST = "SELECT id FROM articles WHERE {} ORDER BY recency DESC, arrival DESC LIMIT ?"
_LACKING = """SELECT 1 FROM articles JOIN revisions ON article_id = id AND revisions.text_sha256 = articles.text_sha256
    WHERE indexed IS NULL LIMIT 1"""
_TEXTS = """SELECT id, document FROM articles JOIN revisions
    ON article_id = id AND revisions.text_sha256 = articles.text_sha256
    WHERE id IN (SELECT value FROM json_each(?))"""


class ArticleSearch:
    """Searches the library at `path`, over a connection of its own: nobody who reads there meanwhile has to wait.

    Its methods raise `LibraryError` when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self._lookups = Lookups(Feeds(self._database).named, CloserLook(self._database))
        self.quotations = Quotations(self._database, self._lookups, Entities(self._database).shown)

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def interrupt(self) -> None:
        """Have what another thread looks up given up, until `resume`: that raises `InterruptedSearchError`."""
        self._database.interrupt()

    def resume(self) -> None:
        """Look things up again after they were given up."""
        self._database.resume()

    def lacks_any(self) -> bool:
        """Whether an article that has a text cannot be found by its words yet."""
        return bool(self._database.rows(_LACKING))

    def best(self, selection: Selection, limit: int) -> list[str]:
        """The ids of articles that a selection with a query chooses, those that fit best first, at most `limit`.

        Newer ones come before older ones that fit as well. Words are looked for in the articles alone, and not in what
        the reader wrote about them.
        """
        query = selection.query
        match = needed(query.tree, _COLUMNS) if query else None
        if query and match:
            selection = replace(selection, query=Query(_without_words(query.tree), query.ids_of))
        where, parameters = condition(selection, self._lookups)
        if match is None:
            rows = self._database.rows(_NEWEST.format(where), *parameters, limit)
        elif query and any(len(index_form(words.text).strip()) == 1 for words in sought(query.tree)):
            # How well texts fit that have a word with that letter says nothing, and takes long to work out.
            rows = self._database.rows(_LATEST.format(where), match, *parameters, limit)
        else:
            rows = self._database.rows(_BEST.format(where), match, *parameters, WEIGHED, limit)
        return [row[0] for row in rows]

    def occurrences(self, words: Iterable[Words]) -> dict[Words, int]:
        """How many articles have each of these, of those that any has."""
        with self._database.reading() as connection:
            return occurrences(connection, words)

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The canonical texts of those of the articles that have one that is whole."""
        return {
            article_id: text_of(encoded) for article_id, encoded in self._database.rows(_TEXTS, json_array(ids))
        }


def _without_words(tree: Node) -> Node:
    """What the tree asks for beside words that an index finds."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return all_of(part for part in parts if not is_of_words(part))
