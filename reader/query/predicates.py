"""What a tree means: whether something that can be found is what it asks for.

This is the meaning that an index has to agree with.
"""

from collections.abc import Callable, Sequence

from reader.query.forms import PART_END, fold_but_case
from reader.query.needles import Needle
from reader.query.subjects import Searchable
from reader.query.tree import And, Dated, Everything, Field, Is, Named, Node, Not, Or, Words
from reader.text.fold import fold

Predicate = Callable[[Searchable], bool]

BRANCH = "/"
"""What parts a tag from those below it."""


def matches(tree: Node, subject: Searchable) -> bool:
    """Whether the subject is what the tree asks for. Of many, ask `predicate(tree)`."""
    return predicate(tree)(subject)


def predicate(tree: Node) -> Predicate:
    """The question that the tree asks, ready to be asked of many."""
    match tree:
        case Everything():
            return lambda _: True
        case And(parts):
            return _all(tuple(map(predicate, parts)))
        case Or(parts):
            return _any(tuple(map(predicate, parts)))
        case Not(part):
            asked = predicate(part)
            return lambda subject: not asked(subject)
        case _:
            return _leaf(tree)


def _leaf(leaf: Words | Named | Is | Dated) -> Predicate:
    match leaf:
        case Words():
            return _words(leaf)
        case Named(field):
            return {Field.TAG: _tag, Field.URL: _address}.get(field, _name)(leaf)
        case Is(fact):
            return lambda subject: fact in subject.facts
        case Dated():
            return _dated(leaf)


def _all(asked: Sequence[Predicate]) -> Predicate:
    # Loops, since all() and any() of a generator take twice as long.
    def is_all(subject: Searchable) -> bool:
        for ask in asked:  # noqa: SIM110
            if not ask(subject):
                return False
        return True

    return is_all


def _any(asked: Sequence[Predicate]) -> Predicate:
    def is_any(subject: Searchable) -> bool:
        for ask in asked:  # noqa: SIM110
            if ask(subject):
                return True
        return False

    return is_any


def _words(wanted: Words) -> Predicate:
    needle = Needle(wanted.text, prefix=wanted.prefix, heed_case=wanted.heeds_case)
    sieve, is_in = needle.sieve, needle.is_in
    if wanted.heeds_case:
        return lambda subject: sieve in subject.folded and is_in(fold_but_case(subject.text))

    def has_words(subject: Searchable) -> bool:
        folded = subject.folded
        return sieve in folded and is_in(folded)

    return has_words


def _tag(wanted: Named) -> Predicate:
    """A tag that begins so; or the whole tag, and those below it."""
    begun = PART_END + fold(wanted.text)
    if wanted.prefix:
        return lambda subject: begun in subject.names(Field.TAG)
    whole, below = begun + PART_END, begun + BRANCH

    def has_tag(subject: Searchable) -> bool:
        tags = subject.names(Field.TAG)
        return whole in tags or below in tags

    return has_tag


def _address(wanted: Named) -> Predicate:
    """An address with those letters anywhere."""
    letters = fold(wanted.text)
    return lambda subject: letters in subject.names(Field.URL)


def _name(wanted: Named) -> Predicate:
    """A name with those words."""
    field, needle = wanted.field, Needle(wanted.text, prefix=wanted.prefix)
    return lambda subject: needle.is_in(subject.names(field))


def _dated(wanted: Dated) -> Predicate:
    first, end = wanted.first, wanted.end

    def is_dated(subject: Searchable) -> bool:
        day = subject.day
        return day is not None and (first is None or day >= first) and (end is None or day < end)

    return is_dated
