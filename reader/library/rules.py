"""The reader's rules for what comes in, in their order."""

import json
from collections.abc import Sequence
from typing import Any

from reader.library.database import Database
from reader.model import Rule


class Rules:
    """The rules. Every method raises `LibraryError` when the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Rule, ...]:
        """The rules in the order in which they are tried."""
        rows = self._database.rows(
            "SELECT id, name, query, marks_read, stars, hides, tags, enabled FROM rules ORDER BY position"
        )
        return tuple(_rule(row) for row in rows)

    def replace(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        """Have these rules, in this order, instead of those there are; one with the id 0 is given a new one."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM rules")
            connection.executemany(
                "INSERT INTO rules (id, name, query, marks_read, stars, hides, tags, enabled, position) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        rule.id or None,
                        rule.name,
                        rule.query,
                        rule.marks_read,
                        rule.stars,
                        rule.hides,
                        json.dumps(rule.tags),
                        rule.enabled,
                        position,
                    )
                    for position, rule in enumerate(rules)
                ],
            )
        return self.all()


def _rule(row: tuple[Any, ...]) -> Rule:
    id_, name, query, marks_read, stars, hides, tags, enabled = row
    return Rule(
        id_, name, query, bool(marks_read), bool(stars), bool(hides), tuple(json.loads(tags)), bool(enabled)
    )
