"""What the reader wants done with articles of a kind when they come in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A query, and what is done with the articles that it finds: marked read, starred, hidden, tagged."""

    id: int
    name: str
    query: str
    marks_read: bool = False
    stars: bool = False
    hides: bool = False
    tags: tuple[str, ...] = ()
    enabled: bool = True
