"""Where in a text a query is answered best."""

from collections.abc import Sequence
from itertools import chain

from reader.model import Span
from reader.query.terms import found
from reader.query.tree import Node

NEAR = 300
"""So many characters belong together: the more of what is asked for stands in them, the better."""


def best_place(text: str, tree: Node, *, start: int = 0) -> Span | None:
    """Where most of the words and phrases stand near one another, from `start` on, else anywhere; None if none does."""
    places = sorted(chain.from_iterable(_numbered(text, tree)))
    behind = [place for place in places if place[0].start >= start]
    return _densest(behind or places)


def _numbered(text: str, tree: Node) -> Sequence[Sequence[tuple[Span, int]]]:
    """Where each of the things asked for stands, with its number."""
    return [[(span, number) for span in spans] for number, spans in enumerate(found(text, tree))]


def _densest(places: Sequence[tuple[Span, int]]) -> Span | None:
    """The place after which, within a short stretch, the most different things stand; the first of several such."""
    best, most, last = None, 0, 0
    counts: dict[int, int] = {}
    for at, (span, number) in enumerate(places):
        while last < len(places) and places[last][0].end <= span.start + NEAR:
            counts[places[last][1]] = counts.get(places[last][1], 0) + 1
            last += 1
        last = max(last, at + 1)
        different = max(1, sum(count > 0 for count in counts.values()))
        if different > most:
            best, most = span, different
        if counts.get(number):
            counts[number] -= 1
    return best
