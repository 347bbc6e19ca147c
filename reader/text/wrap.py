"""Where the rows of a text begin when it is wrapped at a width."""

from bisect import bisect_right
from itertools import accumulate

from reader.text.width import advances, is_narrow

_BLANKS = " \t"
# Japanese and Chinese line breaking: what never begins a row, and what never ends one.
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー々〉》」』】〕）］｝〗〙〟’”…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％℃!?,.:;)]}"
)
_NOT_LAST = frozenset("〈《「『【〔（［｛〖〘〝‘“([{")


def wrap(text: str, width: int) -> list[int]:
    """The offsets at which the rows of `text` begin, the first of them 0, at a width in cells (at least 1).

    Rows break at newlines, after blanks (which belong to the row they end and may reach past the width) and
    beside wide characters; a word longer than a row is cut between graphemes. A tab counts as
    `width.TAB_CELLS`.
    """
    width = max(1, width)
    starts: list[int] = []
    line_start = 0
    for line in text.split("\n"):
        if len(line) <= width and line.isascii() and "\t" not in line:
            starts.append(line_start)
        elif is_narrow(line):
            _wrap_narrow(line, width, line_start, starts)
        else:
            _wrap_wide(line, width, line_start, starts)
        line_start += len(line) + 1
    return starts


def _wrap_narrow(line: str, width: int, offset: int, starts: list[int]) -> None:
    rfind, length, row = line.rfind, len(line), 0
    while True:
        starts.append(offset + row)
        if length - row <= width:
            return
        cut = rfind(" ", row, row + width + 1)
        if cut > row and not line[row:cut].isspace():
            row = cut + 1
            while row < length and line[row] == " ":
                row += 1
        else:
            row += width
        if row >= length:
            return


def _wrap_wide(line: str, width: int, offset: int, starts: list[int]) -> None:
    added = advances(line)
    ends = list(accumulate(added))
    length, row = len(line), 0
    while row < length:
        starts.append(offset + row)
        limit = (ends[row - 1] if row else 0) + width
        if ends[-1] <= limit:
            return
        # `overflow` is the first code point whose cells no longer fit.
        overflow = bisect_right(ends, limit, row)
        row = _next_row(line, added, row, overflow)


def _next_row(line: str, added: list[int], row: int, overflow: int) -> int:
    """Where the row after the one at `row` starts, given that the code point at `overflow` does not fit."""
    if line[overflow] in _BLANKS and not line[row:overflow].isspace():
        return _after_blanks(line, overflow)
    for cut in range(overflow, row, -1):
        if line[cut - 1] in _BLANKS and not line[row:cut].isspace():
            return cut
        if _may_break(line, added, cut):
            return cut
    if overflow > row:
        return overflow
    # One grapheme alone is wider than the row.
    cut = row + 1
    while cut < len(line) and not added[cut]:
        cut += 1
    return cut


def _after_blanks(line: str, position: int) -> int:
    while position < len(line) and line[position] in _BLANKS:
        position += 1
    return position


def _may_break(line: str, added: list[int], cut: int) -> bool:
    """Whether a row may break before `cut` because a wide character stands on either side."""
    if not added[cut]:
        return False
    before = cut - 1
    while before and not added[before]:
        before -= 1
    return (
        (added[cut] == 2 or added[before] == 2) and line[cut] not in _NOT_FIRST and line[before] not in _NOT_LAST
    )
