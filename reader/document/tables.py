"""Where the columns of a table begin."""

from collections.abc import Sequence
from itertools import accumulate

from reader.text.width import TAB_CELLS, cells


def column_stops(rows: Sequence[str], width: int) -> tuple[int, ...]:
    """For each tab of a table's rows, the cell at which the text behind it begins, if all fits in `width` cells.

    A column is as wide as its widest cell. The table does not fit, and there are no stops, also if it has but one
    column.
    """
    widths: list[int] = []
    for row in rows:
        for column, text in enumerate(row.split("\t")):
            taken = len(text) if text.isascii() else cells(text)
            if column == len(widths):
                widths.append(taken)
            elif taken > widths[column]:
                widths[column] = taken
    stops = tuple(accumulate(taken + TAB_CELLS for taken in widths))
    if not stops or stops[-1] - TAB_CELLS > width:
        return ()
    return stops[:-1]
