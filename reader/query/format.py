"""From a tree back to the text of a query."""

from enum import IntEnum

from reader.query.tokens import Term, tokens
from reader.query.tree import And, Dated, Everything, Is, Leaf, Named, Node, Not, Or, Words


class _Binding(IntEnum):
    """How firmly parts must hold together where they stand."""

    LOOSE = 0
    ALL = 1
    ONE = 2


def written(tree: Node) -> str:
    """The text of a query that asks for the tree, in one way of the many; `parse` gives the tree again.

    A quotation mark in words or a name becomes a typographic one, which means the same.
    """
    return "" if isinstance(tree, Everything) else _written(tree, _Binding.LOOSE)


def named_term(name: str, text: str) -> str:
    """The text of a term that asks for a whole name in a field."""
    return _value(name, text, prefix=False)


def _written(tree: Node, binding: _Binding) -> str:
    match tree:
        case Or(parts):
            text = " OR ".join(_written(part, _Binding.ALL) for part in parts)
            return f"({text})" if binding > _Binding.LOOSE else text
        case And(parts):
            text = " ".join(_written(part, _Binding.ONE) for part in parts)
            return f"({text})" if binding > _Binding.ALL else text
        case Not(part):
            return "-" + _written(part, _Binding.ONE)
        case _:
            return _leaf(tree)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Everything():
            return "*"
        case Words(text, prefix):
            return _value(None, text, prefix=prefix)
        case Named(field, text, prefix):
            return _value(field, text, prefix=prefix)
        case Is(fact):
            return fact
        case Dated(as_written):
            return as_written


def _value(name: str | None, text: str, *, prefix: bool) -> str:
    """Words, or a name behind that of its field: between quotation marks where they are needed."""
    sign = f"{name}:" if name else ""
    if prefix and _is_one_term(name, text, sign + text):
        return sign + text
    quoted = text.replace('"', "”")
    return f'{sign}"{quoted}"{"*" if prefix else ""}'


def _is_one_term(name: str | None, text: str, query: str) -> bool:
    match list(tokens(query)):
        case [Term(name=read_name, text=read_text)]:
            return (read_name, read_text) == (name, text)
    return False
