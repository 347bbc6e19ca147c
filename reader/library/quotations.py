"""Quotations across all articles: who said what, found by words, speakers, subjects, days and what articles are."""

# ruff: noqa: S608 - statements are put together of constants; what is looked for are parameters

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reader.library.conditions import Condition, joined, json_array
from reader.library.database import Database
from reader.library.entities import of_members
from reader.library.known import KnownQuotation, ShownEntity
from reader.library.matching import needed, phrase
from reader.library.querying import (
    Lookups,
    article_condition,
    dated_condition,
    said_condition,
    tree_condition,
)
from reader.library.selections import Query
from reader.model import QuotationKind, Span
from reader.query.tree import Dated, Everything, Fact, Field, Is, Leaf, Named, Words, any_of

_NEWEST_FIRST = "ORDER BY recency DESC, arrival DESC, start"
_SELECT = f"""SELECT articles.id, start, stop, kind, chosen.text, statement, speaker, entities.key, cue, confidence
    FROM (SELECT id FROM quotations {{}} WHERE {{}} {_NEWEST_FIRST} LIMIT ? OFFSET ?) AS found
    JOIN quotations AS chosen ON chosen.id = found.id
    JOIN articles ON articles.arrival = chosen.arrival LEFT JOIN entities ON entities.id = chosen.entity
    ORDER BY chosen.recency DESC, chosen.arrival DESC, start"""
_HIDDEN = "(SELECT articles.hidden <> 0 FROM articles WHERE articles.arrival = quotations.arrival) = ?"
_IN_ARTICLES = "arrival IN (SELECT arrival FROM articles WHERE {})"
_IN_WORDS = "id IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH ?)"
_IN_HEADS = """arrival IN (SELECT arrival FROM articles WHERE indexed IN (
    SELECT rowid FROM words WHERE words MATCH ?))"""
_OF_FACT = {
    Fact.QUOTATION: "1",
    Fact.HAS_QUOTATION: "1",
    Fact.HAS_SPEAKER: "speaker IS NOT NULL",
    Fact.ARTICLE: "0",
    Fact.NOTE: "0",
    Fact.HIGHLIGHT: "0",
}
Shown = Callable[[Iterable[str]], Mapping[str, ShownEntity | None]]
"""Gives how the entities with these keys are to be shown, None for one that is hidden."""


@dataclass(frozen=True, slots=True)
class QuotationSelection:
    """Which quotations: those that a query asks for, that an entity said, in which an entity is named.

    An entity is given by the id of what it counts as. `hidden` says whether a rule has hidden the article. `saying` are
    words of which one at least stands in the quotation or its speaker's name, and not in its article's title alone.
    What is None, or empty, lets all pass.
    """

    query: Query | None = None
    saying: tuple[Words, ...] = ()
    by: int | None = None
    about: int | None = None
    hidden: bool | None = False


class Quotations:
    """All quotations. Every method raises `LibraryError` when the file cannot be read."""

    def __init__(self, database: Database, lookups: Lookups, shown: Shown) -> None:
        self._database = database
        self._lookups = lookups
        self._shown = shown

    def find(
        self, wanted: QuotationSelection, limit: int, *, after: int = 0, statements: Collection[int] | None = None
    ) -> list[KnownQuotation]:
        """Those that are wanted, of the newest article first: `limit` at most, `after` so many.

        With `statements`, those that say one of these.
        """
        condition, parameters = self._condition(wanted, statements)
        # Few quotations say one of some statements: SQLite, which does not know that, would look at all of a speaker's.
        by_statement = "" if statements is None else "INDEXED BY quotations_by_statement"
        rows = self._database.rows(_SELECT.format(by_statement, condition), *parameters, limit, after)
        shown = self._shown({key for *_, key, _, _ in rows if key is not None})
        return [_known(row, shown) for row in rows]

    def _condition(self, wanted: QuotationSelection, statements: Collection[int] | None) -> Condition:
        conditions: list[Condition] = [("1", [])]
        if wanted.query is not None:
            query = wanted.query
            conditions.append(tree_condition(query.tree, lambda leaf: self._leaf_condition(leaf, query)))
        if match := needed(any_of(wanted.saying), {}) if wanted.saying else None:
            conditions.append((_IN_WORDS, [match]))
        if wanted.by is not None:
            conditions.append(of_members(self._database, wanted.by))
        if wanted.about is not None:
            named, parameters = of_members(self._database, wanted.about)
            subjects = f"id IN (SELECT quotation FROM quotation_subjects WHERE {named})"
            conditions.append((subjects, parameters))
        if wanted.hidden is not None:
            conditions.append((_HIDDEN, [wanted.hidden]))
        if statements is not None:
            among = "statement IN (SELECT value FROM json_each(?))"
            conditions.append((among, [json_array(statements)]))
        return joined(" AND ", conditions)

    def _leaf_condition(self, leaf: Leaf, query: Query) -> Condition:  # noqa: PLR0911 - a line for each kind
        """The condition that lets through the quotations which a leaf asks for; where it asks for articles, theirs."""
        match leaf:
            case Everything():
                return "1", []
            case Words():
                return self._of_words(leaf)
            case Dated():
                return dated_condition(leaf)
            case Named(Field.SPEAKER):
                return said_condition(Field.SPEAKER, leaf.text, prefix=leaf.prefix)
            case Named(Field.ABOUT | Field.ENTITY):
                return said_condition(Field.ABOUT, leaf.text, prefix=leaf.prefix)
            case Is(fact) if fact in _OF_FACT:
                return _OF_FACT[fact], []
            case _:
                condition, parameters = article_condition(leaf, query, self._lookups)
                return _IN_ARTICLES.format(condition), parameters

    def _of_words(self, leaf: Words) -> Condition:
        in_any_case = _words_condition(leaf)
        if not leaf.heeds_case:
            return in_any_case
        found = self._lookups.closer.quotations_with_capitals(leaf, in_any_case)
        return "id IN (SELECT value FROM json_each(?))", [json_array(found)]


def _words_condition(leaf: Words) -> Condition:
    """Words of the quotation or its speaker, or of its article's title, author or source, whatever their case."""
    form = phrase(leaf.text, prefix=leaf.prefix)
    if form is None:
        return "0", []
    return f"({_IN_WORDS} OR {_IN_HEADS})", [form, f"{{title author source}} : {form}"]


def _known(row: tuple[Any, ...], shown: Mapping[str, ShownEntity | None]) -> KnownQuotation:
    article_id, start, stop, kind, text, statement, speaker, own_key, cue, confidence = row
    entity = shown.get(own_key)
    return KnownQuotation(
        article_id,
        Span(start, stop),
        QuotationKind(kind),
        text,
        statement,
        entity.name if entity else speaker,
        entity.key if entity else None,
        cue,
        confidence,
    )
