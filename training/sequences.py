"""Documents as the number sequences that the network learns from."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from reader.analysis.tokens import NO_WORD, case_class
from reader.analysis.wordpiece import WordPiece
from training.casing import rewritten
from training.data import LABELS, TYPES, UNCOUNTED, Document, Sentence
from training.network import PADDING
from training.swapping import SWAPPED, Names, swapped

MOST_PIECES = 192
_LEAST_PIECES = 24
_PIECES_A_BATCH = 1600
_SORTED_TOGETHER = 400
"""Sequences that are put in batches by length; the order of such stretches, and of batches, is drawn."""

_DROPPED = 0.04
"""Share of the pieces that are read as unknown words, so that their surroundings must tell."""

_FIRST_WORD_PIECE = 1000
"""Lower numbers are the marks of the vocabulary, which are never dropped."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive sentences as pieces, the case class of each piece's word, and a label for each word's first."""

    ids: list[int]
    cases: list[int]
    labels: list[int]
    marked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sequences of about the same length; `hidden` says which labels count as right where none is marked."""

    ids: Tensor
    cases: Tensor
    labels: Tensor
    hidden: Tensor


def epoch(documents: Iterable[Document], names: Names, pieces: WordPiece, rng: random.Random) -> list[Batch]:
    """Every sentence once, in stretches, batches and ways of writing that are drawn anew, some with other `names`."""
    found = [sequence for document in documents for sequence in _sequences(document, names, pieces, rng)]
    rng.shuffle(found)
    batches = [
        _batch(chosen, pieces, rng)
        for start in range(0, len(found), _SORTED_TOGETHER)
        for chosen in _alike(found[start : start + _SORTED_TOGETHER])
    ]
    rng.shuffle(batches)
    return batches


def _sequences(document: Document, names: Names, pieces: WordPiece, rng: random.Random) -> Iterator[Stretch]:
    """The sentences in stretches of lengths that are drawn, so that a sentence alone is learnt as well as many."""
    sentences = document.sentences
    counts = [sum(len(pieces.pieces(word)) for word in s.words) + 1 for s in sentences]
    start = 0
    while start < len(sentences):
        most = rng.randint(_LEAST_PIECES, MOST_PIECES)
        end, length = start + 1, counts[start]
        while end < len(sentences) and length + counts[end] < most:
            length += counts[end]
            end += 1
        stretch: Sequence[Sentence] = sentences[start:end]
        if rng.random() < SWAPPED:
            stretch = swapped(stretch, names, rng)
        yield _sequence(stretch, document.marked, pieces, rng)
        start = end


def _sequence(
    sentences: Sequence[Sentence], marked: frozenset[str], pieces: WordPiece, rng: random.Random
) -> Stretch:
    ids, cases, labels = [pieces.first], [NO_WORD], [UNCOUNTED]
    written = rewritten([sentence.words for sentence in sentences], rng)
    for sentence, words in zip(sentences, written, strict=True):
        for word, label in zip(words, sentence.labels, strict=True):
            cut = pieces.pieces(word)
            ids += cut
            cases += [case_class(word)] * len(cut)
            labels += [label] + [UNCOUNTED] * (len(cut) - 1)
        ids.append(pieces.last)
        cases.append(NO_WORD)
        labels.append(UNCOUNTED)
    most = MOST_PIECES
    return Stretch(ids[:most], cases[:most], labels[:most], marked)


def _alike(sequences: list[Stretch]) -> Iterator[list[Stretch]]:
    """The sequences, shorter ones first, as many together as a batch may have pieces."""
    chosen: list[Stretch] = []
    for sequence in sorted(sequences, key=lambda sequence: len(sequence.ids)):
        if chosen and len(sequence.ids) * (len(chosen) + 1) > _PIECES_A_BATCH:
            yield chosen
            chosen = []
        chosen.append(sequence)
    if chosen:
        yield chosen


def _batch(sequences: list[Stretch], pieces: WordPiece, rng: random.Random) -> Batch:
    shape = (len(sequences), max(len(sequence.ids) for sequence in sequences))
    ids, cases = torch.full(shape, PADDING), torch.full(shape, NO_WORD)
    labels = torch.full(shape, UNCOUNTED)
    for row, sequence in enumerate(sequences):
        length = len(sequence.ids)
        ids[row, :length] = torch.tensor(
            [
                pieces.unknown if piece >= _FIRST_WORD_PIECE and rng.random() < _DROPPED else piece
                for piece in sequence.ids
            ]
        )
        cases[row, :length] = torch.tensor(sequence.cases)
        labels[row, :length] = torch.tensor(sequence.labels)
    return Batch(ids, cases, labels, torch.tensor([_hidden(sequence.marked) for sequence in sequences]))


def _hidden(marked: frozenset[str]) -> list[bool]:
    """For each label whether it may be right on a word that has none: "O", and the types that are not marked."""
    return [label == "O" or label[2:] in set(TYPES) - marked for label in LABELS]
