"""Queries as expressions for SQLite's full-text indexes. What was typed only ever stands between quotation marks."""

import sqlite3
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from unicodedata import ucd_3_2_0

from reader.query.tree import And, Field, Leaf, Named, Node, Not, Or, Words
from reader.text.index_form import index_form

_ANY = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
_COUNT = "SELECT count(*) FROM words WHERE words MATCH ?"
_NONE: Mapping[Leaf | Not, str] = MappingProxyType({})


def phrase(text: str, *, prefix: bool) -> str | None:
    """What finds these words one after the other, the last of them begun or whole; None if no index has any of them."""
    form = index_form(text).replace('"', " ").strip()
    if not any(map(_is_indexed, form)):
        return None
    return f'"{form}"' + " *" * prefix


def needed(tree: Node, columns: Mapping[Field, str], facts: Mapping[Leaf | Not, str] = _NONE) -> str | None:
    """What finds all that the tree asks for, and perhaps more; None if an index of words does not narrow it down.

    `columns` are those of the index in which the names of fields stand, `facts` what finds that of which something is
    true, or is not.
    """
    match tree:
        case Words():
            return phrase(tree.text, prefix=tree.prefix)
        case Named(field) if field in columns:
            found = phrase(tree.text, prefix=tree.prefix)
            return found and f"{columns[field]} : {found}"
        case And(parts):
            return _joined(" AND ", [found for part in parts if (found := needed(part, columns, facts))])
        case Or(parts):
            sides = [needed(part, columns, facts) for part in parts]
            return _joined(" OR ", [side for side in sides if side]) if all(sides) else None
        case _:
            return facts.get(tree)


def occurrences(connection: sqlite3.Connection, words: Iterable[Words]) -> dict[Words, int]:
    """How many rows of the table `words`, an index, have each of these, of those that any has; 500 take 40 ms."""
    found = {}
    for word in words:
        match = phrase(word.text, prefix=word.prefix)
        if match and connection.execute(_ANY, (match,)).fetchone():
            (found[word],) = connection.execute(_COUNT, (match,)).fetchone()
    return found


def is_of_words(tree: Node) -> bool:
    """Whether an index of words knows all that the tree asks for: then what `needed` gives finds no more."""
    match tree:
        case Words():
            return phrase(tree.text, prefix=tree.prefix) is not None
        case And(parts) | Or(parts):
            return all(map(is_of_words, parts))
    return False


def _joined(operator: str, sides: list[str]) -> str | None:
    return f"({operator.join(sides)})" if sides else None


def _is_indexed(char: str) -> bool:
    """Whether the index takes the character for a part of a word, by a Unicode that every SQLite knows."""
    return ucd_3_2_0.category(char)[0] in "LN"
