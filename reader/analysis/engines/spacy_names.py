"""Names as a pipeline of spaCy finds them."""

from collections.abc import Iterator, Sequence
from typing import Any

from reader.analysis.engines.guard import Claim
from reader.analysis.engines.labels import SPACY

LONGEST = 5_000
"""How many code points are read at once: more than a paragraph has; a hundred thousand take a gigabyte."""

_AT_ONCE = 16
_UNNEEDED = [
    "attribute_ruler",
    "lemmatizer",
    "morphologizer",
    "parser",
    "senter",
    "tagger",
    "textcat",
    "textcat_multilabel",
    "trainable_lemmatizer",
]
"""Parts of a pipeline that take time and memory, and that what finds names does without."""

_USUAL = {"PER": 0.9, "LOC": 0.85, "ORG": 0.8, "MISC": 0.7}
"""About how many names of a label are right where that was not measured, in pipelines that learnt from Wikipedia."""

_UNKNOWN = 0.8


class SpacyNames:
    """Reads texts with the pipeline of a place: a package's name, or a folder. Raises whatever spaCy does."""

    def __init__(self, place: str) -> None:
        import spacy

        self._pipeline: Any = spacy.load(place, exclude=_UNNEEDED)
        self._scores = _USUAL | _precisions(self._pipeline.meta)

    def __call__(self, texts: Sequence[str]) -> Iterator[list[Claim]]:
        """What spaCy claims to be names, for each text."""
        with self._pipeline.memory_zone():  # else it would remember every word that it ever reads
            for read in self._pipeline.pipe(texts, batch_size=_AT_ONCE):
                yield [self._claim(found) for found in read.ents]

    def _claim(self, found: Any) -> Claim:
        label = found.label_
        return Claim(found.start_char, found.end_char, SPACY.get(label), self._scores.get(label, _UNKNOWN))


def _precisions(meta: Any) -> dict[str, float]:
    """How many of the names of each label are right, from 0 to 1, where the makers of a pipeline have measured it.

    spaCy does not say of a single name how probable it is. A precision of 0 stands for none.
    """
    try:
        measured = {label: float(scores["p"]) for label, scores in meta["performance"]["ents_per_type"].items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    return {label: precision for label, precision in measured.items() if 0 < precision <= 1}
