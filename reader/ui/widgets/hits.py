"""Text with what was looked for set off in it."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style

from reader.model import Span


def set_off(text: str, hits: Iterable[Span], style: Style | None, hit_style: Style) -> list[Segment]:
    """The text in its style, and the hits in theirs over it."""
    base = style or Style()
    segments, done = [], 0
    for start, end in hits:
        segments += [Segment(text[done:start], base), Segment(text[start:end], base + hit_style)]
        done = end
    return [*segments, Segment(text[done:], base)]
