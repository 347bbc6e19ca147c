"""The marked texts that the model learns from: documents as sentences of words with labels."""

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.analysis.tokens import WORD

TYPES = ("PER", "ORG", "LOC", "MISC", "DATE", "MONEY")
LABELS = ("O", *(f"{place}-{kind}" for kind in TYPES for place in "BI"))
OUTSIDE = 0
UNCOUNTED = -100
"""The label of a word whose marking is not to be learnt."""

SETS = ("worldwide-newswire-train", "wnut17-train", "wikigold", "uner-ewt-dev", "crossner-train-dev")
"""Names of the files `NAME.jsonl.xz` that the shipped model has learnt from."""

_MARKED = {
    "eww": frozenset(TYPES),
    "wikigold": frozenset(["PER", "ORG", "LOC", "MISC"]),
    "wnut17": frozenset(["PER", "ORG", "LOC"]),
    "uner": frozenset(["PER", "ORG", "LOC"]),
    "crossner-politics": frozenset(["PER", "ORG", "LOC"]),
}
"""What each set marks wherever it stands, by the beginning of its name; a set that is not listed marks `_LEAST`.

WNUT17 and CrossNER politics mark some other names (products, elections), but no nationalities."""

_LEAST = frozenset(["PER", "ORG", "LOC"])
_TERMS = ("crossner-literature", "crossner-music", "crossner-science")
"""Sets whose MISC are for the most part no names, but terms ("rock music", "enzyme")."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with a label each, a number in `LABELS` or `UNCOUNTED`."""

    words: tuple[str, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences that follow one another; types outside of `marked` may stand unmarked in it."""

    sentences: tuple[Sentence, ...]
    marked: frozenset[str]


def documents(folder: Path, sets: Sequence[str] = SETS) -> Iterator[Document]:
    """The documents of the sets, whose files lie in a folder."""
    for name in sets:
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield _document(json.loads(line))


def _document(stored: dict[str, Any]) -> Document:
    name = stored["set"]
    marked = next((types for prefix, types in _MARKED.items() if name.startswith(prefix)), _LEAST)
    uncounted = frozenset(["MISC"]) if name.startswith(_TERMS) else frozenset()
    sentences = (_sentence(s["tokens"], s["spans"], uncounted) for s in stored["sentences"] if s["tokens"])
    return Document(tuple(sentences), marked)


def _sentence(
    tokens: Sequence[str], spans: Sequence[tuple[int, int, str]], uncounted: frozenset[str]
) -> Sentence:
    """The tokens cut further, into the words that the model will be given, with their labels."""
    kinds: list[str | None] = [None] * len(tokens)
    begins = {start for start, _, _ in spans}
    for start, end, kind in spans:
        kinds[start:end] = [kind] * (end - start)
    words: list[str] = []
    labels: list[int] = []
    for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True)):
        for part, word in enumerate(WORD.findall(token)):
            words.append(word)
            labels.append(_label(kind, begins=index in begins and part == 0, uncounted=uncounted))
    return Sentence(tuple(words), tuple(labels))


def _label(kind: str | None, *, begins: bool, uncounted: frozenset[str]) -> int:
    if kind is None:
        return OUTSIDE
    if kind in uncounted or kind not in TYPES:
        return UNCOUNTED
    return LABELS.index(f"{'B' if begins else 'I'}-{kind}")
