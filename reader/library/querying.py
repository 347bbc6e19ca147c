"""Queries as conditions in SQL, on articles and on the quotations in them."""

# ruff: noqa: S608 - statements are put together of constants; what is looked for are parameters

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from reader.library.closer_look import CloserLook
from reader.library.conditions import AMONG_IDS, OF_FEEDS, Condition, joined, json_array
from reader.library.entities import members_called
from reader.library.matching import phrase
from reader.library.selections import Query
from reader.query.tree import And, Dated, Everything, Fact, Field, Is, Leaf, Named, Node, Not, Or, Words
from reader.text.fold import fold

FeedsNamed = Callable[[Named], Iterable[int]]
"""Gives the ids of the feeds that go by a name."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """What has to be looked up for a condition, since SQL cannot say it."""

    feeds_named: FeedsNamed
    closer: CloserLook


_NOTHING: Condition = ("0", [])
_OF_FACT = {
    Fact.READ: "read = 1",
    Fact.UNREAD: "read = 0",
    Fact.HIDDEN: "hidden <> 0",
    Fact.HAS_ENCLOSURE: "EXISTS (SELECT 1 FROM enclosures WHERE enclosures.arrival = articles.arrival)",
    Fact.HAS_QUOTATION: "EXISTS (SELECT 1 FROM quotations WHERE quotations.arrival = articles.arrival)",
    Fact.HAS_SPEAKER: """EXISTS (SELECT 1 FROM quotations WHERE quotations.arrival = articles.arrival
        AND speaker IS NOT NULL)""",
    Fact.QUOTATION: "0",
    Fact.HIGHLIGHT: "0",
    Fact.NOTE: "0",
    Fact.ARTICLE: "1",
}
_AMONG_ARRIVALS = "arrival IN (SELECT value FROM json_each(?))"
# SQL knows the small letters of ASCII alone; what else is folded of it is an accent that stands for a quotation mark.
_FOLDED_ASCII = "instr(replace(lower(url), '`', char(39)), ?)"
_MATCHING = "indexed IN (SELECT rowid FROM words WHERE words MATCH ?)"


def query_condition(query: Query, lookups: Lookups) -> Condition:
    """The condition that lets through the articles which the query asks for."""

    def of_leaf(leaf: Leaf) -> Condition:
        return article_condition(leaf, query, lookups)

    return tree_condition(query.tree, of_leaf)


def tree_condition(tree: Node, of_leaf: Callable[[Leaf], Condition]) -> Condition:
    """The condition of a tree, of what those of its leaves are."""
    match tree:
        case And(parts):
            return joined(" AND ", (tree_condition(part, of_leaf) for part in parts))
        case Or(parts):
            return joined(" OR ", (tree_condition(part, of_leaf) for part in parts))
        case Not(part):
            condition, parameters = tree_condition(part, of_leaf)
            # What is not known, such as the address of a file, is not so.
            return f"NOT coalesce({condition}, 0)", parameters
        case _:
            return of_leaf(tree)


def article_condition(leaf: Leaf, query: Query, lookups: Lookups) -> Condition:
    """The condition that lets through the articles which a leaf of the query asks for."""
    match leaf:
        case Everything():
            return "1", []
        case Words():
            condition, parameters = _words(leaf, lookups)
            return f"({condition} OR {AMONG_IDS})", [*parameters, json_array(query.ids_of(leaf))]
        case Named():
            return _named(leaf, query, lookups)
        case Dated():
            return dated_condition(leaf)
        case Is(fact) if fact in _OF_FACT:
            return _OF_FACT[fact], []
        case Is():
            return AMONG_IDS, [json_array(query.ids_of(leaf))]


def _words(leaf: Words, lookups: Lookups) -> Condition:
    in_any_case = words_condition(leaf.text, "", prefix=leaf.prefix)
    if not leaf.heeds_case:
        return in_any_case
    return _AMONG_ARRIVALS, [json_array(lookups.closer.articles_with_capitals(leaf, in_any_case))]


def _named(leaf: Named, query: Query, lookups: Lookups) -> Condition:
    match leaf.field:
        case Field.FEED:
            condition, parameters = words_condition(leaf.text, "source", prefix=leaf.prefix)
            return f"({condition} OR {OF_FEEDS})", [*parameters, json_array(lookups.feeds_named(leaf))]
        case Field.TITLE | Field.AUTHOR as column:
            return words_condition(leaf.text, column, prefix=leaf.prefix)
        case Field.URL:
            others = json_array(lookups.closer.articles_at(leaf))
            return f"({_FOLDED_ASCII} OR {_AMONG_ARRIVALS})", [fold(leaf.text), others]
        case Field.ENTITY:
            members, parameters = members_called(leaf.text, prefix=leaf.prefix)
            return f"arrival IN (SELECT arrival FROM appearances WHERE entity IN {members})", parameters
        case Field.SPEAKER | Field.ABOUT as field:
            condition, parameters = said_condition(field, leaf.text, prefix=leaf.prefix)
            return f"arrival IN (SELECT arrival FROM quotations WHERE {condition})", parameters
        case Field.TAG:
            return AMONG_IDS, [json_array(query.ids_of(leaf))]


def said_condition(field: Field, text: str, *, prefix: bool) -> Condition:
    """The condition that lets through the quotations of a speaker, or about somebody, who is called so."""
    members, parameters = members_called(text, prefix=prefix)
    if field is Field.ABOUT:
        return f"id IN (SELECT quotation FROM quotation_subjects WHERE entity IN {members})", parameters
    form = phrase(text, prefix=prefix)
    if form is None:
        return _NOTHING
    as_written = "id IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH ?)"
    return f"(entity IN {members} OR {as_written})", [*parameters, f"speaker : {form}"]


def words_condition(text: str, column: str, *, prefix: bool) -> Condition:
    """The condition that lets through the articles with words one after the other, in a column of the index or any."""
    form = phrase(text, prefix=prefix)
    if form is None:
        return _NOTHING
    return _MATCHING, [f"{column} : {form}" if column else form]


def dated_condition(leaf: Dated) -> Condition:
    """The condition that lets through what is of the days that are asked for."""
    parts, parameters = ["1"], []
    for bound, comparison in ((leaf.first, "recency >= ?"), (leaf.end, "recency < ?")):
        if bound is not None:
            parts.append(comparison)
            parameters.append(_begin(bound))
    return f"({' AND '.join(parts)})", list(parameters)


def _begin(day: date) -> str:
    """The instant at which the reader's day begins, in UTC."""
    try:
        return datetime.combine(day, time()).astimezone(UTC).isoformat()
    except (OverflowError, ValueError, OSError):  # the first and the last days there are
        return day.isoformat()
