"""What came of an import of notes."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """Where the passage of an annotation that came in is."""

    ANCHORED = "anchored"  # in its article
    ORPHAN = "orphan"  # not found for sure in its article
    ELSEWHERE = "elsewhere"  # in an article that is not here


@dataclass(slots=True)
class NotesImported:
    """What came of an import, or what would come of it.

    `annotations` counts those that are new by where they are, `searches` and `corrections` of entities those that are
    new, `known` those of all three that were there already. `marks` counts articles that have got a star, tags or a
    note, `articles` those that are new. `faults` are sentences about records that were left out, the first of
    `fault_count`; `unmatched` names articles of passages that are in none.
    """

    annotations: Counter[Outcome] = field(default_factory=Counter)
    known: int = 0
    marks: int = 0
    articles: int = 0
    searches: int = 0
    corrections: int = 0
    faults: list[str] = field(default_factory=list)
    fault_count: int = 0
    unmatched: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was found that could be imported."""
        new = self.annotations.total() + self.marks + self.articles + self.searches + self.corrections
        return not (new or self.known)
