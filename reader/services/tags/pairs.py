"""Which tags stand together on notes, and how often."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from reader.model import Annotation
from reader.services.pace import Pace
from reader.services.tags.completion import tag_query
from reader.services.tags.tree import is_within, with_those_above
from reader.text.fold import fold

MOST_PAIRS = 2_000
"""How many pairs are told, those that stand together most."""
MOST_TAGS = 40
"""How many tags of one note are paired with one another."""


@dataclass(frozen=True, slots=True)
class TagPair:
    """Two tags, how many notes have both, and how many have each; a tag is had by what has one below it, too."""

    one: str
    other: str
    together: int
    with_one: int
    with_other: int

    @property
    def share(self) -> float:
        """Of the notes that have either, the part that has both, from 0 to 1."""
        return self.together / (self.with_one + self.with_other - self.together)

    @property
    def query(self) -> str:
        """The query that finds the notes with both."""
        return f"{tag_query(self.one)} {tag_query(self.other)}"


def tag_pairs(annotations: Iterable[Annotation], *, pace: Pace = iter) -> list[TagPair]:
    """The pairs of tags that stand together, the most frequent first; a tag and one below it are no pair.

    The annotations are gone through at that pace.
    """
    sets = Counter(annotation.tags for annotation in pace(annotations) if annotation.tags)
    counts: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for tags, number in pace(sets.items()):
        every = sorted(with_those_above(tags[:MOST_TAGS]))
        for tag in every:
            counts[tag] += number
        for pair in combinations(every, 2):
            together[pair] += number
    pairs = [
        TagPair(one, other, number, counts[one], counts[other])
        for (one, other), number in together.items()
        if not is_within(other, one) and not is_within(one, other)
    ]
    pairs.sort(key=lambda pair: (-pair.together, -pair.share, fold(pair.one), fold(pair.other)))
    return pairs[:MOST_PAIRS]
