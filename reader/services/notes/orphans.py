"""What annotations are called whose passage is no longer in their article, and how one of them is chosen."""

from collections.abc import Iterable

from reader.model import Annotation
from reader.text.fold import fold
from reader.text.sanitize import clean

LABEL_LENGTH = 60
"""The longest label of an orphan, in characters."""


def labels(orphans: Iterable[Annotation]) -> dict[str, Annotation]:
    """A name of its own for each orphan: the beginning of its note, or else of its passage."""
    named: dict[str, Annotation] = {}
    for orphan in orphans:
        words = clean(orphan.note.strip() or orphan.target.exact, one_line=True, max_length=LABEL_LENGTH).strip()
        label, number = words, 1
        while label in named:
            number += 1
            label = f"{words} ({number})"
        named[label] = orphan
    return named


def matching(named: dict[str, Annotation], query: str) -> dict[str, Annotation]:
    """Those with every word of `query` in their note or passage; the one called just that, alone."""
    if query in named:
        return {query: named[query]}
    words = fold(query).split()
    return {
        label: orphan
        for label, orphan in named.items()
        if all(word in fold(f"{label}\n{orphan.note}\n{orphan.target.exact}") for word in words)
    }
