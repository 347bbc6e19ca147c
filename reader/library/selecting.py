"""Choices of articles as SQL."""

from collections.abc import Iterator

from reader.library.article_table import NEWEST_FIRST
from reader.library.conditions import AMONG_IDS, OF_FEEDS, Condition, joined, json_array
from reader.library.database import Database
from reader.library.querying import Lookups, query_condition
from reader.library.selections import Selection, Tally

_OF_ANY_FEED = "EXISTS (SELECT 1 FROM entries WHERE entries.arrival = articles.arrival)"


def selected_ids(database: Database, selection: Selection, lookups: Lookups) -> list[str]:
    """The ids of the articles that a selection lets through, the newest first."""
    where, parameters = condition(selection, lookups)
    rows = database.rows(f"SELECT id FROM articles WHERE {where}{NEWEST_FIRST}", *parameters)  # noqa: S608
    return [row[0] for row in rows]


def selected_tally(database: Database, selection: Selection, lookups: Lookups) -> Tally:
    """How many articles a selection lets through, and how many of them are unread."""
    where, parameters = condition(selection, lookups)
    rows = database.rows(f"SELECT count(*), count(*) - total(read) FROM articles WHERE {where}", *parameters)  # noqa: S608
    return Tally(*map(int, rows[0]))


def condition(selection: Selection, lookups: Lookups) -> Condition:
    """The condition on `articles` that lets through what the selection does, and its parameters."""
    conditions = [*_parts(selection)]
    if selection.query is not None:
        conditions.append(query_condition(selection.query, lookups))
    return joined(" AND ", conditions)


def _parts(selection: Selection) -> Iterator[Condition]:
    yield "1", []
    if selection.hidden is not None:
        yield ("hidden <> 0" if selection.hidden else "hidden = 0"), []
    if selection.read is not None:
        yield "read = ?", [selection.read]
    if selection.since is not None:
        yield "recency >= ?", [selection.since]
    if selection.feeds is not None:
        yield OF_FEEDS, [json_array(selection.feeds)]
    if selection.has_feed is not None:
        yield (_OF_ANY_FEED if selection.has_feed else f"NOT {_OF_ANY_FEED}"), []
    if selection.ids is not None:
        yield AMONG_IDS, [json_array(selection.ids)]
