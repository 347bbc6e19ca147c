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

_SCORE = 0.85
"""spaCy does not say how probable a name is: about so many of those that it finds are right."""


class SpacyNames:
    """Reads texts with the pipeline of a place: a package's name, or a folder. Raises whatever spaCy does."""

    def __init__(self, place: str) -> None:
        import spacy

        self._pipeline: Any = spacy.load(place, exclude=_UNNEEDED)

    def __call__(self, texts: Sequence[str]) -> Iterator[list[Claim]]:
        """What spaCy claims to be names, for each text."""
        with self._pipeline.memory_zone():  # else it would remember every word that it ever reads
            for read in self._pipeline.pipe(texts, batch_size=_AT_ONCE):
                yield [
                    Claim(found.start_char, found.end_char, SPACY.get(found.label_), _SCORE)
                    for found in read.ents
                ]
