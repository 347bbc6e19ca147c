"""The engines that the reader has chosen, one for each language."""

from collections.abc import Mapping
from functools import cache

from reader.analysis.engines.loading import load, version_of
from reader.analysis.names import NameFinder, NamesUnavailable
from reader.analysis.versions import pipeline_version
from reader.config import OTHER_LANGUAGES
from reader.model import Engine, EngineKind

SHIPPED = Engine(EngineKind.POSTIL)
ENGLISH = "en"
"""What a text counts as that is too short to tell its language."""


class Engines:
    """What finds names in which language: each engine is looked at, and loaded, when it is first asked for.

    `chosen` is what the settings have. What failed to load is not tried again.
    """

    def __init__(self, chosen: Mapping[str, Engine]) -> None:
        self._chosen = chosen
        self._version_of = cache(version_of)
        self._loaded: dict[Engine, NameFinder | None] = {}
        self._unusable: dict[Engine, str] = {}

    def of(self, language: str | None) -> Engine:
        """The engine for texts in a language."""
        language = language or ENGLISH
        others = SHIPPED if language == ENGLISH else self._chosen.get(OTHER_LANGUAGES, SHIPPED)
        return self._chosen.get(language, others)

    def version(self, language: str | None) -> str:
        """What the analyses of texts in a language are kept under. Nothing is loaded for that."""
        return pipeline_version(language, self._version_of(self.of(language)))

    def finder(self, language: str | None) -> NameFinder | None:
        """What finds names in texts in a language; None if none are wanted.

        Raises:
            NamesUnavailable: it cannot be used.
        """
        engine = self.of(language)
        if engine in self._unusable:
            raise NamesUnavailable(self._unusable[engine])
        if engine not in self._loaded:
            try:
                self._loaded[engine] = load(engine)
            except NamesUnavailable as error:
                self._unusable[engine] = error.why
                raise
        return self._loaded[engine]
