"""The shipped names model, run by onnxruntime: words in, labelled words out.

It reads an uncased WordPiece sequence and, for each piece, the class of case its word is written in. The first
piece of a word speaks for the word. Sentences that follow one another are read together, so that one helps to
understand the other.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime

from reader.analysis.names import Name
from reader.analysis.tokens import NO_WORD, WORD, case_class
from reader.analysis.wordpiece import WordPiece
from reader.model import EntityType, Span
from reader.text.segment import sentences

TYPES = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "LOC": EntityType.PLACE,
    "MISC": EntityType.OTHER,
    "DATE": EntityType.DATE,
    "MONEY": EntityType.MONEY,
}

MOST_PIECES = 128
"""How many pieces are read at once: attention to more of them takes longer and tells little more."""

_MOST_A_RUN = MOST_PIECES - 2
_NEVER = -1e4
_CELL = re.compile(r"[^\t]+")
_LETTER = re.compile(r"\w")

Words = Sequence[re.Match[str]]
Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that are labelled together, a sentence as a rule, and the pieces of each."""

    words: Words
    pieces: Sequence[Pieces]

    @property
    def length(self) -> int:
        """How many places it takes in a sequence, with the mark after it."""
        return sum(map(len, self.pieces)) + 1


class OnnxNames:
    """A `NameFinder` over one ONNX token classifier; not to be shared between threads.

    One thread and one sequence a run: with activations quantised as they come, a sequence's names would depend on
    which others it shares its batch with, and runs of many gain nothing over full ones.
    """

    def __init__(self, model: bytes, vocabulary: str, labels: str, *, version: str) -> None:
        self.version = version
        self._pieces = WordPiece(vocabulary.split("\n"))
        self._labels: list[str] = json.loads(labels)
        self._begins = np.array([label.startswith("B-") for label in self._labels])
        self._first, self._step = _transitions(self._labels)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model,
            options,
            providers=["CPUExecutionProvider"],
            # onnxruntime 1.20 to 1.32 adds and normalises in two steps four times faster than in its fused one.
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    def has_learnt(self, language: str | None) -> bool:
        """Whether that is English, which it is taken for where nobody knows."""
        return language in {"en", None}

    def find(self, text: str) -> list[Name]:
        """The names in a text, in order, not overlapping, none across a line break or the cells of a table."""
        return [name for window in self._windows(text) for name in self._names(window)]

    def _windows(self, text: str) -> Iterator[list[_Run]]:
        """The sentences of a text, as many that follow one another together as the model reads at once."""
        window: list[_Run] = []
        length = 1
        for sentence in sentences(text):
            for cell in _CELL.finditer(text, *sentence):
                # Marks alone name nothing, and there may be a megabyte of them.
                words = list(WORD.finditer(text, *cell.span())) if _LETTER.search(text, *cell.span()) else []
                for run in self._runs(words):
                    if window and length + run.length > MOST_PIECES:
                        yield window
                        window, length = [], 1
                    window.append(run)
                    length += run.length
        if window:
            yield window

    def _runs(self, words: Words) -> Iterator[_Run]:
        """A sentence whole, or cut into stretches that the model can read at once."""
        pieces = [self._pieces.pieces(word.group()) for word in words]
        start, length = 0, 0
        for index, cut in enumerate(pieces):
            if length + len(cut) > _MOST_A_RUN:
                end = _quiet_place(words, start, index)
                yield _Run(words[start:end], pieces[start:end])
                start, length = end, sum(map(len, pieces[end:index]))
            length += len(cut)
        if words:
            yield _Run(words[start:], pieces[start:])

    def _names(self, window: Sequence[_Run]) -> Iterator[Name]:
        scores = self._scores(window)
        chances = np.exp(scores)
        start = 0
        for run in window:
            end = start + len(run.words)
            path = self._path(scores[start:end])
            yield from self._labelled(run.words, path, chances[start:end])
            start = end

    def _scores(self, window: Sequence[_Run]) -> np.ndarray:
        """Log-probabilities of the labels, a row a word."""
        ids, cases, firsts = [self._pieces.first], [NO_WORD], []
        for run in window:
            for word, pieces in zip(run.words, run.pieces, strict=True):
                firsts.append(len(ids))
                ids += pieces
                cases += [case_class(word.group())] * len(pieces)
            ids.append(self._pieces.last)
            cases.append(NO_WORD)
        feed = {"ids": np.array([ids], np.int64), "cs": np.array([cases], np.int64)}
        logits = self._session.run(None, feed)[0][0][firsts]
        shifted = logits - logits.max(axis=-1, keepdims=True)
        scores: np.ndarray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return scores

    def _path(self, scores: np.ndarray) -> np.ndarray:
        """The most probable sequence of labels that is well formed: mostly that of the best label of each word."""
        best: np.ndarray = scores.argmax(axis=-1)
        if self._first[best[0]] == 0 and not self._step[best[:-1], best[1:]].any():
            return best
        return self._viterbi(scores)

    def _viterbi(self, scores: np.ndarray) -> np.ndarray:
        best = scores[0] + self._first
        back: list[np.ndarray] = []
        for row in scores[1:]:
            reached = best[:, None] + self._step
            back.append(reached.argmax(axis=0))
            best = reached.max(axis=0) + row
        path = [int(best.argmax())]
        for came_from in reversed(back):
            path.append(int(came_from[path[-1]]))
        return np.array(path[::-1])

    def _labelled(self, words: Words, path: np.ndarray, chances: np.ndarray) -> Iterator[Name]:
        """The names of a run: each a label B- with those that go on with it."""
        starts = np.flatnonzero(self._begins[path])
        for start in map(int, starts):
            end = start + 1
            while end < len(path) and path[end] == path[start] + 1:
                end += 1
            score = float(chances[range(start, end), path[start:end]].mean())
            span = Span(words[start].start(), words[end - 1].end())
            yield Name(span, TYPES[self._labels[path[start]][2:]], score)


def _transitions(labels: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Penalties for a first label and for one label after another: I- goes on only with its own kind."""
    first = np.zeros(len(labels), np.float32)
    step = np.zeros((len(labels), len(labels)), np.float32)
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            first[j] = _NEVER
            step[[a == "O" or a[2:] != label[2:] for a in labels], j] = _NEVER
    return first, step


def _quiet_place(words: Words, start: int, end: int) -> int:
    """Where in the later half of words[start:end] to cut, so that no name is likely to be cut in two."""
    for cut in range(end, start + (end - start) // 2, -1):
        if not (words[cut - 1].group()[0].isupper() or words[cut].group()[0].isupper()):
            return cut
    return end
