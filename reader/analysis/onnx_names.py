"""The shipped names model, run by onnxruntime: words in, labelled words out.

It reads an uncased WordPiece sequence and, for each piece, the class of case its word is written in. The first
piece of a word speaks for the word.
"""

import json
import re
from collections.abc import Iterator

import numpy as np
import onnxruntime

from reader.analysis.names import Name
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

MOST_PIECES = 120
MOST_WORDS = 60
_NEVER = -1e4
_WORD = re.compile(r"\w+(?:[-.&,]\w+)*|[’']s\b|\S")
_CELL = re.compile(r"[^\t]+")

Words = list[re.Match[str]]


def case_class(word: str) -> int:
    """How a word is written: 1 number, 2 mark, 3 lower, 4 UPPER, 5 one capital, 6 Title, 7 CamelCase, 8 other."""
    if not any(c.isalpha() for c in word):
        return 1 if any(c.isdigit() for c in word) else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 6 if word[1:].islower() else 7
    return 8


class OnnxNames:
    """A `NameFinder` over one ONNX token classifier; not to be shared between threads.

    One thread and one run a sentence: measured, runs in batches gain at most a tenth, and with activations
    quantised as they come, a sentence's names would depend on which sentences it shares its batch with.
    """

    def __init__(self, model: bytes, vocabulary: str, labels: str, *, version: str) -> None:
        self.version = version
        self._pieces = WordPiece(vocabulary.split("\n"))
        self._labels: list[str] = json.loads(labels)
        self._first, self._step = _transitions(self._labels)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def find(self, text: str) -> list[Name]:
        """The names in a text, in order, not overlapping, none across a line break or the cells of a table."""
        names: list[Name] = []
        for sentence in sentences(text):
            for cell in _CELL.finditer(text, *sentence):
                for run in self._runs(list(_WORD.finditer(text, *cell.span()))):
                    names += self._names(run)
        return names

    def _runs(self, words: Words) -> Iterator[Words]:
        """A sentence cut into stretches that the model can read at once."""
        start, pieces = 0, 0
        for index, word in enumerate(words):
            count = len(self._pieces.pieces(word.group()))
            if index > start and (pieces + count > MOST_PIECES or index - start >= MOST_WORDS):
                cut = _quiet_place(words, start, index)
                yield words[start:cut]
                start = cut
                pieces = sum(len(self._pieces.pieces(w.group())) for w in words[start:index])
            pieces += count
        if words:
            yield words[start:]

    def _names(self, words: Words) -> Iterator[Name]:
        path, probabilities = self._decode(self._scores([word.group() for word in words]))
        labels = [self._labels[index] for index in path]
        starts = [i for i, label in enumerate(labels) if label.startswith("B-")]
        for start in starts:
            end = start + 1
            while end < len(labels) and labels[end].startswith("I-"):
                end += 1
            span = Span(words[start].start(), words[end - 1].end())
            yield Name(span, TYPES[labels[start][2:]], float(probabilities[start:end].mean()))

    def _scores(self, words: list[str]) -> np.ndarray:
        """Log-probabilities of the labels, a row a word."""
        ids, cases, firsts = [self._pieces.first], [0], []
        for word in words:
            pieces = self._pieces.pieces(word)
            firsts.append(len(ids))
            ids += pieces
            cases += [case_class(word)] * len(pieces)
        ids.append(self._pieces.last)
        cases.append(0)
        feed = {"ids": np.array([ids], np.int64), "cs": np.array([cases], np.int64)}
        logits = self._session.run(None, feed)[0][0][firsts]
        shifted = logits - logits.max(axis=-1, keepdims=True)
        scores: np.ndarray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return scores

    def _decode(self, scores: np.ndarray) -> tuple[list[int], np.ndarray]:
        """The most probable sequence of labels that is well formed (Viterbi), and each label's probability."""
        best = scores[0] + self._first
        back: list[np.ndarray] = []
        for row in scores[1:]:
            reached = best[:, None] + self._step
            came_from = reached.argmax(axis=0)
            best = reached.max(axis=0) + row
            back.append(came_from)
        path = [int(best.argmax())]
        for came_from in reversed(back):
            path.append(int(came_from[path[-1]]))
        path.reverse()
        return path, np.exp(scores[np.arange(len(path)), path])


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
