"""Which entities are the same across articles: those the reader joined, and people named by their surname alone."""

# ruff: noqa: S608 - statements are put together of constants; what is looked for are parameters

import sqlite3
from collections.abc import Collection

from reader.library.conditions import json_array

LEAST_IN_FULL = 2
"""In how many articles a person must be named in full for a surname alone to mean them elsewhere."""

MOST_ALONE = 2
"""How many articles with the surname alone there may be for each that has the full name."""

TIMES_AS_WELL_KNOWN = 10
"""How many articles must name that person in full for each that so names somebody else with the surname."""

_MOST_STEPS = 20
"""How many entities may be joined in a chain; a chain that is longer leads back to itself."""

# The person who has nearly all of the full names with that surname, however many the reader knows of them, and is named
# so in half as many articles as there are with the surname alone: news that speak of others leave it alone more often.
_ALONE = f"""SELECT person FROM (
        SELECT coalesce(full.bound, full.id) AS person, sum(full.articles) AS uses,
            sum(sum(full.articles)) OVER () AS every
        FROM entities AS full WHERE full.surname = entities.surname AND full.is_full AND full.articles > 0
        GROUP BY person)
    WHERE uses >= {LEAST_IN_FULL} AND {MOST_ALONE} * uses >= entities.articles
    AND {TIMES_AS_WELL_KNOWN} * (every - uses) <= uses"""
_FIRST_STEP = (
    f"""UPDATE entities SET leader = coalesce(bound, iif(surname IS NULL OR is_full, id, ({_ALONE})), id)"""
)
_NEXT_STEP = """UPDATE entities SET leader = (SELECT further.leader FROM entities AS further
        WHERE further.id = entities.leader)
    WHERE leader IN (SELECT id FROM entities WHERE leader <> id)"""
_GOES_ROUND = "UPDATE entities SET leader = id WHERE leader IN (SELECT id FROM entities WHERE leader <> id)"


class Leaders:
    """Finds out which entity each counts as, within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find_again(self, surnames: Collection[str], ids: Collection[int] = ()) -> None:
        """Of the people with these surnames, and of the entities with these ids."""
        if surnames or ids:
            among = "WHERE surname IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))"
            self._connection.execute(f"{_FIRST_STEP} {among}", (json_array(surnames), json_array(ids)))
            self._follow()

    def _follow(self) -> None:
        """Have what counts as another count as what that one does."""
        for _ in range(_MOST_STEPS):
            if not self._connection.execute(_NEXT_STEP).rowcount:
                return
        self._connection.execute(_GOES_ROUND)
