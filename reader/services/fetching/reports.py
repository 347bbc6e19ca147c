"""What became of the feeds that were fetched."""

from dataclasses import dataclass, field

from reader.model import Feed


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one feed: how many articles are new and changed, or why it was not there."""

    feed: Feed
    new: int = 0
    changed: int = 0
    failure: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What became of all feeds that were looked at, in the order in which they came.

    `problems` are sentences on what went wrong beside that.
    """

    fetched: list[Fetched] = field(default_factory=list)
    new_ids: list[str] = field(default_factory=list)
    problems: set[str] = field(default_factory=set)

    @property
    def new(self) -> int:
        """How many articles are new."""
        return sum(each.new for each in self.fetched)

    @property
    def changed(self) -> int:
        """How many articles have another text than before."""
        return sum(each.changed for each in self.fetched)

    @property
    def failures(self) -> list[Fetched]:
        """The feeds that were not there."""
        return [each for each in self.fetched if each.failure]
