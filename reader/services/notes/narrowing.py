"""Whether one query asks for no more than another: then what the other found is enough to search."""

from reader.query.tree import And, Everything, Named, Node, Words
from reader.text.fold import fold


def narrows(wanted: Node, other: Node) -> bool:
    """Whether all that is `wanted` is also what `other` asks for, as far as that is plain to see.

    So it is when a reader goes on typing a word, or adds one.
    """
    if isinstance(other, Everything):
        return True
    return all(any(_implies(part, implied) for part in _parts(wanted)) for implied in _parts(other))


def _parts(tree: Node) -> tuple[Node, ...]:
    return tree.parts if isinstance(tree, And) else (tree,)


def _implies(part: Node, implied: Node) -> bool:
    if part == implied:
        return True
    match part, implied:
        case Words(), Words(prefix=True):
            if implied.heeds_case:
                return part.text.startswith(implied.text)
            return fold(part.text).startswith(fold(implied.text))
        case Named(), Named(prefix=True):
            return part.field is implied.field and fold(part.text).startswith(fold(implied.text))
    return False
