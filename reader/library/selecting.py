"""Choices of articles as SQL."""

import json
from collections.abc import Iterable, Iterator

from reader.library.records import Selection

NEWEST_FIRST = " ORDER BY recency DESC, arrival DESC"

_OF_FEEDS = "arrival IN (SELECT arrival FROM entries WHERE feed_id IN (SELECT value FROM json_each(?)))"
_OF_ANY_FEED = "EXISTS (SELECT 1 FROM entries WHERE entries.arrival = articles.arrival)"
AMONG_IDS = "id IN (SELECT value FROM json_each(?))"


def condition(selection: Selection) -> tuple[str, list[object]]:
    """The condition on `articles` that lets through what the selection does, and its parameters."""
    parts, parameters = [], []
    for part, parameter in _parts(selection):
        parts.append(part)
        parameters += parameter
    return " AND ".join(parts), parameters


def _parts(selection: Selection) -> Iterator[tuple[str, list[object]]]:
    yield "hidden = ?", [selection.hidden]
    if selection.read is not None:
        yield "read = ?", [selection.read]
    if selection.since is not None:
        yield "recency >= ?", [selection.since]
    if selection.feeds is not None:
        yield _OF_FEEDS, [json_array(selection.feeds)]
    if selection.has_feed is not None:
        yield (_OF_ANY_FEED if selection.has_feed else f"NOT {_OF_ANY_FEED}"), []
    if selection.ids is not None:
        yield AMONG_IDS, [json_array(selection.ids)]


def json_array(values: Iterable[object]) -> str:
    """Values as one parameter, for `json_each`."""
    return json.dumps([*values])
