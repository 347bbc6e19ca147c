"""A name finder that knows only the names it is told."""

import re
from collections.abc import Mapping

from reader.analysis.names import Name
from reader.analysis.shipped_names import MODEL_VERSION
from reader.model import EntityType, Span


class KnownNames:
    """Finds each of the given names wherever it stands as whole words, the longest first; in place of the model."""

    def __init__(
        self, names: Mapping[str, EntityType], *, score: float = 0.9, version: str = MODEL_VERSION
    ) -> None:
        self.version = version
        self._types = dict(names)
        self._score = score

    def has_learnt(self, language: str | None) -> bool:
        return language in {"en", None}

    def find(self, text: str) -> list[Name]:
        if not self._types:
            return []
        longest_first = sorted(self._types, key=len, reverse=True)
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
        return [Name(Span(*m.span()), self._types[m.group()], self._score) for m in pattern.finditer(text)]
