"""What stands on the pages of a PDF around its text: headers, footers and page numbers."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from reader.sources.pdf.lines import Line, Page

_PAGES = 3  # that have the same
_ROWS = 2  # at either end of a page
_SAME_ROW = 4.0  # points that lines of a row may be higher or lower than each other
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_COUNTED = re.compile(r"\d{1,5}")

_Key = tuple[int, str]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without those of their outermost rows that several have at the same height.

    They are the same but for the numbers in them, or else begin or end with a number that counts the pages.
    """
    left = list(pages)
    for _ in range(_ROWS):
        for outermost in (max, min):
            left = _without_outermost(left, partial(_row, outermost=outermost))
    return left


def _without_outermost(pages: Sequence[Page], row_of: Callable[[Page], Page]) -> list[Page]:
    rows = [row_of(page) for page in pages]
    keys = [_keys(row, number) for number, row in enumerate(rows)]
    counts = Counter(key for found in keys for key in found)
    # An article of two pages has its headers only twice.
    fewest = max(2, min(_PAGES, len(pages)))
    is_furniture = [any(counts[key] >= fewest for key in found) for found in keys]
    return [
        _without(page, frozenset(row)) if dropped else page
        for page, row, dropped in zip(pages, rows, is_furniture, strict=True)
    ]


def _without(page: Page, row: frozenset[Line]) -> Page:
    return tuple(line for line in page if line not in row)


def _row(page: Page, outermost: Callable[[Iterable[float]], float]) -> Page:
    """The uppermost row of the page, or the lowest."""
    if not page:
        return ()
    height = outermost(line.baseline for line in page)
    row = (line for line in page if abs(line.baseline - height) <= _SAME_ROW)
    return tuple(sorted(row, key=_left))


def _left(line: Line) -> float:
    return line.left


def _keys(row: Page, number: int) -> set[_Key]:
    """What the row has in common with those of other pages, if it is furniture; `number` is that of the page."""
    if not row:
        return set()
    height = round(row[0].baseline / _SAME_ROW)
    text = " ".join(line.text for line in row).lower()
    ends = {text.split()[0], text.split()[-1]}
    counted = {int(end) - number for end in ends if _COUNTED.fullmatch(end)}
    return {(height, _NUMBER.sub("#", text)), *((height, f"page {offset}") for offset in counted)}
