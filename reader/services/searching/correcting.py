"""What a query was probably meant to ask for, where a word of it stands nowhere."""

from collections.abc import Callable, Collection, Mapping

from reader.query.terms import sought
from reader.query.tree import And, Node, Not, Or, Words, all_of, any_of, none_of
from reader.text.fold import fold
from reader.text.index_form import index_form
from reader.text.misspelling import spellings

SHORTEST, LONGEST = 4, 24
"""How many letters a word has that is looked for in another spelling."""
MOST_WORDS = 3
"""So many words of a query are, at most."""

Occurrences = Callable[[Collection[Words]], Mapping[Words, int]]
"""Gives how often each of these occurs that does at all."""


def corrected(wanted: Node, occurrences: Occurrences) -> Node | None:
    """The same query with those words spelt in another way that occur nowhere; None where that helps nothing.

    Of several words that are one letter away the commonest is taken.
    """
    better: dict[Words, Words] = {}
    for words in [words for words in dict.fromkeys(sought(wanted)) if _is_word(words.text)][:MOST_WORDS]:
        if not occurrences([words]):
            found = occurrences([Words(spelling, prefix=False) for spelling in spellings(fold(words.text))])
            if found:
                better[words] = max(found, key=lambda other: (found[other], other.text))
    return _with(wanted, better) if better else None


def _is_word(text: str) -> bool:
    """Whether it is one word, of a script with spaces between them."""
    folded = fold(text)
    return SHORTEST <= len(folded) <= LONGEST and folded.isalpha() and index_form(folded) == folded


def _with(tree: Node, better: Mapping[Words, Words]) -> Node:
    match tree:
        case Words():
            return better.get(tree, tree)
        case And(parts):
            return all_of(_with(part, better) for part in parts)
        case Or(parts):
            return any_of(_with(part, better) for part in parts)
        case Not(part):
            return none_of(_with(part, better))
        case _:
            return tree
