"""Sentences with other names in them: what a name is must be told from where it stands, not from which it is."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from training.data import LABELS, OUTSIDE, UNCOUNTED, Document, Sentence

SWAPPED = 0.25
"""The share of stretches in which names are swapped, and how many of the names in each."""

_NAMES_SWAPPED = 0.5
_SWAPPED_TYPES = frozenset(["PER", "ORG", "LOC"])
"""Other names, dates and sums fit their sentences less well: "French" for "World Cup"."""

Words = tuple[str, ...]
Names = Mapping[tuple[str, int], Sequence[Words]]
"""Names by their type and number of words: a surname stands where a surname stood."""


def names_of(documents: Iterable[Document]) -> Names:
    """The names that stand in marked texts, each once."""
    found: dict[tuple[str, int], dict[Words, None]] = {}
    for document in documents:
        for sentence in document.sentences:
            for start, end, kind in _names(sentence):
                found.setdefault((kind, end - start), {})[sentence.words[start:end]] = None
    return {key: tuple(names) for key, names in found.items()}


def swapped(sentences: Sequence[Sentence], names: Names, rng: random.Random) -> list[Sentence]:
    """Sentences that follow one another, some of their names swapped, the same name for the same one in each."""
    chosen: dict[tuple[str, Words], Words] = {}
    return [_with_others(sentence, names, chosen, rng) for sentence in sentences]


def _with_others(
    sentence: Sentence, names: Names, chosen: dict[tuple[str, Words], Words], rng: random.Random
) -> Sentence:
    words = list(sentence.words)
    for start, end, kind in _names(sentence):
        name = sentence.words[start:end]
        if (kind, name) not in chosen:
            others = names[kind, end - start] if rng.random() < _NAMES_SWAPPED else (name,)
            chosen[kind, name] = rng.choice(others)
        words[start:end] = chosen[kind, name]
    return Sentence(tuple(words), sentence.labels)


def _names(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Where the names are that may be swapped: their words, half-open, and their type."""
    start: int | None = None
    for index, label in enumerate((*sentence.labels, OUTSIDE)):
        name = "O" if label == UNCOUNTED else LABELS[label]
        if start is not None and not name.startswith("I-"):
            yield start, index, LABELS[sentence.labels[start]][2:]
            start = None
        if name.startswith("B-") and name[2:] in _SWAPPED_TYPES:
            start = index
