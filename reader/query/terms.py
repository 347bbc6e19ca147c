"""What of a text is to be set off, because a query asks for it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from reader.model import Span
from reader.query.forms import fold_but_case
from reader.query.needles import Needle
from reader.query.tree import And, Node, Or, Words, pushed_down
from reader.text.fold import fold_with_offsets


def sought(tree: Node) -> tuple[Words, ...]:
    """The words and phrases that the tree asks for, without those that must not be there."""
    return tuple(_sought(pushed_down(tree)))


def _sought(tree: Node) -> Iterator[Words]:
    match tree:
        case Words():
            yield tree
        case And(parts) | Or(parts):
            yield from chain.from_iterable(map(_sought, parts))


def spans(text: str, tree: Node) -> list[Span]:
    """Where the words and phrases that the tree asks for stand in `text`: in order, none upon another."""
    return _united(sorted(chain.from_iterable(found(text, tree))))


def found(text: str, tree: Node) -> list[list[Span]]:
    """Where each of the words and phrases that the tree asks for stands in `text`, in order."""
    folded, offsets = fold_with_offsets(text)
    each = []
    for words in dict.fromkeys(sought(tree)):
        needle = Needle(words.text, prefix=words.prefix, heed_case=words.heeds_case)
        matches: Iterable[tuple[int, int]] = ()
        if needle.sieve in folded:
            matches = _all(needle, fold_but_case(text) if words.heeds_case else folded)
        # A code point may fold to several, of which a match can have some: it is set off whole.
        each.append([Span(offsets[start], offsets[end - 1] + 1) for start, end in matches])
    return each


def _all(needle: Needle, form: str) -> Iterator[tuple[int, int]]:
    match = needle.find(form)
    while match and match[0]:
        yield match.span()
        match = needle.find(form, match.end())


def _united(found: list[Span]) -> list[Span]:
    united: list[Span] = []
    for span in found:
        if united and span.start < united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return united
