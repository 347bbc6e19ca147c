"""Where a text names people, organisations and places: what anything that finds names promises."""

from dataclasses import dataclass
from typing import Protocol

from reader.model import EntityType, PostilError, Span


class NamesUnavailable(PostilError):  # noqa: N818 - it names a state the reader can live with
    """What finds names cannot be used; `why` is the sentence that says it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Names are not marked, only quotations: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of text that names something; `score` is how probable that is, from 0 to 1."""

    span: Span
    type: EntityType
    score: float


class NameFinder(Protocol):
    """Anything that finds names in a text: the shipped model, or one that a reader has installed."""

    @property
    def version(self) -> str:
        """Tells the results of one finder from those of another; part of what results are kept under."""

    def has_learnt(self, language: str | None) -> bool:
        """Whether it was made for texts in a language, by its ISO 639 code; None if that is not known."""

    def find(self, text: str) -> list[Name]:
        """The names in a text, in order, not overlapping, none across a line break.

        Raises:
            NamesUnavailable: it is of others, and failed.
        """
