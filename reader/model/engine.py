"""What finds the names in an article: a choice that the reader makes for a language."""

from dataclasses import dataclass
from enum import StrEnum


class EngineKind(StrEnum):
    """Whose code it is: POSTIL is the model that postil brings along, OFF nothing at all."""

    POSTIL = "postil"
    SPACY = "spacy"
    GLINER = "gliner"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Engine:
    """What finds names in the texts of one language.

    `place` is the name of an installed package, or the path of a folder; empty for POSTIL and OFF. `sha256` is the
    digest that its files must have, in lower-case hexadecimal; None if the reader has not pinned it.
    """

    kind: EngineKind
    place: str = ""
    sha256: str | None = None

    def __str__(self) -> str:
        """As the settings have it, without the digest."""
        return f"{self.kind}:{self.place}" if self.place else str(self.kind)
