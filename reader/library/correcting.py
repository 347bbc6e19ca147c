"""What the reader says of entities, put to those that articles name."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reader.library.conditions import json_array
from reader.library.known import EntityRule
from reader.library.leaders import Leaders
from reader.model import EntityType
from reader.text.index_form import index_form

_CORRECTED = "bound IS NOT NULL OR given_name IS NOT NULL OR given_type IS NOT NULL OR hidden"
_FORGET = f"""UPDATE entities SET bound = NULL, given_name = NULL, given_type = NULL, hidden = 0
    WHERE {_CORRECTED} RETURNING id"""  # noqa: S608 - all of it is said here
_SURNAMES = """SELECT DISTINCT surname FROM entities
    WHERE surname IS NOT NULL AND id IN (SELECT value FROM json_each(?))"""
_TYPES = {*EntityType}


def correct(connection: sqlite3.Connection, rules: Sequence[EntityRule], stated: str) -> None:
    """Have these rules, and no others, be what the reader says, within a transaction; `stated` stands for them."""
    changed = {entity_id for (entity_id,) in connection.execute(_FORGET).fetchall()}
    connection.execute("DELETE FROM entity_names WHERE is_given")
    ids = _ids(connection, {key for rule in rules for key in (rule.key, rule.counts_as or rule.key)})
    for rule in rules:
        if rule.key in ids:
            _apply(connection, rule, ids)
    changed |= {*ids.values()}
    surnames = [surname for (surname,) in connection.execute(_SURNAMES, (json_array(changed),))]
    Leaders(connection).find_again(surnames, changed)
    connection.execute("DELETE FROM applied_corrections")
    connection.execute("INSERT INTO applied_corrections VALUES (?)", (stated,))


def _ids(connection: sqlite3.Connection, keys: Iterable[str]) -> Mapping[str, int]:
    """The ids of the entities with these keys, also of those that no article names yet."""
    found = [(key, key.partition(":")[0]) for key in keys]
    usable = [(key, type_) for key, type_ in found if type_ in _TYPES]
    connection.executemany("INSERT OR IGNORE INTO entities (key, type) VALUES (?, ?)", usable)
    rows = connection.execute(
        "SELECT key, id FROM entities WHERE key IN (SELECT value FROM json_each(?))",
        (json_array(key for key, _ in usable),),
    )
    return dict(rows.fetchall())


def _apply(connection: sqlite3.Connection, rule: EntityRule, ids: Mapping[str, int]) -> None:
    entity_id = ids[rule.key]
    connection.execute(
        "UPDATE entities SET bound = ?, given_name = ?, given_type = ?, hidden = ? WHERE id = ?",
        (ids.get(rule.counts_as or ""), rule.name, rule.type, rule.hidden, entity_id),
    )
    if rule.name is not None:
        connection.execute("INSERT INTO entity_names VALUES (?, ?, 1)", (index_form(rule.name), entity_id))
