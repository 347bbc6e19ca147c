"""Which of several names that share text stays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.analysis.names import Name


def apart(names: Iterable[Name]) -> list[Name]:
    """The names in order, without those that overlap one before them."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: name.span):
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return kept


def with_others(
    names: Sequence[Name], others: Iterable[Name], gives_way: Callable[[Name, Name], bool]
) -> list[Name]:
    """The names and others among them, each instead of the names it shares text with, if they all give way to it.

    Both are in order and apart, and so is what is given. One that takes over is as sure as the surest it stands for.
    """
    kept: list[Name] = []
    position = 0
    for other in others:
        while position < len(names) and names[position].span.end <= other.span.start:
            kept.append(names[position])
            position += 1
        last = position
        while last < len(names) and names[last].span.start < other.span.end:
            last += 1
        shared = names[position:last]
        if all(gives_way(name, other) for name in shared):
            kept.append(replace(other, score=max((name.score for name in shared), default=other.score)))
            position = last
    return kept + list(names[position:])
