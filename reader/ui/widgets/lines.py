"""Lines of styled text cut to a width; nothing in them is ever read as markup."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.text.sanitize import clean
from reader.text.width import cells, truncate
from reader.text.wrap import wrap

LONGEST_DRAWN = 2_000
"""More characters than the widest screen shows: what is longer is cut before it is looked at closely."""

EMPTY_MEASURE = 44
"""The longest row, in cells, of a text that stands where nothing else does."""


def plain(text: str) -> str:
    """Text from outside as one line that can be drawn."""
    return clean(text[:LONGEST_DRAWN], one_line=True)


def fit(segments: Iterable[Segment], width: int) -> list[Segment]:
    """The segments cut to `width` cells, ending in "…" where something had to go."""
    fitted: list[Segment] = []
    left = width
    for segment in segments:
        size = cells(segment.text)
        if size > left:
            if cut := truncate(segment.text, left):
                fitted.append(Segment(cut, segment.style))
            elif fitted:
                fitted[-1] = _with_ellipsis(fitted[-1])
            return fitted
        if segment.text:
            fitted.append(segment)
        left -= size
    return fitted


def _with_ellipsis(segment: Segment) -> Segment:
    """The segment with its last character given up for an ellipsis."""
    return Segment(truncate(segment.text + " ", cells(segment.text)), segment.style)


def shortened(text: str, width: int) -> str:
    """The text in at most `width` cells, ending in "…" after its last whole word where something had to go.

    Where not even half of the room would be used that way, it ends within a word.
    """
    cut = truncate(text, width)
    if cut == text or not cut:
        return cut
    whole, blank, _ = cut.rpartition(" ")
    if text[len(cut) - 1 :].startswith(" "):
        whole, blank = cut[:-1], " "
    return f"{whole.rstrip()}…" if blank and cells(whole) >= width // 2 else cut


def spread(left: Iterable[Segment], right: Sequence[Segment], width: int) -> Strip:
    """A line of exactly `width` cells: `right` at its right end, whole; `left` in what is left, a cell between.

    Where `right` would leave `left` less than half the line, it is cut too.
    """
    end = fit(right, width // 2)
    end_size = sum(cells(segment.text) for segment in end)
    start = fit(left, width - end_size - 1 if end else width)
    start_size = sum(cells(segment.text) for segment in start)
    return Strip([*start, Segment(" " * (width - start_size - end_size)), *end], width)


def wrapped(text: str, width: int) -> list[str]:
    """The rows of a text at a width in cells, without the blanks between them."""
    starts = wrap(text, width)
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def centred(text: str, width: int, style: Style) -> Strip:
    """A line of `width` cells with `text` in its middle."""
    before = max(0, (width - cells(text)) // 2)
    return Strip([Segment(" " * before), Segment(text, style)]).adjust_cell_length(width)
