"""Names as a GLiNER model finds them."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from reader.analysis.engines.guard import Claim
from reader.analysis.engines.labels import GLINER

LONGEST = 1_000
"""How many code points are read at once: fewer words than the 384 at which most of these models stop reading."""

_LEAST_SCORE = 0.4
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
"""Has what GLiNER is made of look for nothing on the web that a model's folder lacks, such as its tokenizer."""


class GlinerNames:
    """Reads texts with the model in a folder, and with nothing else. Raises whatever GLiNER does."""

    def __init__(self, folder: str) -> None:
        os.environ.update(_OFFLINE)
        from gliner import GLiNER

        self._model: Any = GLiNER.from_pretrained(folder, local_files_only=True)

    def __call__(self, texts: Sequence[str]) -> Iterator[list[Claim]]:
        """What the model claims to be names, for each text."""
        for text in texts:
            found = self._model.predict_entities(text, [*GLINER], threshold=_LEAST_SCORE)
            yield [Claim(each["start"], each["end"], GLINER.get(each["label"]), each["score"]) for each in found]
