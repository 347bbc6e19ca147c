"""Queries as conditions on articles, in SQL."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time

from reader.library.conditions import AMONG_IDS, OF_FEEDS, Condition, joined, json_array
from reader.library.errors import LibraryError
from reader.library.selections import Query
from reader.query.tree import And, Dated, Everything, Fact, Field, Is, Leaf, Named, Node, Not, Or, Words
from reader.text.index_form import index_form

FeedsNamed = Callable[[Named], Iterable[int]]
"""Gives the ids of the feeds that go by a name."""

_NOTHING: Condition = ("0", [])
_OF_FACT = {
    Fact.READ: "read = 1",
    Fact.UNREAD: "read = 0",
    Fact.HIDDEN: "hidden = 1",
    Fact.HAS_ENCLOSURE: "EXISTS (SELECT 1 FROM enclosures WHERE enclosures.arrival = articles.arrival)",
    Fact.ARTICLE: "1",
}
_NOT_KNOWN: tuple[Fact | Field, ...] = (
    Fact.QUOTATION,
    Fact.HAS_QUOTATION,
    Fact.HAS_SPEAKER,
    Field.SPEAKER,
    Field.ENTITY,
)
_MATCHING = "indexed IN (SELECT rowid FROM words WHERE words MATCH ?)"


class UnanswerableError(LibraryError):
    """Something is asked that is not known of articles."""


def query_condition(query: Query, feeds_named: FeedsNamed) -> Condition:
    """The condition that lets through the articles which the query asks for.

    Words are found whatever their case: the index knows none.

    Raises:
        UnanswerableError: it asks for what is not known of articles.
    """

    def of_tree(tree: Node) -> Condition:
        match tree:
            case And(parts):
                return joined(" AND ", map(of_tree, parts))
            case Or(parts):
                return joined(" OR ", map(of_tree, parts))
            case Not(part):
                condition, parameters = of_tree(part)
                # What is not known, such as the address of a file, is not so.
                return f"NOT coalesce({condition}, 0)", parameters
            case Named(Field.FEED):
                condition, parameters = _words(tree.text, "source", prefix=tree.prefix)
                return f"({condition} OR {OF_FEEDS})", [*parameters, json_array(feeds_named(tree))]
            case _:
                return _leaf(tree, query)

    return of_tree(query.tree)


def _leaf(tree: Leaf, query: Query) -> Condition:
    match tree:
        case Everything():
            return "1", []
        case Words():
            condition, parameters = _words(tree.text, "", prefix=tree.prefix)
            return f"({condition} OR {AMONG_IDS})", [*parameters, json_array(query.ids_of(tree))]
        case Named(Field.TITLE | Field.AUTHOR as field):
            return _words(tree.text, field, prefix=tree.prefix)
        case Named(Field.URL):
            return "instr(lower(url), ?)", [tree.text.lower()]
        case Dated():
            return _dated(tree)
        case _:
            return _marked(tree, query)


def _words(text: str, column: str, *, prefix: bool) -> Condition:
    """Words that follow one another, in a column of the index or in any."""
    form = index_form(text).replace('"', " ").strip()
    if not any(map(str.isalnum, form)):
        return _NOTHING
    phrase = f'"{form}"' + " *" * prefix
    return _MATCHING, [f"{column} : {phrase}" if column else phrase]


def _dated(tree: Dated) -> Condition:
    parts, parameters = ["1"], []
    for bound, comparison in ((tree.first, "recency >= ?"), (tree.end, "recency < ?")):
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


def _marked(tree: Leaf, query: Query) -> Condition:
    match tree:
        case Is(asked) | Named(asked) if asked in _NOT_KNOWN:
            raise UnanswerableError("Who is named and who said what cannot be asked of the list of articles yet.")
        case Is(fact) if fact in _OF_FACT:
            return _OF_FACT[fact], []
        case _:
            return AMONG_IDS, [json_array(query.ids_of(tree))]
