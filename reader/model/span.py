"""A stretch of an article's canonical text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of an article's canonical text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the code point at `offset` lies inside."""
        return self.start <= offset < self.end
